import type { Answers } from '../eligibility/index.js';
import { type Report, inProgram, instead } from './problem.js';
import type { OfferState, Program } from './program.js';
import { type RunnableProgram, verdictOf } from './walk.js';

/**
 * Where the client is, in the words of the decision that an offer names for it: what routing compares with the areas that a
 * service serves. Null: the offer names none, or it is not settled, and then it excludes nobody. Pure.
 */
export function areaOf(run: RunnableProgram, offer: string, answers: Answers): string | null {
  const state = run.program.states[offer];
  if (state?.kind !== 'offer' || state.area === undefined) return null;
  return verdictOf(run, state.area, answers).outcome;
}

/** It is a decision; and whoever picks a service by hand knows better than a list of areas. */
export function checkArea(program: Program, { id, area, route }: OfferState, report: Report): void {
  if (area === undefined) return;
  const place = inProgram('states', id, 'area');
  if (!Object.hasOwn(program.decisions, area)) {
    const message = `The offer "${id}" goes by an area that "${area}" decides, which does not exist.`;
    report('unknown-decision', place, message, instead(area, Object.keys(program.decisions), 'declare that decision'));
  }
  if ('picked' in route) {
    const message = `The offer "${id}" goes to whom a person picked: it cannot leave them out by area as well.`;
    report('area-of-a-pick', place, message, 'Leave `area` out.');
  }
}
