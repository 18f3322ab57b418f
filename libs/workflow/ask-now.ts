import { type Answers, orderMissing } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import { isHolders } from './held.js';
import { isRescue } from './life-at-risk.js';
import type { OpenState, Question, State } from './program.js';
import { isAboutSafety } from './safety.js';
import { type RunnableProgram, verdictOf } from './walk.js';

/** A question that is worth asking now, and why. */
export interface AskNow {
  readonly question: Question;
  /** The decision that waits for it; null when it is for a brief, a route, contact or report. */
  readonly decision: string | null;
  readonly optional: boolean;
}

/**
 * What to ask in the present state, best first: what can still change the verdict (`missingOf`), then what the state needs,
 * then what may be left out; in an ask with a decision that comes second, because the ask is over with the last answer
 * that decides. Questions for reports alone come last. Never one that is answered or was declined. Pure.
 */
export function askNow(run: RunnableProgram, state: CaseState, answers: Answers): AskNow[] {
  const definition = run.program.states[state.state];
  if (!definition || definition.kind === 'end') return [];
  const open = safetyOpenAgain(run, state, answers);
  const isOpen = ({ question }: AskNow) => open.some((one) => one.question.id === question.id);
  return [...open, ...ofState(run, state, definition, answers).filter((one) => !isOpen(one))];
}

/**
 * What decided about danger and is not known any more, while an agency has the client or 911 is called: it is asked beside whatever
 * happens, since that goes on meanwhile. The decisions that wait for it. Pure.
 */
export function openBeside(run: RunnableProgram, state: CaseState, answers: Answers): readonly string[] {
  const isHeld = state.holder !== null && isHolders(run.program.states[state.state]);
  if (!isHeld && !isRescue(run.program, state.state)) return [];
  return Object.values(run.program.decisions).flatMap((decision) => {
    const isAgain = isAboutSafety(decision) && state.settled[decision.id] !== undefined;
    return isAgain && verdictOf(run, decision.id, answers).status === 'open' ? [decision.id] : [];
  });
}

function safetyOpenAgain(run: RunnableProgram, state: CaseState, answers: Answers): AskNow[] {
  return openBeside(run, state, answers).flatMap((decision) =>
    missingOf(run, decision, true, answers).flatMap((id): AskNow[] => {
      const question = run.program.questions[id];
      return question ? [{ question, decision, optional: false }] : [];
    }),
  );
}

function ofState(run: RunnableProgram, state: CaseState, definition: OpenState, answers: Answers): AskNow[] {
  const decision = definition.kind === 'ask' ? (definition.decision ?? null) : null;
  // What follows from another answer is found by asking for that one, as long as it may be asked.
  const origin = (id: string) => {
    const from = run.program.questions[id]?.computed?.from;
    return from !== undefined && answers[id] === undefined && answers[from] === undefined ? from : id;
  };
  const missing = decision === null ? [] : missingOf(run, decision, isWritten(definition), answers).map(origin);
  const ids = [
    ...new Set([...withOwn(run, definition.questions, decision, missing, answers), ...briefed(run, state).map(origin)]),
  ];
  const asks = ids.flatMap((id): AskNow[] => {
    const question = run.program.questions[id];
    if (!question || answers[id] !== undefined) return [];
    const decides = missing.includes(id);
    const waitedFor = definition.kind === 'ask' && definition.questions.includes(id) && !question.optional;
    return [{ question, decision: decides ? decision : null, optional: !decides && !waitedFor }];
  });
  return [...asks.filter(({ question }) => !isReport(question)), ...asks.filter(({ question }) => isReport(question))];
}

/**
 * What decides first, then what may be left out, as soon as one deciding question is answered or declined. The last question that
 * decides about danger waits for nothing: it may be asked once more, by itself.
 */
function withOwn(
  run: RunnableProgram,
  own: readonly string[],
  decision: string | null,
  missing: readonly string[],
  answers: Answers,
): readonly string[] {
  if (decision === null) return own;
  const begun = run.decisions[decision]?.reads.some((id) => answers[id] !== undefined) ?? false;
  const isLast = missing.length === 1 && isAboutSafety(run.program.decisions[decision]!);
  const first = missing.slice(0, begun && !isLast ? 0 : 1);
  return [...first, ...own.filter((id) => run.program.questions[id]?.optional), ...missing, ...own];
}

const isWritten = (state: State): boolean => state.kind === 'ask' && state.order === 'written';

/**
 * What can still change the verdict: questions about safety first, as they were written (no figures of other calls move
 * them), then the one expected to settle most, unless the program keeps its own order.
 */
function missingOf(run: RunnableProgram, decision: string, written: boolean, answers: Answers): readonly string[] {
  const { missing } = verdictOf(run, decision, answers);
  if (missing.length < 2) return missing;
  const first = safetyQuestions(run).filter((id) => missing.includes(id));
  const isWhole = written || first.length === missing.length;
  const ordered = isWhole ? missing : orderMissing(run.decisions[decision]!, answers, run.past);
  return [...new Set([...first, ...ordered])];
}

function safetyQuestions({ program, decisions }: RunnableProgram): readonly string[] {
  const about = Object.values(program.decisions).filter(isAboutSafety);
  return about.flatMap(({ id }) => decisions[id]?.reads ?? []);
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
