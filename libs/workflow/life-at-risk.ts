import type { CaseState } from './case-state.js';
import type { OfferState, Program, State } from './program.js';
import { IMMINENT } from './safety.js';

/**
 * A life is at risk: the last verdict said so; or emergency help is being called, or has been and goes on from there, though
 * nobody judged anew what was answered before. An ask that only judges safety again is none of these. Pure.
 */
export function isLifeAtRisk(program: Program, { state, settled, ended }: CaseState): boolean {
  if (ended) return false;
  return Object.values(settled).includes(IMMINENT) || isRescue(program, state);
}

/** The client is asked again whether a life is at risk, and the case then goes on where it was. Pure. */
export const isSafetyAskedAgain = (program: Program, state: string, interrupted: boolean): boolean => {
  const here = program.states[state];
  return interrupted && here?.kind === 'ask' && Object.hasOwn(here.leaves, IMMINENT);
};

/** Emergency help is being called in this state, or has been and goes on from there. Pure. */
export function isRescue({ states }: Program, id: string): boolean {
  const here = states[id];
  if (callsRescue(here)) return true;
  return here?.kind === 'wait' && Object.values(states).some((one) => callsRescue(one) && leadsTo(one, id));
}

/** Help for which nobody has to agree, and which nobody takes back: a life is at risk. */
const callsRescue = (state: State | undefined): state is OfferState =>
  state?.kind === 'offer' && state.disclosure?.override !== undefined && !state.disclosure.orOverride;

const leadsTo = ({ leaves }: OfferState, id: string): boolean =>
  Object.values(leaves).some((targets) =>
    targets.some((target) => ('to' in target ? target.to : target.resumeOr) === id),
  );
