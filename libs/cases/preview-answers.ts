import type { Answer, Answers } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { type CaseState, type Effect, type Refused, type RunnableProgram, step } from '../workflow/index.js';
import type { LoadedCase } from './case-record.js';
import type { EffectHandlers } from './effects.js';
import { loadTheirs } from './load-theirs.js';
import { actorOf } from './step-event.js';
import { walkOn } from './take-step.js';

/** What these answers would do to a case now. */
export interface Previewed {
  readonly ok: true;
  readonly run: RunnableProgram;
  readonly before: LoadedCase;
  readonly state: CaseState;
  readonly answers: Answers;
  /** Questions that these answers are about. */
  readonly given: readonly string[];
  /** In the order in which they would be carried out. */
  readonly effects: readonly Effect[];
}
export type NotPreviewed = Refused & { readonly run: RunnableProgram; readonly before: LoadedCase };

/**
 * Takes the step that these answers would be, up to where it comes to rest, and keeps none of it. It is the walk of the
 * real step with effects that only read, so both agree as long as nothing else happens between them. Null: no such case.
 */
export async function previewAnswers(
  tx: Tx,
  handlers: EffectHandlers,
  caseId: string,
  given: Readonly<Record<string, Answer | null>>,
): Promise<Previewed | NotPreviewed | null> {
  const theirs = await loadTheirs(tx, caseId);
  if (!theirs) return null;
  const { loaded: before, run } = theirs;
  const { record, answers } = before;
  const actor = actorOf(tx.who);
  const result = step(run, record.state, answers, { actor, type: 'answer', answers: given }, tx.now.toISOString());
  if (!result.ok) return { ...result, run, before };
  const effects: Effect[] = [];
  const foresee: Pick<EffectHandlers, 'carryOut'> = {
    carryOut: (inTx, context, effect) => {
      effects.push(effect);
      return handlers.foresee(inTx, context, effect);
    },
  };
  const progress = await walkOn(tx, foresee, run, { record, answers, result, actor });
  return {
    ok: true,
    run,
    before,
    state: progress.record.state,
    answers: progress.answers,
    given: Object.keys(given),
    effects,
  };
}
