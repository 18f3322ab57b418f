import type { Answers } from '../eligibility/index.js';
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
  const decision = definition.kind === 'ask' ? (definition.decision ?? null) : null;
  // What follows from another answer is found by asking for that one, as long as it may be asked.
  const origin = (id: string) => {
    const from = run.program.questions[id]?.computed?.from;
    return from !== undefined && answers[id] === undefined && answers[from] === undefined ? from : id;
  };
  const missing = decision === null ? [] : verdictOf(run, decision, answers).missing.map(origin);
  const ids = [...new Set([...missing, ...definition.questions, ...briefed(run, state).map(origin)])];
  const asks = ids.flatMap((id): AskNow[] => {
    const question = run.program.questions[id];
    if (!question || answers[id] !== undefined) return [];
    const decides = missing.includes(id);
    const waitedFor = definition.kind === 'ask' && definition.questions.includes(id) && !question.optional;
    return [{ question, decision: decides ? decision : null, optional: !decides && !waitedFor }];
  });
  return [...asks.filter(({ question }) => !isReport(question)), ...asks.filter(({ question }) => isReport(question))];
}

const isReport = (question: Question) => question.purposes.every((purpose) => purpose === 'report');

/** Facts of a brief that is needed in this state and that nobody has asked yet. */
function briefed(run: RunnableProgram, state: CaseState): readonly string[] {
  const definition = run.program.states[state.state];
  if (definition?.kind === 'consent') {
    const disclosure = run.program.disclosures[definition.disclosure];
    // What is only for us is asked once they have agreed that we keep it.
    return disclosure && disclosure.to !== 'us' ? disclosure.facts : [];
  }
  if (definition?.kind !== 'offer' || !definition.disclosure) return [];
  const { name, override } = definition.disclosure;
  const may = state.consents[name]?.given === true || override !== undefined;
  return may ? (run.program.disclosures[name]?.facts ?? []) : [];
}
