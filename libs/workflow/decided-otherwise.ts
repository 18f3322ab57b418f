import { alert } from './deadlines.js';
import { isHeld } from './held.js';
import { isRescue } from './life-at-risk.js';
import type { Program } from './program.js';
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

/**
 * Danger that was not known before these answers, wherever they are given: the ask that leads to help, which is the last one
 * passed that decides it, or the program's first. Null: there is none, help is being called already, or it is just being asked.
 */
export function newDanger(walk: Walk, before: Walk['answers']): string | null {
  const { run } = walk;
  const here = stateOf(walk);
  if (here.kind === 'end' || isRescue(run.program, here.id)) return null;
  const isImminent = (decision: string, answers: Walk['answers']) =>
    verdictOf(run, decision, answers).outcome === IMMINENT;
  const found = Object.values(run.program.decisions).find(
    (decision) => isAboutSafety(decision) && isImminent(decision.id, walk.answers) && !isImminent(decision.id, before),
  );
  if (!found || decisionOf(walk, here.id) === found.id) return null;
  const passed = walk.state.passed.filter(({ state }) => decisionOf(walk, state) === found.id).at(-1);
  return passed?.state ?? firstAskOf(run.program, found.id);
}

const firstAskOf = ({ states }: Program, decision: string): string | null =>
  Object.values(states).find(
    (state) => state.kind === 'ask' && state.decision === decision && state.leaves[IMMINENT] !== undefined,
  )?.id ?? null;

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
