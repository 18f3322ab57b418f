import type { Answers, Text } from '../eligibility/index.js';
import { type Actor, type CaseState, type HandoverStep, declineReasons, handoverSteps } from './case-state.js';
import { isClients } from './by-client.js';
import { choicesOf } from './check-field.js';
import { isReviewers, mayPutBack, needsOtherEyes } from './four-eyes.js';
import { type LaterEvent, isSpent, laterOn } from './opens-case.js';
import type {
  ConsentState,
  EventDefinition,
  Field,
  Handover,
  LineMark,
  OfferState,
  OpensCase,
  Program,
  Role,
  Targets,
} from './program.js';
import { type RunnableProgram, holds } from './walk.js';

/** One thing that may be done now; `event` is what to send. */
export interface AllowedEvent {
  readonly event: string;
  readonly label: Text;
  readonly kind: 'interrupt' | 'consent' | 'offer' | 'event' | 'case';
  /** It leads to an offer that tells of the client without their consent, for this reason; null when it does not. */
  readonly override: string | null;
  readonly fields: readonly AllowedField[];
  /** Somebody is told of it, and the case stays where it is: whatever it is, it is no danger that breaks in. */
  readonly stays?: true;
  /** What doing it says of the line to the caller. */
  readonly line?: LineMark;
  /** Doing it opens another case for the same person, and says yes to that. */
  readonly opens?: OpensCase;
}
export interface AllowedField {
  readonly name: string;
  readonly type: string;
  readonly choices: readonly string[];
  readonly optional: boolean;
}

/** The engine's own events, with their words for people. What the program names has its own labels. */
const LABELS = {
  'give-consent': { en: 'Yes, they agree', fr: 'Oui, la personne accepte' },
  'withhold-consent': { en: 'No, they do not agree', fr: 'Non, la personne n’accepte pas' },
  'withdraw-consent': { en: 'They take their consent back', fr: 'La personne retire son consentement' },
  'record-handover-step': { en: 'Tick off a step', fr: 'Cocher une étape' },
  'hand-over': { en: 'They are being helped now', fr: 'La personne est prise en charge' },
  'target-declined': { en: 'No one could take them', fr: 'Personne n’a pu prendre l’appel' },
  'client-declined': { en: 'The caller does not want this', fr: 'La personne ne veut pas de cela' },
  'take-over': { en: 'I take this call over', fr: 'Je prends le relais de cet appel' },
  'put-back': { en: 'Give it back to the queue', fr: 'La remettre dans la file' },
} satisfies Record<string, Text>;
/** The words for an event of the engine's own; undefined for any other name. */
export function engineLabel(event: string): Text | undefined {
  return Object.hasOwn(LABELS, event) ? LABELS[event as keyof typeof LABELS] : undefined;
}
export const engineEvents = Object.keys(LABELS) as readonly (keyof typeof LABELS)[];

/** Everything that this person may do with the case now, the program's interrupts last. Pure. */
export function allowedEvents(
  run: RunnableProgram,
  state: CaseState,
  answers: Answers,
  actor: Actor,
  now: string,
): AllowedEvent[] {
  const definition = run.program.states[state.state];
  const helps = actor.role === 'navigator' || actor.role === 'supervisor';
  if (!definition) return [];
  if (state.ended || definition.kind === 'end') return helps || actor.role === 'client' ? takingConsentBack(state) : [];
  const own = engineAllowedTo(run.program, state, actor);
  const reviews = actor.role === 'reviewer' && isReviewers(run.program, state.state);
  const events = (definition.kind === 'wait' ? Object.values(definition.events) : []).filter(
    (event) =>
      !needsOtherEyes(event, state, actor) && !isSpent(event, state) && laterOn(run, state, event, now) === null,
  );
  const interrupts = Object.values(run.program.interrupts).filter(
    (interrupt) => interrupt.states.includes(state.state) && holds(run, state, answers, interrupt.when),
  );
  const named = [
    ...events.map((found) => ({ found, kind: 'event' as const })),
    ...interrupts.map((found) => ({ found, kind: 'interrupt' as const })),
  ].filter(({ found }) => mayDo(actor, found.by));
  return [
    ...own,
    ...named.map(({ found, kind }) => ({
      event: found.id,
      label: found.label,
      kind,
      override: overrideOf(run, state, answers, found.targets),
      fields: fieldsOf(run.program, found.fields),
      ...(found.stay && { stays: true as const }),
      ...(found.line && { line: found.line }),
      ...('opens' in found && found.opens && { opens: found.opens }),
    })),
    ...((helps || reviews) && !hasCall(run.program, state, actor) ? [takeOver(reviews)] : []),
    ...(mayPutBack(run.program, state, actor) ? [engine('put-back', 'case')] : []),
  ];
}

/** What this person may do here from a later day of the year on. Pure. */
export function eventsLater(run: RunnableProgram, state: CaseState, actor: Actor, now: string): LaterEvent[] {
  const definition = run.program.states[state.state];
  const events: readonly EventDefinition[] = definition?.kind === 'wait' ? Object.values(definition.events) : [];
  return events.flatMap((event) => {
    const on = mayDo(actor, event.by) && !isSpent(event, state) ? laterOn(run, state, event, now) : null;
    return on === null ? [] : [{ event: event.id, label: event.label, on }];
  });
}

/** An event of this name opens a case, in whichever state, and this person may bring it. Pure. */
export function opensCase({ states }: Program, name: string, actor: Actor): boolean {
  return Object.values(states).some((state) => {
    const event = state.kind === 'wait' && Object.hasOwn(state.events, name) ? state.events[name] : undefined;
    return event?.opens !== undefined && mayDo(actor, event.by);
  });
}

/** What this person could do now if they had not done what it needs other eyes than. Pure. */
export function eventsForOthers(
  run: RunnableProgram,
  state: CaseState,
  actor: Actor,
): Pick<AllowedEvent, 'event' | 'label'>[] {
  const definition = run.program.states[state.state];
  if (state.ended || definition?.kind !== 'wait') return [];
  return Object.values(definition.events)
    .filter((event) => mayDo(actor, event.by) && needsOtherEyes(event, state, actor))
    .map(({ id, label }) => ({ event: id, label }));
}

/** Nothing is left to be taken over: of a client whom an agency has, or reviewers, the call alone. */
function hasCall(program: Program, { owner, navigator, state }: CaseState, { id, role }: Actor): boolean {
  const isCallAlone = owner?.kind === 'agency' || (role === 'navigator' && isReviewers(program, state));
  return isCallAlone ? navigator === id : owner?.kind === 'person' && owner.id === id;
}

const takeOver = (reviews: boolean): AllowedEvent => ({
  ...engine('take-over', 'case'),
  ...(reviews && { label: { en: 'I review this one', fr: 'Je m’occupe de cette demande' } }),
});

/** What comes next tells of the client without their consent, unless they have agreed. */
function overrideOf(
  run: RunnableProgram,
  state: CaseState,
  answers: Answers,
  targets: Targets | undefined,
): string | null {
  const target = targets?.find(({ when }) => holds(run, state, answers, when));
  const offer = target && 'to' in target ? run.program.states[target.to] : undefined;
  const disclosure = offer?.kind === 'offer' ? offer.disclosure : undefined;
  if (disclosure?.override === undefined || state.consents[disclosure.name]?.given) return null;
  return disclosure.override;
}

/** A supervisor may do what a navigator may. */
export function mayDo(actor: Actor, by: readonly Role[]): boolean {
  const roles = by as readonly string[];
  return roles.includes(actor.role) || (actor.role === 'supervisor' && roles.includes('navigator'));
}

function takingConsentBack(state: CaseState): AllowedEvent[] {
  const agreed = Object.entries(state.consents).flatMap(([id, consent]) => (consent.given ? [id] : []));
  return agreed.length > 0 ? [engine('withdraw-consent', 'consent', [word('disclosure', agreed)])] : [];
}

function consentEvents({ givenBy }: ConsentState): AllowedEvent[] {
  const by = [word('by', givenBy, givenBy.length === 1 || givenBy.includes('self'))];
  return [engine('give-consent', 'consent', by), engine('withhold-consent', 'consent', by)];
}

/** The engine's own events that are this person's: whoever has the client asks them, and clients speak for themselves. */
function engineAllowedTo(program: Program, state: CaseState, { role }: Actor): AllowedEvent[] {
  const definition = program.states[state.state];
  if (role === 'navigator' || role === 'supervisor') return engineAllowed(program, state);
  const asks =
    definition?.kind === 'consent' && (role === 'agency' ? definition.owner === 'holder' : isClients(definition));
  if (role === 'agency') return asks ? consentEvents(definition) : [];
  return role === 'client' ? [...(asks ? consentEvents(definition) : []), ...takingConsentBack(state)] : [];
}

function engineAllowed(program: Program, state: CaseState): AllowedEvent[] {
  const definition = program.states[state.state];
  const withdraw = takingConsentBack(state);
  if (definition?.kind === 'consent') {
    return [...consentEvents(definition), ...withdraw];
  }
  const offer = state.offers[state.state];
  if (definition?.kind !== 'offer' || offer?.status !== 'open') return withdraw;
  return [...offerEvents(definition, offer.handover), ...withdraw];
}

/** A life is at risk: dial first. Nobody is asked for permission. */
const URGENT: readonly HandoverStep[] = ['dial', 'brief', 'three-way', 'disconnect-number'];

/** The guided steps of a handover, in order; one that tells nothing has no brief. */
export function stepsOfHandover(handover: Handover, briefed: boolean, urgent = false): readonly HandoverStep[] {
  if (handover === 'number' || handover === 'dispatch') return [];
  if (urgent) return URGENT;
  if (handover === 'cold') return handoverSteps.filter((step) => step !== 'brief' && step !== 'three-way');
  return handoverSteps.filter((step) => step !== 'brief' || briefed);
}

function offerEvents(definition: OfferState, handover: Handover): AllowedEvent[] {
  const steps = stepsOfHandover(handover, true);
  const lesser =
    handover === 'warm' ? ['warm', 'cold', 'number'] : handover === 'cold' ? ['cold', 'number'] : [handover];
  return [
    ...(steps.length > 0 ? [engine('record-handover-step', 'offer', [word('step', steps)])] : []),
    engine('hand-over', 'offer', [word('handover', lesser, true)]),
    engine('target-declined', 'offer', [word('reason', ['no-answer', ...declineReasons])]),
    ...(definition.leaves['declined-by-client'] ? [engine('client-declined', 'offer')] : []),
  ];
}

function engine(
  event: keyof typeof LABELS,
  kind: AllowedEvent['kind'],
  fields: readonly AllowedField[] = [],
): AllowedEvent {
  return { event, label: LABELS[event], kind, override: null, fields };
}

function word(name: string, choices: readonly string[], optional = false): AllowedField {
  return { name, type: 'choice', choices, optional };
}

function fieldsOf(program: Program, fields: Readonly<Record<string, Field>>): AllowedField[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    type: field.type,
    choices: choicesOf(program, field),
    optional: field.optional,
  }));
}
