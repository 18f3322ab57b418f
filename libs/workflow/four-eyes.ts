import type { Actor, CaseState, StepEvent } from './case-state.js';
import { type Place, type Report, at, inProgram, instead } from './problem.js';
import type { EventDefinition, Program } from './program.js';
import { refuse, type Walk, stateOf } from './walk.js';

/** Whoever was the last to bring one of the events that this one names may not bring it: somebody else has to look. Pure. */
export function needsOtherEyes({ fourEyes = [] }: EventDefinition, { broughtBy }: CaseState, { id }: Actor): boolean {
  return fourEyes.some((event) => broughtBy?.[event] === id);
}

/** Remembers who brought it, where another event needs other eyes than theirs. */
export function rememberWhoBrought(walk: Walk, event: string): void {
  if (!watched(walk.run.program).has(event)) return;
  walk.state.broughtBy = { ...walk.state.broughtBy, [event]: walk.actor.id };
}

/** In these states reviewers work: they claim the case, correct what the papers say otherwise, and bring the program's events. */
export function isReviewers(program: Pick<Program, 'states'>, state: string): boolean {
  const definition = Object.hasOwn(program.states, state) ? program.states[state] : undefined;
  return definition !== undefined && definition.kind !== 'end' && definition.owner === REVIEWERS;
}

/** Programs whose cases nobody reviews are none of the reviewers' business. */
export function hasReviewers(program: Pick<Program, 'states'>): boolean {
  return Object.keys(program.states).some((state) => isReviewers(program, state));
}

/** What is theirs reviewers claim, and correct by what they read. */
export function isOfReviewer(walk: Walk, { actor, type }: StepEvent): boolean {
  const isTheirs = actor.role === 'reviewer' && isReviewers(walk.run.program, stateOf(walk).id);
  return isTheirs && (type === 'answer' || type === 'take-over');
}

/**
 * Who works on the case from now on. An agency that has the client looks after them still; what reviewers have a navigator on
 * the call does not take out of their queue.
 */
export function takeCase(walk: Walk): void {
  const { role, id } = walk.actor;
  if (role !== 'reviewer') walk.state.navigator = id;
  if (walk.state.owner?.kind === 'agency') return;
  if (role === 'navigator' && isReviewers(walk.run.program, stateOf(walk).id)) return;
  walk.state.owner = { kind: 'person', id };
}

/** A supervisor takes a claim from whoever is away, and has no need to claim it. Pure. */
export function mayPutBack(program: Program, { owner, state }: CaseState, { role }: Actor): boolean {
  return role === 'supervisor' && owner?.kind === 'person' && isReviewers(program, state);
}

export function putBack(walk: Walk): void {
  const { run, state, actor } = walk;
  if (actor.role !== 'supervisor') return refuse(walk, 'role-may-not-do-this', 'put-back');
  if (!mayPutBack(run.program, state, actor)) return refuse(walk, 'event-is-not-allowed-here', 'put-back');
  state.owner = { kind: 'queue', id: REVIEWERS };
}

/** An event that needs other eyes than those of one that there is not would need none. */
export function checkFourEyes(program: Program, report: Report): void {
  const known = [...new Set(eventsOf(program).map(({ event }) => event.id))];
  for (const { state, event } of eventsOf(program)) {
    const place: Place = at(inProgram('states', state, 'events', event.id), 'four-eyes');
    for (const name of event.fourEyes ?? []) {
      if (known.includes(name)) continue;
      const message = `"${event.id}" needs other eyes than those of "${name}", which is no event of this program.`;
      report('unknown-event', place, message, instead(name, known));
    }
  }
}

const REVIEWERS = 'reviewers';

function eventsOf({ states }: Program): readonly { readonly state: string; readonly event: EventDefinition }[] {
  return Object.values(states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events).map((event) => ({ state: state.id, event })) : [],
  );
}

/** The events that some other one names. */
const watched = (program: Program): ReadonlySet<string> =>
  new Set(eventsOf(program).flatMap(({ event }) => event.fourEyes ?? []));
