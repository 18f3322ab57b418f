import type { Text } from '../eligibility/index.js';
import { type Place, at, inProgram } from './problem.js';
import type { RouteChoice, RouteDefinition, RouteTarget } from './program.js';
import { type Resolving, resolveText } from './resolve-texts.js';
import type { ById, OfferSource, ProgramDocuments, RouteTargetSource } from './source.js';

const OUR_LINE: Text = { en: 'Our own line', fr: 'Notre propre ligne' };

/** Routes of routes.yaml and of the program itself. */
export function resolveRoutes(resolving: Resolving, documents: ProgramDocuments): Record<string, RouteDefinition> {
  const inline = documents.program.routes ?? {};
  const separate = documents.routes?.routes ?? {};
  const routes: Record<string, RouteDefinition> = {};
  for (const [id, targets] of Object.entries(inline)) {
    routes[id] = { id, targets: resolveRouteTargets(resolving, inProgram('routes', id), targets) };
  }
  for (const [id, targets] of Object.entries(separate)) {
    const place: Place = { document: 'routes.yaml', path: ['routes', id] };
    if (routes[id]) {
      resolving.report('route-twice', place, `The route "${id}" is in program.yaml too.`, 'Keep one of the two.');
    }
    routes[id] = { id, targets: resolveRouteTargets(resolving, place, targets) };
  }
  return routes;
}

function resolveRouteTargets(resolving: Resolving, place: Place, sources: readonly RouteTargetSource[]): RouteTarget[] {
  return sources.map((source, index) => resolveRouteTarget(resolving, at(place, index), source, index));
}

function resolveRouteTarget(resolving: Resolving, place: Place, source: RouteTargetSource, index: number): RouteTarget {
  if (source === 'ourselves') return { ourselves: true, label: OUR_LINE };
  if (typeof source === 'string') return { service: source, fallback: index > 0, interpreter: true };
  if ((source.service === undefined) === (source.ourselves === undefined)) {
    const message = 'A target is a service or ourselves, one of the two.';
    resolving.report('route-target-is-unclear', place, message, 'Write a service’s name, or ourselves.');
  }
  if (source.ourselves !== undefined) {
    if (source.ourselves === true) return { ourselves: true, label: OUR_LINE };
    const written = { inline: source.ourselves, place: at(place, 'ourselves'), label: undefined, labelPlace: place };
    return { ourselves: true, label: resolveText(resolving, 'Our own line', written) };
  }
  return {
    service: source.service ?? '',
    fallback: source.fallback ?? index > 0,
    interpreter: source.interpreter ?? true,
    ...(source['at-most'] !== undefined && { atMost: source['at-most'] }),
  };
}

/**
 * Which route an offer takes. `{by: area, then: nearest}` becomes one route per outcome: the route named like it,
 * then `nearest`; these are added to `routes` as `<outcome>+nearest`.
 */
export function resolveRouteChoice(
  { report }: Resolving,
  place: Place,
  source: OfferSource['route'],
  routes: Record<string, RouteDefinition>,
  valuesOf: (id: string) => readonly string[],
): RouteChoice {
  if (typeof source === 'string') return { route: source };
  const { by, then, otherwise, picked, ...named } = source as ById<string>;
  if (picked !== undefined) return { picked };
  if (by === undefined) {
    const message = 'It is not said what chooses the route.';
    report('route-is-unclear', place, message, 'Write a route’s name, or by: with a question or decision.');
    return { route: '' };
  }
  if (then === undefined) return { by, routes: named, ...(otherwise !== undefined && { otherwise }) };
  const chosen: Record<string, string> = {};
  for (const value of valuesOf(by)) {
    const first = routes[named[value] ?? value];
    const second = routes[then];
    if (!first || !second) continue;
    const id = `${first.id}+${second.id}`;
    routes[id] ??= { id, targets: joined(first.targets, second.targets) };
    chosen[value] = id;
  }
  return { by, routes: chosen, otherwise: otherwise ?? then };
}

/** The first route's targets, then those of the second that it does not have, as fallbacks. */
function joined(first: readonly RouteTarget[], second: readonly RouteTarget[]): readonly RouteTarget[] {
  const has = new Set(first.map(keyOf));
  const rest = second.filter((target) => !has.has(keyOf(target)));
  return [...first, ...rest.map((target) => ('service' in target ? { ...target, fallback: true } : target))];
}
const keyOf = (target: RouteTarget) => ('service' in target ? target.service : '');
