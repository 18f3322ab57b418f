import type { Answers } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { findActiveVersion, findLineOfProgram } from '../programs/index.js';
import type { EffectContext, EffectHandlers, EffectOf } from './effects.js';
import { startCase } from './open-case.js';
import { renewing } from './renew-case.js';
import { readied } from './runnable.js';

/**
 * The same contact goes on in another program, with the answers that may be carried. Until that program is loaded
 * in this tenant, its directory line is where the caller is sent.
 */
export function registerOpenProgram(handlers: EffectHandlers): void {
  handlers.registerEffect('open-program', async (tx, context, effect) => {
    const loaded = await findActiveVersion(tx, effect.program);
    if (!loaded) return pointToLine(tx, context, effect);
    const { contact, inquirer, relation, subject, channel, language, answeringRegion } = context.record;
    const run = await readied(tx, { program: loaded.program, decisions: loaded.decisions, zone: context.run.zone });
    const carried = carry(context.answers, effect.carry, loaded.program.questions);
    const place = { contact, inquirer, relation, subject, channel, language, answeringRegion };
    const opened = await startCase(tx, handlers, run, loaded.version, place, context.actor, {
      carried,
      declined: effect.declined,
      renews: effect.confirm.length > 0 ? renewing(context, effect.confirm, null) : null,
    });
    context.goOn({ program: effect.program, case: opened.record.id, line: null, phone: null });
    return [];
  });
}

async function pointToLine(tx: Tx, context: EffectContext, effect: EffectOf<'open-program'>): Promise<[]> {
  const line = await findLineOfProgram(tx, effect.program);
  context.goOn({ program: effect.program, case: null, line: line?.id ?? null, phone: line?.number ?? null });
  return [];
}

/** `safety` carries all of a fragment's answers; a question that the other program does not have stays behind. */
function carry(answers: Answers, wanted: readonly string[], questions: Readonly<Record<string, unknown>>): Answers {
  const goes = (key: string) => wanted.some((want) => key === want || key.startsWith(`${want}.`));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => goes(key) && Object.hasOwn(questions, key)));
}
