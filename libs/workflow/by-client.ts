import type { CaseState, StepEvent } from './case-state.js';
import type { OpenState, Program, State } from './program.js';
import { type RunnableProgram, type Walk, stateOf } from './walk.js';

/**
 * Whether a client may bring this by themselves, beside the events that the program gives them: answers to what they are asked where
 * the case stands, or corrected of what they were asked before as long as they are asked; and a yes or a no to what is told of them.
 * What lies with reviewers or an agency is changed by those, and what else waits for somebody of ours by us.
 */
export function isOfClient(walk: Walk, event: StepEvent): boolean {
  if (event.actor.role !== 'client') return false;
  if (event.type === 'withdraw-consent') return true;
  const state = stateOf(walk);
  if (event.type === 'consent') return isClients(state) && state.kind === 'consent';
  if (event.type !== 'answer') return false;
  const asked = questionsOfClient(walk.run, walk.state);
  return Object.keys(event.answers).every((id) => asked.has(id));
}

/** Every question that a client may answer, or answer anew, where their case stands now. Pure. */
export function questionsOfClient(run: RunnableProgram, at: Pick<CaseState, 'state' | 'passed'>): ReadonlySet<string> {
  const state = run.program.states[at.state];
  if (!isClients(state)) return new Set();
  const passed =
    state.kind === 'wait' && !state.correct ? [] : at.passed.map((entry) => run.program.states[entry.state]!);
  return new Set([state, ...passed].flatMap((one) => askedIn(run, one)));
}

/** What was found for a version, which never changes: each page of an application asks. */
const everAsked = new WeakMap<Program, ReadonlySet<string>>();

/** Every question that clients are asked anywhere in this program, by themselves or not. Pure. */
export function questionsForClients(run: RunnableProgram): ReadonlySet<string> {
  const known = everAsked.get(run.program);
  if (known) return known;
  const asked = Object.values(run.program.states).flatMap((state) => (isClients(state) ? askedIn(run, state) : []));
  const found = new Set(asked);
  everAsked.set(run.program, found);
  return found;
}

/** A consent that the client gives to us, or an ask or a wait that nobody else works on. */
export function isClients(state: State | undefined): state is OpenState {
  return state !== undefined && state.kind !== 'end' && state.owner !== 'holder' && state.owner !== 'reviewers';
}

/** Every question that this state may ask, and what their answers may be worked out from. */
function askedIn(run: RunnableProgram, state: State): readonly string[] {
  if (state.kind === 'end') return [];
  const decides = state.kind === 'ask' && state.decision !== undefined ? run.decisions[state.decision]!.reads : [];
  const told = state.kind === 'consent' ? (run.program.disclosures[state.disclosure]?.facts ?? []) : [];
  return withOrigins(run.program.questions, [...state.questions, ...decides, ...told]);
}

function withOrigins(questions: Program['questions'], ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const from = questions[id]?.computed?.from;
    return from === undefined ? [id] : [id, ...withOrigins(questions, [from])];
  });
}
