import type { Who } from '../platform/index.js';
import { type CaseState, hasReviewers, type Program, type StepEvent } from '../workflow/index.js';

/**
 * The agency that has the case: it took the client, and the case stands where its holder looks after it. One that went back
 * to us, or on to another agency, is not theirs, and after its end neither. Pure; the database keeps it as `held_by`.
 */
export function holderNow(program: Program, { state, holder }: CaseState): string | null {
  const definition = program.states[state];
  if (!definition || definition.kind === 'end') return null;
  // Other help is called beside them: they are with the client all the while.
  const beside = definition.kind === 'offer' && definition.beside;
  return beside || definition.owner === 'holder' ? holder : null;
}

/**
 * Whoever works for an agency acts on cases alone that it has now, a reviewer on those of programs that are reviewed; to them, any
 * other is not there. Others: on each.
 */
export function mayActOn(program: Program, state: CaseState, { role, agency }: Who): boolean {
  if (role === 'reviewer') return hasReviewers(program);
  return role !== 'agency-worker' || (agency !== null && holderNow(program, state) === agency);
}

/** What an agency says about an offer, it says on its referral. Whether it may bring anything else, the program decides. */
export function mayBring({ role }: Who, { type }: StepEvent): boolean {
  return role !== 'agency-worker' || (type !== 'hand-over' && type !== 'target-declined');
}
