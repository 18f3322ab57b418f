import type { OfferProgress, OfferResult, StepEvent } from './case-state.js';
import type { Handover, OfferState, RouteChoice } from './program.js';
import { attemptTimer, clearTimers, setTimer } from './deadlines.js';
import { acceptedMeanwhile, isHolders } from './held.js';
import { follow, forgetResume } from './move.js';
import { type Permission, isUrgent, permissionFor, tells } from './permission.js';
import { forgetPassedOver } from './passed-over.js';
import { addDuration } from './time.js';
import { type Walk, chosenRoute, refuse, servicesOf, stateOf } from './walk.js';

/** How much a handover discloses and how far the navigator goes along; a lower one may always take its place. */
const RANK: Readonly<Record<Handover, number>> = { number: 0, cold: 1, warm: 2, dispatch: 2 };

/** Opens the offer of the state just entered; coming back to it after an interrupt finds it as it was. */
export function enterOffer(walk: Walk, state: OfferState, resuming: boolean): void {
  const before = walk.state.offers[state.id];
  if (resuming && before) {
    if (before.result) leaveBy(walk, state, before.result, before);
    return;
  }
  // They said yes while the case was elsewhere: nobody is asked the same again.
  if (before?.result === 'handed-over') return leaveBy(walk, state, before.result, before);
  if (isUrgent(state)) makeRoom(walk, state);
  // Help for a life at risk that is being called goes on as it is, whatever leads here again.
  if (before?.status === 'open' && isUrgent(state)) return;
  if (before) closeOffer(walk, state.id, 'revoked', null);
  const route = routeOf(walk, state.route);
  const permission = permissionNow(walk, state, route);
  if (permission === null) return endRoute(walk, state.id, 'not-consented');
  const definition = walk.run.program.routes[route];
  if (!definition && !('picked' in state.route))
    throw new Error(`program ${walk.run.program.id} has no route "${route}"`);
  const targets = definition?.targets ?? [{ service: route, fallback: false, interpreter: true, picked: true }];
  // Coming back from whoever gave the client back, it goes on after them.
  const tried = walk.handsBack ? (walk.state.asked?.[state.id] ?? []) : [];
  walk.state.asked = { ...walk.state.asked, [state.id]: tried };
  forgetPassedOver(walk, state.id);
  const { attempt } = state;
  walk.effects.push({ kind: 'open-offer', state: state.id, route, targets, attempt, tried, ...permission });
}

/**
 * A life is at risk: no team is asked to go there meanwhile. Beside a team that has just said yes, the team has the client, and
 * its yes need not be taken up any more.
 */
function makeRoom(walk: Walk, urgent: OfferState): void {
  const { resumeTo } = walk.state;
  if (urgent.beside && resumeTo !== null && acceptedMeanwhile(walk.state)) {
    dropOffer(walk, resumeTo);
    forgetResume(walk);
  }
  for (const [id, { status }] of Object.entries(walk.state.offers)) {
    const state = stateOf(walk, id);
    if (status !== 'open' || state.kind !== 'offer' || state.handover.consented !== 'dispatch') continue;
    closeOffer(walk, id, 'revoked', null);
  }
}

/** By what right it may go to its route now; what rests on an override is written down for review. */
function permissionNow(walk: Walk, state: OfferState, route: string): Permission | null {
  const services = servicesOf(walk.run, walk.state, walk.answers, state.id);
  const permission = permissionFor(state, walk.state.consents, services);
  if (permission?.override != null && permission.disclosure !== null) {
    const { disclosure, override: reason } = permission;
    walk.effects.push({ kind: 'record-override', disclosure, reason, route });
  }
  return permission;
}

/** The route of an offer: named, found by an answer or a verdict, or picked by a person in an earlier event. */
function routeOf(walk: Walk, choice: RouteChoice): string {
  return chosenRoute(walk.run, walk.state, walk.answers, choice);
}

/**
 * Consent was taken back: an offer that rested on it goes on, as the handover that tells nothing. A team that may not be told
 * where to go is not sent.
 */
export function tellNothingMore(walk: Walk, disclosure: string): void {
  const called: OfferState[] = [];
  for (const [id, progress] of Object.entries(walk.state.offers)) {
    const state = stateOf(walk, id);
    if (state.kind !== 'offer' || state.disclosure?.name !== disclosure || !restedOn(walk, state, disclosure)) continue;
    const { otherwise } = state.handover;
    if (tells(otherwise) && progress.status === 'open') called.push(state);
    if (RANK[otherwise] >= RANK[progress.handover]) continue;
    walk.state.offers = { ...walk.state.offers, [id]: { ...progress, handover: otherwise } };
    // Whoever is asked reads less than a moment ago, and hears of it.
    if (progress.status === 'open' && progress.agency !== null) {
      walk.effects.push({ kind: 'tell-holder', agency: progress.agency, why: 'facts-changed', questions: [] });
    }
  }
  // The present one is the last: it leads away from here.
  for (const state of called.sort((one, other) => Number(isHere(walk, one)) - Number(isHere(walk, other)))) {
    const progress = walk.state.offers[state.id];
    closeOffer(walk, state.id, 'revoked', null);
    finishOffer(walk, state, progress, 'not-consented');
  }
}

/** It went by the yes that has just been taken back, and by no override. */
function restedOn(walk: Walk, state: OfferState, disclosure: string): boolean {
  const { consents } = walk.state;
  const before = { ...consents, [disclosure]: { ...consents[disclosure]!, given: true } };
  const services = servicesOf(walk.run, walk.state, walk.answers, state.id);
  return !isUrgent(state) && permissionFor(state, before, services)?.override === null;
}

const isHere = (walk: Walk, { id }: OfferState) => walk.state.state === id;

type Offered = Extract<StepEvent, { type: 'offered' }>;

/** A target was found: the client is offered to it now, for as long as one attempt may last. */
export function recordOffered(walk: Walk, event: Offered): void {
  const state = stateOf(walk, event.state);
  if (state.kind !== 'offer') return refuse(walk, 'no-offer-is-open', event.state);
  const progress: OfferProgress = {
    status: 'open',
    service: event.service,
    agency: event.agency,
    handover: event.handover,
    fallback: event.fallback,
  };
  walk.state.offers = { ...walk.state.offers, [event.state]: progress };
  const asked = walk.state.asked?.[event.state] ?? [];
  walk.state.asked = { ...walk.state.asked, [event.state]: [...asked, event.service] };
  clearTimers(walk, (name) => name === attemptTimer(event.state));
  if (event.handover !== 'number') setTimer(walk, attemptTimer(event.state), addDuration(walk.now, state.attempt));
}

export function openOffer(walk: Walk, at?: string): { state: OfferState; progress: OfferProgress } | null {
  const state = stateOf(walk, at ?? walk.state.state);
  const progress = state.kind === 'offer' ? walk.state.offers[state.id] : undefined;
  if (state.kind !== 'offer' || progress?.status !== 'open') {
    refuse(walk, 'no-offer-is-open', state.id);
    return null;
  }
  return { state, progress };
}

export function handOver(walk: Walk, at: string | undefined, how: Handover | undefined): void {
  const open = openOffer(walk, at);
  if (!open) return;
  const handover = how ?? open.progress.handover;
  // A team is sent, or it is not.
  if ((handover === 'dispatch') !== (open.progress.handover === 'dispatch')) {
    return refuse(walk, 'field-does-not-fit', 'handover', ['dispatch']);
  }
  if (RANK[handover] > RANK[open.progress.handover]) return refuse(walk, 'consent-is-missing', handover);
  // Help that comes beside whoever has the client does not take their place.
  if (!open.state.beside) {
    walk.state.holder = open.progress.agency;
    walk.state.handedOver = handover === 'warm' && open.progress.fallback ? 'warm-by-fallback' : handover;
  }
  forgetPassedOver(walk, open.state.id);
  closeOffer(walk, open.state.id, 'accepted', handover);
  finishOffer(walk, open.state, open.progress, 'handed-over');
}

export function declineByClient(walk: Walk, at: string | undefined): void {
  const open = openOffer(walk, at);
  if (!open) return;
  if (!open.state.leaves['declined-by-client']) return refuse(walk, 'event-is-not-allowed-here', 'client-declined');
  closeOffer(walk, open.state.id, 'cancelled', null);
  finishOffer(walk, open.state, open.progress, 'declined-by-client');
}

/** No target is left, the next one is our own line, or the client has not agreed that the next one is told. */
export function endRoute(walk: Walk, at: string, result: 'exhausted' | 'to-ourselves' | 'not-consented'): void {
  const state = stateOf(walk, at);
  if (state.kind !== 'offer') return refuse(walk, 'no-offer-is-open', at);
  clearTimers(walk, (name) => name === attemptTimer(at));
  finishOffer(walk, state, walk.state.offers[at], result);
}

function finishOffer(walk: Walk, state: OfferState, before: OfferProgress | undefined, result: OfferResult): void {
  if (walk.state.state === state.id) return leaveBy(walk, state, result, before);
  const progress = before ?? { service: null, agency: null, handover: state.handover.otherwise, fallback: false };
  const { handedOver } = walk.state;
  const how = result === 'handed-over' && handedOver !== null && !state.beside ? { handedOver } : {};
  walk.state.offers = { ...walk.state.offers, [state.id]: { ...progress, status: 'result', result, ...how } };
}

function leaveBy(walk: Walk, state: OfferState, result: OfferResult, offer: OfferProgress | undefined): void {
  const { service, agency, handedOver } = offer ?? {};
  // Who would rather have the number than be connected has been asked about this service, too.
  const onlyNumber = result === 'handed-over' && (handedOver ?? walk.state.handedOver) === 'number';
  if ((result === 'declined-by-client' || onlyNumber) && service) {
    walk.state.declined = [...new Set([...walk.state.declined, service])];
  }
  // Somebody else may have taken the client meanwhile, for a moment.
  if (handedOver !== undefined) Object.assign(walk.state, { holder: agency, handedOver });
  dropOffer(walk, state.id);
  // Where the program does not say who asks again, it is as if nobody were left.
  const exit = result === 'not-consented' && !state.leaves[result] ? 'exhausted' : result;
  const targets = state.leaves[exit];
  if (!targets) throw new Error(`program ${walk.run.program.id}: offer "${state.id}" has no exit "${exit}"`);
  follow(walk, `exit:${exit}`, targets);
}

function closeOffer(
  walk: Walk,
  state: string,
  as: 'accepted' | 'cancelled' | 'revoked',
  handover: Handover | null,
): void {
  walk.effects.push({ kind: 'close-offer', state, as, handover });
  dropOffer(walk, state);
}

function dropOffer(walk: Walk, state: string): void {
  walk.state.offers = Object.fromEntries(Object.entries(walk.state.offers).filter(([id]) => id !== state));
  clearTimers(walk, (name) => name === attemptTimer(state));
}

/**
 * Nobody is there to be handed over: takes back what is being offered. Help for a life at risk needs nobody's consent, and what
 * the case goes `back` to goes on: whoever is being asked there would only be asked the same once more.
 */
export function revokeOpenOffers(walk: Walk, back: string | null): void {
  for (const [id, { status }] of Object.entries(walk.state.offers)) {
    const state = stateOf(walk, id);
    if (id === back || (state.kind === 'offer' && isUrgent(state))) continue;
    if (status === 'open') closeOffer(walk, id, 'revoked', null);
  }
}

/** Takes back every offer that is still open, but for that of the state named. */
export function revokeOffers(walk: Walk, except?: string): void {
  for (const [state, progress] of Object.entries(walk.state.offers)) {
    if (state === except) continue;
    if (progress.status === 'open') closeOffer(walk, state, 'revoked', null);
    else {
      tellWhoAccepted(walk, state);
      dropOffer(walk, state);
    }
  }
}

/** Whoever took the client while the case was elsewhere hears that things are not as they were. */
export function tellWhoAccepted(walk: Walk, state: string): void {
  const { result, agency } = walk.state.offers[state] ?? { agency: null };
  if (result !== 'handed-over' || agency === null) return;
  const told = walk.effects.some((effect) => effect.kind === 'tell-holder' && effect.agency === agency);
  if (!told) walk.effects.push({ kind: 'tell-holder', agency, why: 'facts-changed', questions: [] });
}

/** Whoever has the case now has it no longer. False: nobody had it. */
export function releaseHolder(walk: Walk, as: 'declined' | 'revoked', reason: string | null): boolean {
  const state = stateOf(walk);
  const { holder } = walk.state;
  if (holder === null || !isHolders(state)) return false;
  walk.effects.push({ kind: 'release-holder', agency: holder, as, reason });
  walk.state.holder = null;
  // Nothing leads back to where they had the client.
  const { resumeTo } = walk.state;
  if (resumeTo !== null && isHolders(stateOf(walk, resumeTo))) forgetResume(walk);
  return true;
}

/** Called off: they hear of it, since they may be on their way. */
export function tellReleased(walk: Walk, agency: string | null): void {
  if (agency !== null) walk.effects.push({ kind: 'tell-holder', agency, why: 'called-off', questions: [] });
}
