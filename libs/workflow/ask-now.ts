import type { Answers, Verdict } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import type { Question } from './program.js';
import { type RunnableProgram, verdictOf } from './walk.js';

/** A question that is worth asking now, and why. */
export interface AskNow {
  readonly question: Question;
  /** The decision that waits for it; null when it is for a brief, a route, contact or report. */
  readonly decision: string | null;
  readonly optional: boolean;
}

/**
 * What to ask in the present state, best first: what can still change the verdict, then what the state needs,
 * then what may be left out; questions for reports alone come last. Never one that is answered or was declined. Pure.
 */
export function askNow(run: RunnableProgram, state: CaseState, answers: Answers): AskNow[] {
  const definition = run.program.states[state.state];
  if (!definition || definition.kind === 'end') return [];
  const verdict =
    definition.kind === 'ask' && definition.decision !== undefined
      ? verdictOf(run, definition.decision, answers)
      : null;
  const deciding = verdict?.missing ?? [];
  const others = [...definition.questions, ...briefed(run, state)].filter((id) => !deciding.includes(id));
  const asks = [...new Set([...deciding, ...others])]
    .filter((id) => answers[id] === undefined)
    .flatMap((id) =>
      toAsk(
        run,
        id,
        deciding.includes(id) ? decisionOf(definition) : null,
        definition.kind !== 'ask' || isExtra(definition.questions, id, deciding),
      ),
    );
  return [...asks.filter(({ question }) => !isReport(question)), ...asks.filter(({ question }) => isReport(question))];
}

const decisionOf = (definition: { readonly decision?: string } | object): string | null =>
  'decision' in definition && typeof definition.decision === 'string' ? definition.decision : null;

const isExtra = (extra: readonly string[], id: string, deciding: readonly string[]) =>
  !deciding.includes(id) && !extra.includes(id);

const isReport = (question: Question) => question.purposes.every((purpose) => purpose === 'report');

function toAsk(run: RunnableProgram, id: string, decision: string | null, optional: boolean): AskNow[] {
  const question = run.program.questions[id];
  return question ? [{ question, decision, optional: optional || (question.optional && decision === null) }] : [];
}

/** Facts of a brief that is needed in this state and that nobody has asked yet. */
function briefed(run: RunnableProgram, state: CaseState): readonly string[] {
  const definition = run.program.states[state.state];
  if (definition?.kind === 'consent') return run.program.disclosures[definition.disclosure]?.facts ?? [];
  if (definition?.kind !== 'offer' || !definition.disclosure) return [];
  const { name, override } = definition.disclosure;
  const may = state.consents[name]?.given === true || override !== undefined;
  return may ? (run.program.disclosures[name]?.facts ?? []) : [];
}

/** Every decision of the program under these answers. */
export function verdicts(run: RunnableProgram, answers: Answers): Record<string, Verdict> {
  return Object.fromEntries(Object.keys(run.decisions).map((id) => [id, verdictOf(run, id, answers)]));
}
