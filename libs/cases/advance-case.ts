import { CommandHandler, EventBus, type ICommandHandler } from '@nestjs/cqrs';
import type { Answer } from '../eligibility/index.js';
import { type Tx, UnitOfWork, type Who } from '../platform/index.js';
import { type FieldValue, type Program, type Refused, type StepEvent, opensCase } from '../workflow/index.js';
import { asStep } from './as-house.js';
import { CaseAdvanced } from './case-advanced.js';
import type { CaseRecord, LoadedCase } from './case-record.js';
import { EffectHandlers } from './effects.js';
import { mayActOn, mayBring } from './held-case.js';
import { lockAsSeen, lockCase } from './load-case.js';
import { onlyOursSince } from './only-ours-since.js';
import { runnable } from './runnable.js';
import { actorOf, toStepEvent } from './step-event.js';
import { type Stepped, takeStep } from './take-step.js';

export type Happening =
  | { readonly kind: 'answers'; readonly answers: Readonly<Record<string, Answer | null>> }
  | { readonly kind: 'event'; readonly event: string; readonly fields: Readonly<Record<string, FieldValue>> };

/** Why a step was not taken although the program allows it. */
export type NotTaken =
  | { readonly ok: false; readonly reason: 'case-is-unknown' }
  | { readonly ok: false; readonly reason: 'revision-is-stale'; readonly current: number };
export type AdvanceResult = Stepped | Refused | NotTaken;

/**
 * Runs around the step inside its transaction: it may answer a repeated request from what was kept, and reads
 * what the caller wants to see. What it throws undoes the step. `may` is waited for together with the case's lock: when it
 * rejects, no step is taken.
 */
export type Reply<T> = (tx: Tx, work: (may?: Promise<unknown>) => Promise<AdvanceResult>) => Promise<T>;

/**
 * Something happened on a case: answers were given, or an event. `revision` is what the caller last saw, if known. `read` is the case
 * as whoever acts has just read it themselves, with all of their rights: it is not read again unless somebody was quicker.
 */
export class AdvanceCase<T> {
  constructor(
    readonly who: Who,
    readonly caseId: string,
    readonly happening: Happening,
    readonly revision: number | null,
    readonly reply: Reply<T>,
    readonly read: LoadedCase | null = null,
  ) {}
}

@CommandHandler(AdvanceCase)
export class AdvanceCaseHandler implements ICommandHandler<AdvanceCase<unknown>, unknown> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectHandlers,
    private readonly events: EventBus,
  ) {}

  async execute(command: AdvanceCase<unknown>): Promise<unknown> {
    let stepped: Stepped | null = null;
    let { read } = command;
    const answer = await this.work.run(command.who, (tx) =>
      command.reply(tx, async (may) => {
        const known = read;
        // Whoever has to begin again met somebody.
        read = null;
        const result = await advance(tx, this.effects, { ...command, read: known }, may);
        stepped = result.ok ? result : null;
        return result;
      }),
    );
    if (stepped) this.events.publish(new CaseAdvanced(command.who.tenant, (stepped as Stepped).record));
    return answer;
  }
}

/** The step itself, for a caller that has its transaction already. */
export async function advance(
  tx: Tx,
  effects: EffectHandlers,
  command: Pick<AdvanceCase<unknown>, 'who' | 'caseId' | 'happening' | 'revision'> & {
    readonly read?: LoadedCase | null;
  },
  may?: Promise<unknown>,
): Promise<AdvanceResult> {
  const [loaded] = await Promise.all([hold(tx, command.caseId, command.read ?? null), may]);
  if (!loaded) return { ok: false, reason: 'case-is-unknown' };
  const { record } = loaded;
  const run = await runnable(tx, record.program, record.version, loaded.zone);
  if (!mayActOn(run.program, record.state, command.who)) return { ok: false, reason: 'case-is-unknown' };
  // The same press once more leads to the case that it opened.
  if (isOpenedAlready(run.program, loaded, command)) return { ok: true, ...loaded, run };
  if (await isStale(tx, run.program, record, command)) {
    return { ok: false, reason: 'revision-is-stale', current: record.revision };
  }
  const { happening } = command;
  if (happening.kind === 'answers') {
    const event: StepEvent = { actor: actorOf(command.who), type: 'answer', answers: happening.answers };
    return asStep(tx, () => takeStep(tx, effects, run, loaded, event, 'answers'));
  }
  const event = toStepEvent(command.who, run.program, record.state, happening.event, happening.fields);
  if ('ok' in event) return event;
  if (!mayBring(command.who, event)) return forHelpers(happening.event);
  const result = await asStep(tx, () =>
    takeStep(tx, effects, run, loaded, event, nameInHistory(event, happening.event)),
  );
  // Of its own events the engine says only that they are for helpers; a program says whom its events are for.
  const isForHelpers = !result.ok && result.reason === 'role-may-not-do-this' && result.instead === undefined;
  return isForHelpers ? forHelpers(happening.event) : result;
}

/** Null: they see no such case. */
async function hold(tx: Tx, id: string, read: LoadedCase | null): Promise<LoadedCase | null> {
  if (read?.record.id !== id) return lockCase(tx, id);
  lockAsSeen(tx, read);
  return Promise.resolve(read);
}

function isOpenedAlready(
  program: Program,
  { record }: LoadedCase,
  { who, happening }: Pick<AdvanceCase<unknown>, 'who' | 'happening'>,
): boolean {
  if (happening.kind !== 'event' || record.state.renewedAt === undefined) return false;
  return opensCase(program, happening.event, actorOf(who));
}

/** Whoever drives to a client is not stopped to look at what they can't see. */
async function isStale(
  tx: Tx,
  program: Program,
  record: CaseRecord,
  { who, revision }: Pick<AdvanceCase<unknown>, 'who' | 'revision'>,
): Promise<boolean> {
  if (revision === null || revision === record.revision) return false;
  return who.agency === null || !(await onlyOursSince(tx, program, record, revision));
}

const forHelpers = (event: string): Refused => ({
  ok: false,
  reason: 'role-may-not-do-this',
  about: event,
  instead: ['navigator', 'supervisor'],
});

/** History tells the guided steps of a handover apart. */
function nameInHistory(event: StepEvent, name: string): string {
  return event.type === 'record-handover-step' ? `handover-step:${event.step}` : name;
}
