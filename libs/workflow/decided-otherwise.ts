import { alert } from './deadlines.js';
import { isHeld, isHolders } from './held.js';
import { isRescue } from './life-at-risk.js';
import type { AskState, Program } from './program.js';
import { sameAnswer } from './same-answer.js';
import { IMMINENT, isAboutSafety } from './safety.js';
import { type Walk, askExit, readsAny, stateOf, verdictOf } from './walk.js';

/** An ask without a decision that leads the same way either way need not be gone back to: nothing reads its exit. */
export function leavesOtherwise(walk: Walk, ask: string, exit: string): boolean {
  const state = stateOf(walk, ask);
  const now = askExit(walk.run, state, walk.answers);
  if (now === exit) return false;
  if (state.kind !== 'ask' || state.decision !== undefined || now === null) return true;
  return JSON.stringify(state.leaves[now]) !== JSON.stringify(state.leaves[exit]);
}

/** The ask decides whether a life is in danger. */
export function asksSafety(walk: Walk, ask: string): boolean {
  const state = stateOf(walk, ask);
  const decision = state.kind === 'ask' ? walk.run.program.decisions[state.decision ?? ''] : undefined;
  return decision !== undefined && isAboutSafety(decision);
}

/** The decision by which an ask is left; undefined: it has none of its own. */
export function decisionOf(walk: Walk, ask: string): string | undefined {
  const state = stateOf(walk, ask);
  return state.kind === 'ask' ? state.decision : undefined;
}

export function isDecidedBy(walk: Walk, ask: string, answers: readonly string[]): boolean {
  const reads = walk.run.decisions[decisionOf(walk, ask) ?? '']?.reads ?? [];
  return reads.some((id) => answers.includes(id));
}

/**
 * Danger that is new with these answers, wherever they are given: the ask that leads to help. Null: there is none, help is being
 * called already, or it is just being asked. Beside an agency that has the client it is asked in between; else that is the last ask
 * passed that decides it, or the program's first.
 */
export function newDanger(walk: Walk, before: Walk['answers']): string | null {
  const { run } = walk;
  const here = stateOf(walk);
  if (here.kind === 'end' || isRescue(run.program, here.id)) return null;
  const found = Object.values(run.program.decisions).find(
    (decision) => isAboutSafety(decision) && isNewDanger(walk, decision.id, before),
  );
  if (!found || decisionOf(walk, here.id) === found.id) return null;
  if (walk.state.holder !== null && isHolders(here)) return inBetween(run.program, found.id);
  const passed = walk.state.passed.filter(({ state }) => decisionOf(walk, state) === found.id).at(-1);
  return passed?.state ?? asksOf(run.program, found.id)[0]?.id ?? null;
}

/**
 * Imminent now, and not before. What was known of danger before hides nothing new: an answer that is danger by itself, or together
 * with what else is known and is none by itself.
 */
function isNewDanger({ run, answers }: Walk, decision: string, before: Walk['answers']): boolean {
  const isImminent = (known: Walk['answers']) => verdictOf(run, decision, known).outcome === IMMINENT;
  if (!isImminent(answers)) return false;
  const reads = run.decisions[decision]?.reads ?? [];
  const stays = reads.filter((id) => answers[id] !== undefined && sameAnswer(before[id], answers[id]));
  const isAlone = (id: string) => isImminent({ [id]: answers[id]! });
  const kept = [stays, stays.filter((id) => !isAlone(id)), []];
  return kept.some((ids) => {
    const known = reads.filter((id) => ids.includes(id) || !stays.includes(id));
    return isImminent(only(answers, known)) && !isImminent(only(before, known));
  });
}

const only = (answers: Walk['answers'], ids: readonly string[]): Walk['answers'] =>
  Object.fromEntries(ids.flatMap((id) => (answers[id] === undefined ? [] : [[id, answers[id]]])));

const asksOf = ({ states }: Program, decision: string): readonly AskState[] =>
  Object.values(states).filter(
    (state): state is AskState =>
      state.kind === 'ask' && state.decision === decision && state.leaves[IMMINENT] !== undefined,
  );

/** The ask from which the case goes back to where it was, where there is no danger after all: as with "risk now". */
export function inBetween(program: Program, decision: string): string | null {
  const asks = asksOf(program, decision);
  const goesBack = ({ leaves }: AskState) =>
    Object.entries(leaves).every(([exit, ways]) => exit === IMMINENT || ways.some((way) => 'resumeOr' in way));
  return (asks.find(goesBack) ?? asks[0])?.id ?? null;
}

/** The same, of the decision by which this ask is left. */
export const askInBetween = (walk: Walk, ask: string): string =>
  inBetween(walk.run.program, decisionOf(walk, ask) ?? '') ?? ask;

/** Whoever has the client keeps them: supervisors hear that an ask which was passed would be left otherwise now. */
export function tellIfDecidedOtherwise(walk: Walk, corrected: readonly string[]): void {
  const isOtherwise = wouldLeaveOtherwise(walk).some((ask) => readsAny(walk, ask, corrected));
  if (!isOtherwise) return;
  alert(walk, 'supervisor', 'decided-otherwise');
  walk.state.decidedOtherwise ??= walk.now;
}

/** It is over once nobody has the client, or what was decided is so again: by any step, so each ends with this. */
export function endDecidedOtherwise(walk: Walk): void {
  if (!walk.state.decidedOtherwise) return;
  const isStill = isHeld(walk.run.program, walk.state) && wouldLeaveOtherwise(walk).length > 0;
  if (!isStill) walk.state.decidedOtherwise = null;
}

/** Asks that were passed, but for those about danger: they break in by themselves. */
function wouldLeaveOtherwise(walk: Walk): readonly string[] {
  return walk.state.passed.flatMap(({ state, exit }) =>
    !asksSafety(walk, state) && leavesOtherwise(walk, state, exit) ? [state] : [],
  );
}
