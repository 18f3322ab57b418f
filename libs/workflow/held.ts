import type { CaseState } from './case-state.js';
import type { Program, State } from './program.js';

/** In this state the agency that took the client has them: it looks after them, or other help is called beside it. */
export const isHolders = (state: State | undefined): boolean =>
  state !== undefined && state.kind !== 'end' && (state.owner === 'holder' || (state.kind === 'offer' && state.beside));

/** True when the offer that the case would go back to was accepted while the case was elsewhere. */
export function acceptedMeanwhile({ resumeTo, offers }: Pick<CaseState, 'resumeTo' | 'offers'>): boolean {
  return resumeTo !== null && offers[resumeTo]?.result === 'handed-over';
}

/**
 * An agency has the client: here, or again once what broke in is over, or it has just said yes. Whoever had them once, and has
 * them no more, does not count. Pure.
 */
export function isHeld(
  { states }: Program,
  state: Pick<CaseState, 'state' | 'resumeTo' | 'holder' | 'offers'>,
): boolean {
  if (state.holder === null) return false;
  const places = [state.state, ...(state.resumeTo === null ? [] : [state.resumeTo])];
  return acceptedMeanwhile(state) || places.some((id) => isHolders(states[id]));
}
