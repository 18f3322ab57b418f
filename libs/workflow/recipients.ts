import type { Answers } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import type { RouteChoice } from './program.js';
import { type RunnableProgram, holds, verdictOf } from './walk.js';

/** The route that an offer takes: named, found by an answer or a verdict, or picked by a person in an earlier event. */
export function chosenRoute(run: RunnableProgram, state: CaseState, answers: Answers, choice: RouteChoice): string {
  if ('route' in choice) return choice.route;
  if ('picked' in choice) return state.picked[choice.picked] ?? '';
  const decided = run.decisions[choice.by] ? verdictOf(run, choice.by, answers).outcome : null;
  const answer = answers[choice.by];
  const word = decided ?? (answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null);
  const key = word ?? state.passed.find((entry) => entry.state === choice.by)?.exit;
  return (key !== undefined && choice.routes[key]) || choice.otherwise || '';
}

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
