import { openSubject } from '../clients/index.js';
import { type ContactView, findContact, noteContact, startContact } from '../contacts/index.js';
import type { Answers } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { findActiveVersion, findLineOfProgram } from '../programs/index.js';
import { type Program, misfit } from '../workflow/index.js';
import type { Renews } from './case-record.js';
import { type EffectContext, type EffectHandlers, type EffectOf, EffectRefused } from './effects.js';
import { type CasePlace, startCase } from './open-case.js';
import { readied } from './runnable.js';

/** A case that follows another one of the same person: each names the other in its history. The case before is locked by its step. */
export function registerRenewCase(handlers: EffectHandlers): void {
  handlers.registerEffect('open-case', async (tx, context, effect) => {
    const loaded = await findActiveVersion(tx, effect.program);
    if (!loaded) throw cannotOpen(effect);
    const run = await readied(tx, { program: loaded.program, decisions: loaded.decisions, zone: context.run.zone });
    const place = await placeOf(tx, context, effect);
    const { record } = await startCase(tx, handlers, run, loaded.version, place, context.actor, {
      carried: saidIn(run.program, effect),
      renews: renewing(context, effect.confirm, effect.consent),
    });
    context.refer({ opened: { case: record.id, number: record.number } });
    return [];
  });
}

export const renewing = (
  { record }: Pick<EffectContext, 'record'>,
  confirm: readonly string[],
  consent: string | null,
): Renews => ({ case: record.id, number: record.number, confirm, consent });

const cannotOpen = ({ program }: EffectOf<'open-case'>): EffectRefused =>
  new EffectRefused({ ok: false, reason: 'event-is-not-allowed-here', about: program, instead: [] });

/** Within the call that goes on, if there is one; else it is a contact of its own, and whoever it is for is known by the case before. */
async function placeOf(tx: Tx, { record }: EffectContext, effect: EffectOf<'open-case'>): Promise<CasePlace> {
  const before = await findContact(tx, record.contact);
  const goesOn = before && before.status !== 'closed' && tx.who.role !== 'client' ? before : null;
  const contact = goesOn ?? (await newContact(tx, record.language, effect));
  const { id, channel, inquirer, relation } = contact;
  const { language, answeringRegion } = record;
  const subject = await openSubject(tx, { contactId: id });
  return { contact: id, inquirer, relation, subject, channel, language, answeringRegion };
}

/** Somebody with nobody of ours comes over the web; whoever does it for them has them on the phone. */
async function newContact(tx: Tx, language: string, effect: EffectOf<'open-case'>): Promise<ContactView> {
  const line = await findLineOfProgram(tx, effect.program);
  if (!line) throw cannotOpen(effect);
  const isClient = tx.who.role === 'client';
  const start = isClient ? noteContact : startContact;
  return start(tx, { line: line.id, region: line.region, channel: isClient ? 'web' : 'phone', language });
}

/** Of another program, what it does not ask so stays behind. */
function saidIn({ questions }: Program, { says }: EffectOf<'open-case'>): Answers {
  const fitting = Object.entries(says).filter(([id, value]) => {
    const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
    return question && !question.computed && misfit(question, { value }) === null;
  });
  return Object.fromEntries(fitting.map(([id, value]) => [id, { value }]));
}
