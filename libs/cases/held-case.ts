import type { Who } from '../platform/index.js';
import type { CaseState, Program, StepEvent } from '../workflow/index.js';

/**
 * True while this agency has the case: it took the client, and the case stands where its holder looks after it. A case that
 * went back to us, or on to another agency, is not theirs, and after its end neither. Pure.
 */
function isHeldBy(program: Program, { state, holder }: CaseState, agency: string | null): boolean {
  const definition = program.states[state];
  return agency !== null && holder === agency && definition?.kind !== 'end' && definition?.owner === 'holder';
}

/** Whoever works for an agency acts on cases alone that it has now; to them, any other is not there. Others: on each. */
export function mayActOn(program: Program, state: CaseState, { role, agency }: Who): boolean {
  return role !== 'agency-worker' || isHeldBy(program, state, agency);
}

/** An agency brings what the program calls its own. What it says about an offer, it says on its referral. */
export function mayBring({ role }: Who, event: StepEvent): boolean {
  return role !== 'agency-worker' || event.type === 'happen';
}
