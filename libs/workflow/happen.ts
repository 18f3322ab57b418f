import type { Answer } from '../eligibility/index.js';
import type { DeclineReason, FieldValue } from './case-state.js';
import { mayDo } from './allowed.js';
import { giveAnswers } from './answers.js';
import { misfitField } from './check-field.js';
import { compute, computeAnew } from './compute.js';
import { alert, setDue, stay } from './deadlines.js';
import { needsOtherEyes, rememberWhoBrought } from './four-eyes.js';
import { endGrants } from './grants.js';
import { follow, followTarget, passMoment, rememberResume, wayBack } from './move.js';
import { isSpent, laterOn, openNext } from './opens-case.js';
import { releaseHolder, revokeOpenOffers, tellReleased, tellWhoAccepted } from './offers.js';
import type { EventDefinition, Field, Interrupt, State } from './program.js';
import { isAboutSafety } from './safety.js';
import { addDuration, secondsBetween } from './time.js';
import { type Walk, forget, holds, refuse, stateOf } from './walk.js';

type Fields = Readonly<Record<string, FieldValue>>;

/** An event of the present state, or an interrupt that may break into it, by the name that the program gives it. */
export function happen(walk: Walk, name: string, fields: Fields, consentId?: string): void {
  const state = stateOf(walk);
  const event = eventOf(walk, state, name);
  const interrupt = Object.hasOwn(walk.run.program.interrupts, name) ? walk.run.program.interrupts[name] : undefined;
  const here = interrupt?.states.includes(state.id) && holds(walk.run, walk.state, walk.answers, interrupt.when);
  const found = event ?? (here ? interrupt : undefined);
  if (!found) return refuse(walk, 'event-is-not-allowed-here', name, allowedNames(walk));
  if (!mayDo(walk.actor, found.by)) return refuse(walk, 'role-may-not-do-this', name, found.by);
  if (event && needsOtherEyes(event, walk.state, walk.actor))
    return refuse(walk, 'somebody-else-has-to', name, event.fourEyes);
  const later = event && laterOn(walk.run, walk.state, event, walk.now);
  if (later) return refuse(walk, 'too-early', name, [later]);
  if (!takeFields(walk, found.fields, fields)) return;
  // An answer among the fields may have led the case elsewhere: an event leaves it there, what breaks in does so there.
  const isElsewhere = walk.trace.length > 0;
  if (found === event) {
    if (!isElsewhere) occur(walk, event, fields, consentId);
  } else if (!isElsewhere || interrupt!.states.includes(stateOf(walk).id)) {
    interruptWith(walk, interrupt!, fields);
  }
}

/** One that opens a case is there until it was brought. */
function eventOf(walk: Walk, state: State, name: string): EventDefinition | undefined {
  const event = state.kind === 'wait' && Object.hasOwn(state.events, name) ? state.events[name] : undefined;
  return event && !isSpent(event, walk.state) ? event : undefined;
}

/** Names of the program's own events that the actor may send now. */
export function allowedNames(walk: Walk): readonly string[] {
  const state = stateOf(walk);
  const events = state.kind === 'wait' ? Object.values(state.events) : [];
  const interrupts = Object.values(walk.run.program.interrupts).filter(
    (interrupt) => interrupt.states.includes(state.id) && holds(walk.run, walk.state, walk.answers, interrupt.when),
  );
  const isNow = (event: EventDefinition) =>
    !isSpent(event, walk.state) && laterOn(walk.run, walk.state, event, walk.now) === null;
  const theirs = events.filter((event) => !needsOtherEyes(event, walk.state, walk.actor) && isNow(event));
  return [...theirs, ...interrupts].filter((found) => mayDo(walk.actor, found.by)).map((found) => found.id);
}

function occur(walk: Walk, event: EventDefinition, fields: Fields, consentId: string | undefined): void {
  rememberWhoBrought(walk, event.id);
  if (event.opens) openNext(walk, event.opens, consentId);
  endGrants(walk, event);
  if (event.stay) {
    passMoment(walk, event.id);
    return stay(walk, event.stay, event.id, Object.keys(fields));
  }
  if (event.bounded) return count(walk, event, event.bounded);
  askAgain(walk, event.reopen ?? []);
  handBack(walk, event, fields);
  follow(walk, `event:${event.id}`, event.targets ?? []);
}

/**
 * Whoever has the client says why not any more: the next one is looked for, and they are not asked again for now. Where it was not
 * safe, whoever comes next must not read what was said of safety before as if it held, and supervisors hear of it.
 */
function handBack(walk: Walk, { id, fields: own }: Pick<EventDefinition, 'id' | 'fields'>, fields: Fields): void {
  if (!Object.values(own).some(({ type }) => type === 'decline-reason')) return;
  const reason = wordIn(own, fields, 'decline-reason');
  walk.handsBack = releaseHolder(walk, 'declined', reason);
  if (!walk.handsBack || reason !== UNSAFE) return;
  doubt(walk, aboutSafety(walk));
  alert(walk, 'supervisor', id);
}

const UNSAFE: DeclineReason = 'unsafe';

/** What decides whether a life is in danger. */
function aboutSafety({ run }: Walk): readonly string[] {
  const { decisions, questions } = run.program;
  const read = Object.keys(decisions).flatMap((id) =>
    isAboutSafety(decisions[id]!) ? (run.decisions[id]?.reads ?? []) : [],
  );
  return read.filter((id) => questions[id] && !questions[id].computed);
}

/** The word that was chosen in the first field of this type. */
function wordIn(definitions: Readonly<Record<string, Field>>, fields: Fields, type: Field['type']): string | null {
  const [name] = Object.entries(definitions).find(([, field]) => field.type === type) ?? [];
  const word = name === undefined ? undefined : fields[name];
  return typeof word === 'string' ? word : null;
}

/** Below its bound the case stays with its people and is due again; at the bound it goes on. */
function count(walk: Walk, event: EventDefinition, bounded: NonNullable<EventDefinition['bounded']>): void {
  const state = stateOf(walk);
  const counter = `${state.id}.${event.id}`;
  const times = (walk.state.counters[counter] ?? 0) + 1;
  walk.state.counters = { ...walk.state.counters, [counter]: times };
  if (times >= bounded.max) return followTarget(walk, `event:${event.id}:then`, bounded.then);
  const at = addDuration(walk.now, bounded.again);
  setDue(walk, { at, since: walk.now, limit: secondsBetween(walk.now, at) });
}

function interruptWith(walk: Walk, interrupt: Interrupt, fields: Fields): void {
  if (interrupt.stay) {
    handBack(walk, interrupt, fields);
    passMoment(walk, interrupt.id);
    return stay(walk, interrupt.stay, interrupt.id, Object.keys(fields));
  }
  const state = stateOf(walk);
  if (state.kind === 'end') return;
  const { holder } = walk.state;
  if (interrupt.reopen.length > 0) rememberResume(walk, state);
  else if (walk.state.resumeTo !== null) tellWhoAccepted(walk, walk.state.resumeTo);
  askAgain(walk, interrupt.reopen);
  doubt(walk, interrupt.doubt ?? []);
  const targets = interrupt.targets ?? [];
  if (interrupt.revoke) {
    // Whoever is called off is not the next one to be asked.
    walk.handsBack = releaseHolder(walk, 'revoked', wordIn(interrupt.fields, fields, 'choice'));
    if (walk.handsBack) tellReleased(walk, holder);
    revokeOpenOffers(walk, wayBack(walk, targets));
  }
  endConsents(walk, interrupt.withdraws ?? []);
  if (!walk.refused) follow(walk, `interrupt:${interrupt.id}`, targets);
}

/** A yes that was given for what is over now: nobody else is told by it, and the client is asked as if never before. */
function endConsents(walk: Walk, disclosures: readonly string[]): void {
  for (const disclosure of disclosures) {
    const { [disclosure]: consent, ...others } = walk.state.consents;
    if (!consent?.given) continue;
    walk.state.consents = others;
    walk.effects.push({ kind: 'withdraw-consent', id: consent.id, disclosure });
  }
}

/** What was answered stays as it was said, and is not known to hold any more. */
function doubt(walk: Walk, questions: readonly string[]): void {
  const said = questions.filter((id) => 'value' in (walk.answers[id] ?? {}));
  if (said.length === 0) return;
  const since = Object.fromEntries(said.map((id) => [id, walk.now]));
  walk.state.doubted = { ...walk.state.doubted, ...since };
}

/** What must be asked again is not known any more, and asks that read it count as not passed. */
function askAgain(walk: Walk, reopen: readonly string[]): void {
  if (reopen.length === 0) return;
  walk.state.declined = [];
  forget(walk, reopen);
  // What follows from an answer that is still known is worked out again; what followed from one that is not, is not.
  computeAnew(walk, reopen);
  compute(
    walk,
    reopen.flatMap((id) => walk.run.program.questions[id] ?? []),
  );
}

/** Checks the fields of an event and keeps them: an answer's field as that answer, a picked agency for a later offer. */
function takeFields(walk: Walk, definitions: Readonly<Record<string, Field>>, fields: Fields): boolean {
  const unknown = Object.keys(fields).find((name) => !Object.hasOwn(definitions, name));
  if (unknown !== undefined) refuse(walk, 'field-does-not-fit', unknown, Object.keys(definitions));
  for (const [name, definition] of Object.entries(definitions)) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (value === undefined) {
      if (!definition.optional) refuse(walk, 'field-is-missing', name, definition.choices);
      continue;
    }
    const expected = misfitField(walk.run.program, definition, value);
    if (expected) refuse(walk, 'field-does-not-fit', name, expected);
    else keepField(walk, name, definition, value);
  }
  return walk.refused === null;
}

function keepField(walk: Walk, name: string, definition: Field, value: FieldValue): void {
  const { state } = walk.state;
  if (definition.type === 'services') {
    walk.state.servicesGiven = true;
    walk.effects.push({ kind: 'give-services', services: value as readonly string[] });
  } else if (definition.type === 'question') {
    const answer: Answer = { value };
    giveAnswers(walk, { [name]: answer });
  } else if (definition.type === 'agency') {
    walk.state.picked = { ...walk.state.picked, [`${state}.${name}`]: value as string };
  } else {
    if (definition.type === 'choice') walk.chosen = { ...walk.chosen, [name]: value as string };
    walk.facts[`${state}.${name}`] = { value };
  }
}
