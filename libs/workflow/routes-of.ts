import type { OfferState, Program, RouteChoice, WaitState } from './program.js';

/** Every route that a choice can lead to, with the key that names it. */
export function routesOf(choice: RouteChoice): { readonly id: string; readonly path: readonly string[] }[] {
  if ('route' in choice) return [{ id: choice.route, path: [] }];
  if ('picked' in choice) return [];
  const named = Object.entries(choice.routes).map(([value, id]) => ({ id, path: [value] }));
  return choice.otherwise === undefined ? named : [...named, { id: choice.otherwise, path: ['otherwise'] }];
}

/** `state.field` → the route among whose targets that field picks an agency. */
export function placesOf(program: Program): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const state of Object.values(program.states)) {
    if (state.kind !== 'wait') continue;
    for (const event of Object.values(state.events)) {
      for (const [name, field] of Object.entries(event.fields)) {
        if (field.type === 'agency') places.set(`${state.id}.${name}`, field.inRoute ?? '');
      }
    }
  }
  return places;
}

/** The routes among whose targets people pick in this state, for offers that tell this. */
export function picksOf(program: Program, { id, events }: WaitState, disclosure: string): readonly string[] {
  return Object.values(events).flatMap(({ fields, targets = [] }) =>
    Object.entries(fields).flatMap(([name, { inRoute }]) => {
      const leadsThere = targets.some((target) => {
        const offer = 'to' in target ? program.states[target.to] : undefined;
        const isOf = offer?.kind === 'offer' && offer.disclosure?.name === disclosure && 'picked' in offer.route;
        return isOf && offer.route.picked === `${id}.${name}`;
      });
      return leadsThere && inRoute !== undefined ? [inRoute] : [];
    }),
  );
}

/** True when one of the routes that an offer can take ends at our own line. */
export function reachesOurselves(program: Program, state: OfferState): boolean {
  return routesOf(state.route).some(({ id }) => program.routes[id]?.targets.some((target) => 'ourselves' in target));
}
