import type { OfferState, Program, RouteChoice } from './program.js';

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

/** True when one of the routes that an offer can take ends at our own line. */
export function reachesOurselves(program: Program, state: OfferState): boolean {
  return routesOf(state.route).some(({ id }) => program.routes[id]?.targets.some((target) => 'ourselves' in target));
}
