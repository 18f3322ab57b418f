import type { Program } from './program.js';
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
  const ids = Object.values(before.decisions)
    .filter(isAboutSafety)
    .map(({ id }) => id);
  const gone = ids.filter((id) => {
    const now = after.decisions[id];
    return !now || !isAboutSafety(now) || (asking(before, id).length > 0 && asking(after, id).length === 0);
  });
  const asked = ids.flatMap((id) => asking(before, id));
  const states = [...new Set([...asked, ...asked.flatMap((id) => nextOf(before, id))])];
  const changed = [
    ...ids.filter((id) => isOther(before.decisions[id], after.decisions[id])),
    ...states.filter((id) => isOther(before.states[id], after.states[id])),
    ...Object.keys(before.interrupts).filter((id) => isOther(before.interrupts[id], after.interrupts[id])),
    ...states.flatMap((id) => routeOf(before, id)).filter((id) => isOther(before.routes[id], after.routes[id])),
  ].filter((about) => !gone.includes(about));
  return [
    ...gone.map((about) => ({ kind: 'gone' as const, about })),
    ...[...new Set(changed)].map((about) => ({ kind: 'changed' as const, about })),
  ];
}

/** The states that ask for a decision. */
const asking = ({ states }: Program, decision: string): readonly string[] =>
  Object.values(states).flatMap((state) => (state.kind === 'ask' && state.decision === decision ? [state.id] : []));

/** Where a state leads. */
function nextOf({ states }: Program, id: string): readonly string[] {
  const state = states[id];
  if (!state || !('leaves' in state)) return [];
  return Object.values(state.leaves).flatMap((targets) => targets.map((one) => ('to' in one ? one.to : one.resumeOr)));
}

/** The route that a state offers, where it names one. */
function routeOf({ states }: Program, id: string): readonly string[] {
  const state = states[id];
  return state?.kind === 'offer' && 'route' in state.route ? [state.route.route] : [];
}

/** Both are plain JSON, written in the order of the files. */
const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
