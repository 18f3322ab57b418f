import { startsOf } from './channel.js';
import { closure, waysOn } from './check-graph.js';
import { consentsOfOpens } from './check-opens.js';
import { reachedBy } from './edges.js';
import { type Report, at, inProgram, oneOf } from './problem.js';
import type { ConsentState, OfferState, Program } from './program.js';
import { picksOf } from './routes-of.js';

/** Nothing about a client leaves without a consent, or an override with its reason. */
export function checkDisclosures(program: Program, report: Report): void {
  const used = new Set<string>(consentsOfOpens(program));
  for (const state of Object.values(program.states)) {
    if (state.kind === 'consent') used.add(state.disclosure);
    if (state.kind !== 'offer') continue;
    if (state.disclosure) used.add(state.disclosure.name);
    checkOffer(program, state, report);
  }
  for (const id of Object.keys(program.disclosures)) {
    if (used.has(id)) continue;
    const message = `No state asks consent for the disclosure "${id}", and no offer makes it.`;
    report('disclosure-is-unused', inProgram('disclosures', id), message, 'Name it in a state, or take it out.');
  }
}

function checkOffer(program: Program, state: OfferState, report: Report): void {
  const { disclosure } = state;
  const place = inProgram('states', state.id);
  if (!disclosure) return;
  checkAskingAgain(program, state, report);
  const declared = program.disclosures[disclosure.name];
  if (declared && declared.to !== 'route') {
    const others = Object.values(program.disclosures).filter((each) => each.to === 'route');
    const message = `"${state.id}" tells a service what the disclosure "${declared.id}" tells ${declared.to === 'us' ? 'us' : 'the holder'}.`;
    const fix =
      others.length > 0 ? `Write ${oneOf(others.map(({ id }) => id))}.` : 'Declare a disclosure with to: route.';
    report('disclosure-is-not-for-a-route', at(place, 'disclosure'), message, fix);
    return;
  }
  if (disclosure.override !== undefined) return;
  if (disclosure.needsConsent ? canSkipConsent(program, state) : !consentCanPrecede(program, state)) {
    const message = disclosure.needsConsent
      ? `"${state.id}" needs consent for "${disclosure.name}", but a case can get there without it.`
      : `"${state.id}" tells "${disclosure.name}", but no state before it asks consent for that.`;
    const fix = `Add {kind: consent, disclosure: ${disclosure.name}} before it, or an override with its reason.`;
    report('disclosure-without-consent', at(place, 'disclosure'), message, fix);
  }
}

/** What asks again must ask about this offer: else the same yes would be asked for over and over. */
function checkAskingAgain(program: Program, state: OfferState, report: Report): void {
  for (const id of reachedBy(state.leaves['not-consented'] ?? [])) {
    const asks = program.states[id];
    if (asks?.kind !== 'consent' || asks.disclosure !== state.disclosure?.name) continue;
    if (meantBy(program, asks).has(state.id)) continue;
    const message = `"${state.id}" asks again in "${id}", but a yes there does not lead back to "${state.id}" by questions alone.`;
    const fix = `Lead not-consented to a consent of its own before "${state.id}", or to people who decide.`;
    report('asks-again-in-vain', at(inProgram('states', state.id), 'leaves', 'not-consented'), message, fix);
  }
}

/** States to which a yes here leads without a person's choice in between; those offers are what is agreed to (`recipientsOf`). */
function meantBy(program: Program, consent: ConsentState): ReadonlySet<string> {
  const direct = leadsOn(program, consent, false);
  const picks = [...direct].flatMap((id) => {
    const state = program.states[id];
    return state?.kind === 'wait' && picksOf(program, state, consent.disclosure).length > 0
      ? Object.values(state.events).flatMap(({ targets }) => reachedBy(targets ?? []))
      : [];
  });
  return new Set([...leadsOn(program, consent, true), ...picks]);
}

function leadsOn(program: Program, consent: ConsentState, beyondOffers: boolean): ReadonlySet<string> {
  return closure(reachedBy(consent.leaves['given'] ?? []), (id) => {
    const state = program.states[id];
    if (state?.kind === 'offer' && !beyondOffers) return [];
    if (state?.kind === 'offer') return reachedBy(state.leaves['exhausted'] ?? []);
    const stops = state?.kind === 'consent' && state.disclosure === consent.disclosure;
    if (stops || (state?.kind !== 'ask' && state?.kind !== 'consent' && state?.kind !== 'grant')) return [];
    return Object.values(state.leaves).flatMap((targets) => reachedBy(targets));
  });
}

/** Some consent state for this disclosure leads to the offer. */
function consentCanPrecede(program: Program, offer: OfferState): boolean {
  const consents = Object.values(program.states).filter(
    (state) => state.kind === 'consent' && state.disclosure === offer.disclosure?.name,
  );
  const ways = waysOn(program, () => true);
  return closure(
    consents.map(({ id }) => id),
    (id) => ways.get(id) ?? [],
  ).has(offer.id);
}

/** Some way from the start leads to the offer without the consent given, and without an earlier override for the same. */
function canSkipConsent(program: Program, offer: OfferState): boolean {
  const name = offer.disclosure?.name;
  const ways = waysOn(
    program,
    (event, state) => {
      if (state.kind === 'consent' && state.disclosure === name) return event !== 'exit:given';
      return !(state.kind === 'offer' && state.disclosure?.name === name && state.disclosure?.override !== undefined);
    },
    ({ when }) => !when.some((condition) => 'agreed' in condition && condition.agreed === name),
  );
  return closure(startsOf(program), (id) => ways.get(id) ?? []).has(offer.id);
}
