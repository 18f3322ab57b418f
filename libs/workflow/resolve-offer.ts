import { inProgram, oneOf } from './problem.js';
import type { Handover, OfferState } from './program.js';
import { type Surroundings, openBase, resolveLeaves } from './resolve-base.js';
import { resolveRouteChoice } from './resolve-routes.js';
import type { OfferSource } from './source.js';

export function resolveOffer(around: Surroundings, id: string, source: OfferSource): OfferState {
  const disclosure = resolveDisclosureOf(around, id, source);
  const valuesOf = (name: string) =>
    around.decisions[name]?.outcomes ?? around.questions[name]?.choices.map((choice) => choice.value) ?? [];
  const place = inProgram('states', id, 'route');
  if (source.mode === 'all' || source.mode === 'first-to-accept') {
    const message = `The offer "${id}" tries its targets with mode: ${source.mode}, which this version does not do.`;
    around.resolving.report('mode-is-not-supported', inProgram('states', id, 'mode'), message, 'Leave `mode` out.');
  }
  return {
    ...openBase(around, id, source),
    kind: 'offer',
    route: resolveRouteChoice(around.resolving, place, source.route, around.routes, valuesOf),
    handover: resolveHandover(around, id, source.handover, disclosure),
    ...(disclosure && { disclosure }),
    ...(source.dial !== undefined && { dial: source.dial }),
    ...(source.area !== undefined && { area: source.area }),
    attempt: source.attempt ?? 'PT3M',
    beside: source.mode === 'beside' || (source.beside ?? false) !== false,
    leaves: resolveLeaves(around, id, source.leaves),
  };
}

/** What the service is told. Left out, it is the program's only disclosure to a route. */
function resolveDisclosureOf(around: Surroundings, id: string, source: OfferSource): OfferState['disclosure'] {
  const written = source.disclosure;
  if (written === undefined && tellsNothing(source.handover)) return undefined;
  if (written === undefined) {
    const toRoute = Object.values(around.disclosures).filter((each) => each.to === 'route');
    if (toRoute.length > 1) {
      const message = `The offer "${id}" does not say what the service is told, and there are several disclosures.`;
      const fix = `Write disclosure: ${oneOf(toRoute.map((each) => each.id))}.`;
      around.resolving.report('disclosure-is-unclear', inProgram('states', id), message, fix);
    }
    return toRoute.length === 1 ? { name: toRoute[0]!.id, needsConsent: false } : undefined;
  }
  if (typeof written === 'string') return { name: written, needsConsent: false };
  const override = written.override ?? written['or-override']?.why;
  return {
    name: written.name,
    ...(override !== undefined && { override }),
    ...(written.override === undefined && override !== undefined && { orOverride: true as const }),
    needsConsent: written.needs === 'consent',
  };
}

/** Whoever is only put through, or given a number, is not spoken about: such an offer needs no disclosure. */
function tellsNothing(handover: OfferSource['handover']): boolean {
  const ways = typeof handover === 'string' ? [handover] : [handover.consented, handover.otherwise];
  return ways.every((way) => way === 'cold' || way === 'number');
}

function resolveHandover(
  around: Surroundings,
  id: string,
  source: OfferSource['handover'],
  disclosure: OfferState['disclosure'],
): OfferState['handover'] {
  if (typeof source !== 'string') return source;
  const always = disclosure?.override !== undefined || disclosure?.needsConsent === true;
  if (source === 'dispatch' && !always) {
    const message = `The offer "${id}" sends a team, but without consent the team may not be told where to go.`;
    const place = inProgram('states', id, 'handover');
    const fix = 'Write disclosure: {name: …, needs: consent}, or handover: {consented: dispatch, otherwise: number}.';
    around.resolving.report('dispatch-without-disclosure', place, message, fix);
  }
  const otherwise: Handover = source === 'warm' && disclosure?.override === undefined ? 'cold' : source;
  return { consented: source, otherwise };
}
