import type { Answers } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import { type RunnableProgram, chosenRoute, holds } from './walk.js';

/**
 * Who would be told when the client agrees to the present consent state: the services of the offer that follows,
 * fallbacks included; `us` for a disclosure to ourselves; the agency that holds the case. Pure.
 */
export function recipientsOf(run: RunnableProgram, state: CaseState, answers: Answers): readonly string[] {
  const consent = run.program.states[state.state];
  if (consent?.kind !== 'consent') return [];
  const disclosure = run.program.disclosures[consent.disclosure];
  if (disclosure?.to === 'us') return ['us'];
  if (disclosure?.to === 'holder') return state.holder === null ? [] : [state.holder];
  const target = consent.leaves['given']?.find((one) => holds(run, state, answers, one.when));
  const offer = target && 'to' in target ? run.program.states[target.to] : undefined;
  if (offer?.kind !== 'offer') return [];
  const route = chosenRoute(run, state, answers, offer.route);
  const targets = run.program.routes[route]?.targets ?? [];
  return 'picked' in offer.route ? [route] : targets.flatMap((one) => ('service' in one ? [one.service] : []));
}
