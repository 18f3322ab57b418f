import type { Answers } from '../eligibility/index.js';
import { stepsOfHandover } from './allowed.js';
import type { Actor, CaseState, HandoverStep, StepEvent, StepResult } from './case-state.js';
import { giveAnswers } from './answers.js';
import { BESIDE_TIMER, tellStillAsked, watchAskedBeside } from './asked-beside.js';
import { startOf } from './channel.js';
import { isOfClient } from './by-client.js';
import { compute, setOpened } from './compute.js';
import { endDecidedOtherwise } from './decided-otherwise.js';
import { attemptTimer, DUE, escalate, ownedByNavigator, rearm, stay, timerNamed } from './deadlines.js';
import { isOfReviewer, putBack, takeCase } from './four-eyes.js';
import { grantTimer, lapseGrant, recordGranted, recordWaitlisted } from './grants.js';
import { happen } from './happen.js';
import { isHeld } from './held.js';
import { letGo } from './let-go.js';
import { arrive, follow, followTarget, setClock } from './move.js';
import { declineByClient, endRoute, handOver, openOffer, recordOffered, tellNothingMore } from './offers.js';
import { rememberPassedOver } from './passed-over.js';
import { recipientsOf } from './recipients.js';
import {
  type RunnableProgram,
  type Walk,
  beginWalk,
  refusal,
  refuse,
  stateOf,
  rememberSettled,
  verdictsOf,
} from './walk.js';

/**
 * The next state of one case. Pure: the same arguments always give the same result, and nothing is changed in place.
 *
 * @param answers the facts of the case before this event
 * @param now     the instant at which the event is taken to happen (ISO 8601, UTC)
 * @returns `advanced` with the whole new state, the facts to record, and the effects that must be carried out in the
 *          same transaction; or `refused` with a reason, and then nothing at all may be changed.
 * @throws  Error only for a program that validation should have refused.
 */
export function step(
  run: RunnableProgram,
  state: CaseState,
  answers: Answers,
  event: StepEvent,
  now: string,
): StepResult {
  // Consent may be taken back for as long as somebody could still be told.
  if (state.ended && event.type !== 'withdraw-consent') return refusal('case-is-closed');
  const walk = beginWalk(run, state, answers, event.actor, now);
  const helper = HELPERS.includes(event.actor.role);
  if (
    !helper &&
    !mayComeFrom(event) &&
    !isAskedByHolder(walk, event) &&
    !isOfReviewer(walk, event) &&
    !isOfClient(walk, event)
  )
    return refusal('role-may-not-do-this', event.type);
  if (event.actor.role === 'navigator') walk.state.navigator = event.actor.id;
  take(walk, event);
  letGo(walk, state);
  return endWalk(walk);
}

/**
 * Opens a case at the program's start. Answers that are known already may carry it further at once.
 *
 * Where it begins may hang on the channel that it came in by.
 */
export function openCase(
  run: RunnableProgram,
  actor: Actor,
  answers: Answers,
  now: string,
  { channel, declined = [], received = now }: Opening = {},
): StepResult {
  const state = { ...emptyState(actor, now), state: startOf(run.program, channel), declined };
  const walk = beginWalk(run, state, answers, actor, now);
  for (const [clock, source] of Object.entries(run.program.clocks)) {
    if ('at' in source && source.at === 'start') setClock(walk, clock, received);
  }
  setOpened(walk, received);
  compute(walk, Object.values(run.program.questions));
  rememberSettled(walk);
  arrive(walk, {}, false, received);
  return endWalk(walk);
}

export interface Opening {
  readonly channel?: string;
  /** Services that the client said no to before, on the same contact. */
  readonly declined?: readonly string[];
  /**
   * When what opened it came in, if that was before (ISO 8601, UTC): an application on paper. The day of opening, and what counts
   * from the start, are those of that moment.
   */
  readonly received?: string | undefined;
}

const HELPERS: readonly Actor['role'][] = ['navigator', 'supervisor'];

/** What somebody else than a helper on the call may bring: the program's events name their roles themselves. */
function mayComeFrom(event: StepEvent): boolean {
  switch (event.type) {
    case 'happen':
    case 'offered':
    case 'exhausted':
    case 'to-ourselves':
    case 'not-consented':
    case 'granted':
    case 'waitlisted':
      return true;
    case 'timer':
    case 'answer':
      // By the clock: a file that was sent in earlier is found to be clean.
      return event.actor.role === 'clock';
    case 'target-declined':
      // By the clock: whoever is asked is not there any more.
      return event.actor.role === 'agency' || event.actor.role === 'clock';
    case 'hand-over':
      return event.actor.role === 'agency';
    default:
      return false;
  }
}

/** Whoever has the client asks them what the program lets the holder ask. */
function isAskedByHolder(walk: Walk, event: StepEvent): boolean {
  const state = stateOf(walk);
  return (
    event.type === 'consent' &&
    event.actor.role === 'agency' &&
    state.kind === 'consent' &&
    state.owner === 'holder' &&
    walk.state.holder !== null
  );
}

function take(walk: Walk, event: StepEvent): void {
  switch (event.type) {
    case 'answer':
      return giveAnswers(walk, event.answers);
    case 'consent':
      return recordConsent(walk, event);
    case 'withdraw-consent':
      return withdrawConsent(walk, event.disclosure);
    case 'happen':
      return happen(walk, event.name, event.fields, event.consentId);
    case 'record-handover-step':
      return recordStep(walk, event.step);
    case 'hand-over':
      return handOver(walk, event.state, event.handover);
    case 'client-declined':
      return declineByClient(walk, event.state);
    case 'target-declined':
      return nextTarget(walk, event.state, event.reason);
    case 'offered':
      rememberPassedOver(walk, event.state, event.passedOver);
      return recordOffered(walk, event);
    case 'exhausted':
    case 'to-ourselves':
    case 'not-consented':
      rememberPassedOver(walk, event.state, event.passedOver);
      return endRoute(walk, event.state, event.type);
    case 'granted':
      return recordGranted(walk, event.grant);
    case 'waitlisted':
      return recordWaitlisted(walk, event.grant);
    case 'timer':
      return fire(walk, event.timer, event.generation);
    case 'take-over':
      return takeCase(walk);
    case 'put-back':
      return putBack(walk);
  }
}

type ConsentEvent = Extract<StepEvent, { type: 'consent' }>;

function recordConsent(walk: Walk, event: ConsentEvent): void {
  const state = stateOf(walk);
  if (state.kind !== 'consent') return refuse(walk, 'event-is-not-allowed-here', 'consent');
  if (!state.givenBy.includes(event.by)) return refuse(walk, 'only-the-client-may-consent', event.by, state.givenBy);
  const { disclosure } = state;
  const { consentId: id, given, by } = event;
  // Asked again, the answer takes the place of the one before: whoever was told by that one is told no more by it.
  const before = walk.state.consents[disclosure];
  if (before?.given) walk.effects.push({ kind: 'withdraw-consent', id: before.id, disclosure });
  const recipients = recipientsOf(walk.run, walk.state, walk.answers);
  const agreed = { id, given, ...(given && { recipients }) };
  walk.state.consents = { ...walk.state.consents, [disclosure]: agreed };
  walk.effects.push({ kind: 'record-consent', id, disclosure, recipients, given, by });
  const exit = given ? 'given' : 'withheld';
  follow(walk, `exit:${exit}`, state.leaves[exit] ?? []);
}

function withdrawConsent(walk: Walk, disclosure: string): void {
  const consent = walk.state.consents[disclosure];
  if (!consent?.given) return refuse(walk, 'consent-is-missing', disclosure);
  walk.state.consents = { ...walk.state.consents, [disclosure]: { ...consent, given: false } };
  walk.effects.push({ kind: 'withdraw-consent', id: consent.id, disclosure });
  tellHolderOfIt(walk, disclosure);
  tellNothingMore(walk, disclosure);
}

/**
 * Whoever has the client, here or again once what broke in is over, reads less than a moment ago, perhaps on the way to them: they
 * hear that something changed. What is for us alone they never read.
 */
function tellHolderOfIt(walk: Walk, disclosure: string): void {
  const { holder } = walk.state;
  const { program } = walk.run;
  if (holder === null || program.disclosures[disclosure]?.to === 'us' || !isHeld(program, walk.state)) return;
  walk.effects.push({ kind: 'tell-holder', agency: holder, why: 'facts-changed', questions: [] });
}

/** Only a step that belongs to this handover: one that tells nothing has no brief to tick off. */
function recordStep(walk: Walk, done: HandoverStep): void {
  const open = openOffer(walk);
  if (!open) return;
  const steps = stepsOfHandover(open.progress.handover, true);
  if (steps.length === 0) return refuse(walk, 'event-is-not-allowed-here', 'record-handover-step');
  if (!steps.includes(done)) return refuse(walk, 'field-does-not-fit', 'step', steps);
  walk.effects.push({ kind: 'record-handover-step', state: walk.state.state, step: done });
}

function nextTarget(
  walk: Walk,
  at: string | undefined,
  why: Extract<StepEvent, { type: 'target-declined' }>['reason'],
): void {
  const open = openOffer(walk, at);
  if (open) walk.effects.push({ kind: 'next-target', state: open.state.id, why });
}

/** A timer fires once per generation; one that was set again or cleared meanwhile is stale. */
function fire(walk: Walk, name: string, generation: number): void {
  const timer = walk.state.timers[name];
  const early = timer !== undefined && Date.parse(timer.at) > Date.parse(walk.now);
  if (!timer || timer.generation !== generation || early) return refuse(walk, 'timer-is-stale', name);
  if (name === DUE) return deadlinePassed(walk);
  if (name === BESIDE_TIMER) return tellStillAsked(walk);
  const attempted = Object.keys(walk.state.offers).find((state) => attemptTimer(state) === name);
  if (attempted !== undefined) {
    rearm(walk, name, { id: name, from: { entry: true }, in: 'PT0S' });
    walk.effects.push({ kind: 'next-target', state: attempted, why: 'expired' });
    return;
  }
  const grant = Object.keys(walk.state.grants ?? {}).find((id) => grantTimer(id) === name);
  if (grant !== undefined) return lapseGrant(walk, grant);
  const definition = timerNamed(walk, name);
  if (!definition) return refuse(walk, 'timer-is-stale', name);
  if (definition.to) return followTarget(walk, `timer:${definition.id}`, definition.to);
  rearm(walk, name, definition);
  stay(walk, definition.stay, definition.id);
}

function deadlinePassed(walk: Walk): void {
  const state = stateOf(walk);
  if (state.kind === 'end') return;
  if (state.due.to) return followTarget(walk, 'due', state.due.to);
  escalate(walk, state);
}

function endWalk(walk: Walk): StepResult {
  if (walk.refused) return walk.refused;
  endDecidedOtherwise(walk);
  watchAskedBeside(walk);
  const { state, facts, effects, trace } = walk;
  return { ok: true, state, facts, effects, trace, verdicts: verdictsOf(walk.run, walk.answers) };
}

function emptyState(actor: Actor, now: string): Omit<CaseState, 'state' | 'declined'> {
  const navigator = actor.role === 'client' ? null : actor.id;
  return {
    enteredAt: now,
    navigator,
    owner: ownedByNavigator(navigator),
    due: null,
    overdue: 0,
    resumeTo: null,
    resumeHolder: null,
    resumeAfter: 0,
    suspended: {},
    timers: {},
    generation: 0,
    clocks: {},
    counters: {},
    consents: {},
    settled: {},
    passed: [],
    offers: {},
    holder: null,
    handedOver: null,
    picked: {},
    ended: null,
  };
}
