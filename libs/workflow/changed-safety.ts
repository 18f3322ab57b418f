import type { Program, State } from './program.js';
import { isAboutSafety } from './safety.js';

export interface SafetyChange {
  /** `gone`: a decision about safety, or every state that asks for it, is not there any more. */
  readonly kind: 'gone' | 'changed';
  /** The decision, state, interrupt or route. */
  readonly about: string;
}

/**
 * What one version of a program asks and does about safety, and another does otherwise: decisions that can say that a life is
 * in danger, the states that ask for them and those that follow at once, interrupts, and routes of help in an emergency.
 * Pure; in the order of the program.
 */
export function changedSafety(before: Program, after: Program): readonly SafetyChange[] {
  const decisions = Object.values(before.decisions).filter(isAboutSafety);
  const ids = decisions.map(({ id }) => id);
  const gone = ids.filter((id) => {
    const now = after.decisions[id];
    return !now || !isAboutSafety(now) || (asking(before, id).length > 0 && asking(after, id).length === 0);
  });
  const states = [...new Set(ids.flatMap((id) => asking(before, id)).flatMap((state) => [state, ...nextOf(state)]))];
  const changed = [
    ...decisions.filter(({ id }) => isOther(before.decisions[id], after.decisions[id])).map(({ id }) => id),
    ...stateIds(before, states).filter((id) => isOther(before.states[id], after.states[id])),
    ...Object.keys(before.interrupts).filter((id) => isOther(before.interrupts[id], after.interrupts[id])),
    ...routesOf(before, states).filter((id) => isOther(before.routes[id], after.routes[id])),
  ].filter((about) => !gone.includes(about));
  return [
    ...gone.map((about) => ({ kind: 'gone' as const, about })),
    ...[...new Set(changed)].map((about) => ({ kind: 'changed' as const, about })),
  ];
}

const asking = (program: Program, decision: string): readonly State[] =>
  Object.values(program.states).filter((state) => state.kind === 'ask' && state.decision === decision);

const nextOf = (state: State): readonly string[] =>
  state.kind === 'end' || !('leaves' in state)
    ? []
    : Object.values(state.leaves).flatMap((targets) => targets.map((one) => ('to' in one ? one.to : one.resumeOr)));

const stateIds = (program: Program, states: readonly (State | string)[]): readonly string[] =>
  states.map((state) => (typeof state === 'string' ? state : state.id)).filter((id) => program.states[id]);

/** Routes that offers among these states take. */
const routesOf = (program: Program, states: readonly (State | string)[]): readonly string[] =>
  stateIds(program, states).flatMap((id) => {
    const state = program.states[id];
    return state?.kind === 'offer' && 'route' in state.route ? [state.route.route] : [];
  });

/** Both are plain JSON, written in the order of the files. */
const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
