import type { Answer, Answers, Decision, PastAnswers, Verdict } from '../eligibility/index.js';
import type { Actor, CaseState, Effect, Refused, RefusalReason, TraceEntry } from './case-state.js';
import { acceptedMeanwhile, isHeld } from './held.js';
import type { Condition, Program, RouteChoice, State } from './program.js';

/** A program made ready to run: the document, its compiled decisions, and the tenant's IANA time zone. */
export interface RunnableProgram {
  readonly program: Program;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly zone: string;
  /**
   * Services of the directory whose phone number is known now, for programs that ask (`readsNumbers`). Left out: every
   * number counts as known.
   */
  readonly numbers?: ReadonlySet<string>;
  /** How often each answer was given in past calls: which question is expected to settle most. */
  readonly past?: PastAnswers;
}

/** One step in the making. Its functions change it in place; nothing outside step() ever sees it. */
export interface Walk {
  readonly run: RunnableProgram;
  readonly now: string;
  readonly actor: Actor;
  answers: Record<string, Answer>;
  state: Mutable<CaseState>;
  readonly facts: Record<string, Answer | null>;
  readonly effects: Effect[];
  readonly trace: TraceEntry[];
  /** First thing that forbids the step; the walk is thrown away then. */
  refused: Refused | null;
  /** The agency that has the client gives them back in this step. */
  handsBack: boolean;
  /** Questions that are answered in this step, also by what was known already. */
  readonly given: Set<string>;
  /** What was chosen in the fields of the event of this step, until it has led somewhere. */
  chosen: Chosen;
}
/** Field → the word that was chosen in it. */
type Chosen = Readonly<Record<string, string>>;
const NOTHING: Chosen = {};
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function beginWalk(run: RunnableProgram, state: CaseState, answers: Answers, actor: Actor, now: string): Walk {
  return {
    run,
    now,
    actor,
    answers: { ...answers },
    state: structuredClone(state),
    facts: {},
    effects: [],
    trace: [],
    refused: null,
    handsBack: false,
    given: new Set(),
    chosen: NOTHING,
  };
}

export function refuse(
  walk: Walk,
  reason: RefusalReason,
  about?: string,
  instead?: readonly string[],
  at?: string,
): void {
  const refused = refusal(reason, about, instead);
  walk.refused ??= at === undefined ? refused : { ...refused, at };
}

export function refusal(reason: RefusalReason, about?: string, instead?: readonly string[]): Refused {
  return { ok: false, reason, ...(about !== undefined && { about }), ...(instead !== undefined && { instead }) };
}

export function stateOf(walk: Walk, id: string = walk.state.state): State {
  const state = walk.run.program.states[id];
  if (!state) throw new Error(`program ${walk.run.program.id} has no state "${id}"`);
  return state;
}

export function verdictOf(run: RunnableProgram, decision: string, answers: Answers): Verdict {
  const found = run.decisions[decision];
  if (!found) throw new Error(`program ${run.program.id} has no decision "${decision}"`);
  return found.decide(answers);
}

/** Every decision of the program under these answers. */
export function verdictsOf(run: RunnableProgram, answers: Answers): Record<string, Verdict> {
  return Object.fromEntries(Object.keys(run.decisions).map((id) => [id, verdictOf(run, id, answers)]));
}

/**
 * Remembers what each decision has settled on. A risk that was once imminent stays so for every guard until the
 * questions are answered otherwise: taking an answer back, declining it or being asked again is not an answer.
 */
export function rememberSettled(walk: Walk): void {
  const now = Object.entries(verdictsOf(walk.run, walk.answers)).flatMap(([id, { outcome }]) =>
    outcome === null ? [] : [[id, outcome] as const],
  );
  const before = walk.state.settled;
  walk.state.settled = { ...before, ...Object.fromEntries(now) };
  const changed = now.flatMap(([id, outcome]) => (before[id] !== undefined && before[id] !== outcome ? [id] : []));
  // What was answered about an outcome that is no more is not known of the new one, unless it is said in this step.
  const about = Object.values(walk.run.program.questions).filter(
    (question) => question.about !== undefined && changed.includes(question.about) && !walk.given.has(question.id),
  );
  forget(
    walk,
    about.map(({ id }) => id),
  );
}

/** These are not known any more, and asks that needed them count as not passed. */
export function forget(walk: Walk, questions: readonly string[]): void {
  const known = questions.filter((id) => walk.answers[id] !== undefined);
  for (const id of known) {
    walk.facts[id] = null;
    delete walk.answers[id];
  }
  if (walk.state.doubted) {
    const stillDoubted = Object.entries(walk.state.doubted).filter(([id]) => !questions.includes(id));
    walk.state.doubted = Object.fromEntries(stillDoubted);
  }
  const { passed, resumeAfter } = walk.state;
  const stays = (entry: (typeof passed)[number]) => !readsAny(walk, entry.state, questions);
  walk.state.resumeAfter = passed.slice(0, resumeAfter).filter(stays).length;
  walk.state.passed = passed.filter(stays);
}

/** What this ask asks, or decides by, is among these. */
export function readsAny(walk: Walk, ask: string, questions: readonly string[]): boolean {
  const state = stateOf(walk, ask);
  const decision =
    state.kind === 'ask' && state.decision !== undefined ? walk.run.decisions[state.decision] : undefined;
  return questions.some((question) => decision?.reads.includes(question) || state.questions.includes(question));
}

/** The route that an offer takes: named, found by an answer or a verdict, or picked by a person in an earlier event. */
export function chosenRoute(
  run: RunnableProgram,
  state: Pick<CaseState, 'picked' | 'passed'>,
  answers: Answers,
  choice: RouteChoice,
): string {
  if ('route' in choice) return choice.route;
  if ('picked' in choice) return state.picked[choice.picked] ?? '';
  const decided = run.decisions[choice.by] ? verdictOf(run, choice.by, answers).outcome : null;
  const answer = answers[choice.by];
  const word = decided ?? (answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null);
  const key = word ?? state.passed.find((entry) => entry.state === choice.by)?.exit;
  return (key !== undefined && choice.routes[key]) || choice.otherwise || '';
}

type Conditional = Pick<
  CaseState,
  | 'state'
  | 'settled'
  | 'resumeTo'
  | 'offers'
  | 'picked'
  | 'passed'
  | 'consents'
  | 'declined'
  | 'holder'
  | 'handedOver'
  | 'doubted'
  | 'servicesGiven'
  | 'grants'
>;

const isKnown = (answers: Answers, question: string) => 'value' in (answers[question] ?? {});

/** The services that this offer would go to. */
export function servicesOf(
  run: RunnableProgram,
  state: Pick<CaseState, 'picked' | 'passed'>,
  answers: Answers,
  offer: string,
): readonly string[] {
  const definition = run.program.states[offer];
  if (definition?.kind !== 'offer') return [];
  const route = chosenRoute(run, state, answers, definition.route);
  const targets = run.program.routes[route]?.targets ?? (route === '' ? [] : [{ service: route }]);
  return targets.flatMap((target) => ('service' in target ? [target.service] : []));
}

/** Nobody whom this offer would go to can be called: the directory has no number of theirs, and none was noted. */
function hasNoNumber(run: RunnableProgram, state: Conditional, answers: Answers, offer: string): boolean {
  const { numbers } = run;
  const definition = run.program.states[offer];
  if (definition?.kind !== 'offer' || !numbers) return false;
  if (definition.dial !== undefined && isKnown(answers, definition.dial)) return false;
  return !servicesOf(run, state, answers, offer).some((service) => numbers.has(service));
}

const hasTaken = ({ servicesGiven, handedOver }: Conditional): boolean =>
  servicesGiven === true || (handedOver !== null && handedOver !== 'dispatch');

/**
 * Conditions read verdicts (the last settled one, while it is open again), which answers are known, whether an agency
 * has accepted meanwhile, what was refused, declined or taken, whether a number is known, and what was chosen in the event
 * itself; never the value of an answer.
 */
export function holds(
  run: RunnableProgram,
  state: Conditional,
  answers: Answers,
  conditions: readonly Condition[],
  chosen: Chosen = NOTHING,
): boolean {
  return conditions.every((condition) => {
    if ('accepted' in condition) return acceptedMeanwhile(state);
    if ('held' in condition) return isHeld(run.program, state);
    if ('taken' in condition) return hasTaken(state);
    if ('field' in condition) return condition.is.includes(chosen[condition.field] ?? '');
    if ('granted' in condition) return state.grants?.[condition.granted]?.status === 'granted';
    if ('had' in condition) return state.grants?.[condition.had]?.had === true;
    if ('waitlisted' in condition) return state.grants?.[condition.waitlisted]?.status === 'waiting';
    if ('refused' in condition) return state.consents[condition.refused]?.given === false;
    if ('agreed' in condition) return state.consents[condition.agreed]?.given === true;
    if ('declined' in condition) {
      return servicesOf(run, state, answers, condition.declined).some((service) => state.declined.includes(service));
    }
    if ('resumes' in condition) return state.resumeTo !== null && condition.resumes.includes(state.resumeTo);
    if ('handedOver' in condition) return state.handedOver !== null && condition.handedOver.includes(state.handedOver);
    if ('noNumber' in condition) return hasNoNumber(run, state, answers, condition.noNumber);
    if ('known' in condition) return isKnown(answers, condition.known);
    const outcome = outcomeFor(run, state, answers, condition.verdict);
    return outcome !== undefined && condition.is.includes(outcome);
  });
}

/** While it is asked again, what it was; once an answer is refused, or nobody knows it any more, only what outlasts that. */
function outcomeFor(run: RunnableProgram, state: Conditional, answers: Answers, decision: string): string | undefined {
  const { status, outcome } = verdictOf(run, decision, answers);
  const before = state.settled[decision];
  const definition = run.program.decisions[decision];
  const isDoubted = run.decisions[decision]?.reads.some((id) => state.doubted?.[id] !== undefined) ?? false;
  if (!isDoubted && (outcome !== null || status === 'open')) return outcome ?? before;
  if (before === undefined) return undefined;
  const stays = definition?.kind === 'table' ? definition.stays : undefined;
  return stays === undefined || stays.includes(before) ? before : undefined;
}

/** The exit of an ask that is left since nobody would say. */
export const UNDETERMINED = 'undetermined';

/**
 * The exit by which an ask is left under these answers, or null while it still has something to ask:
 * the outcome, `undetermined` when nothing is left that may be asked, or `answered` without a decision.
 */
export function askExit(run: RunnableProgram, state: State, answers: Answers): string | null {
  if (state.kind !== 'ask') return null;
  const required = state.questions.filter((id) => !run.program.questions[id]?.optional);
  if (required.some((id) => answers[id] === undefined)) return null;
  if (state.decision === undefined) {
    const declined = required.some((id) => 'declined' in answers[id]!);
    return declined && state.leaves[UNDETERMINED] ? UNDETERMINED : 'answered';
  }
  const verdict = verdictOf(run, state.decision, answers);
  if (verdict.status === 'open') return null;
  return verdict.outcome ?? UNDETERMINED;
}
