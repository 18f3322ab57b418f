import { askedOfClient, isWithClient } from './clients.js';
import { askedBetween, dangerAskedBy, isAboutRescue, keptOf, whereDangerLeads } from './danger.js';
import type { Document, RawDue, RawEvent, RawInterrupt, RawQuestion } from './document.js';
import { areRows } from './rows.js';
import { Machine, type OracleOwner, Refusal } from './machine.js';
import { milliseconds, wallClock } from './moment.js';
import type { OracleAnswer } from './table.js';

/** What the oracle says about the case now. */
export interface Prediction {
  readonly refused: string | null;
  readonly state: string;
  readonly owner: OracleOwner | null;
  /** Instant in milliseconds. */
  readonly due: number | null;
  readonly timers: Readonly<Record<string, number>>;
  readonly offer: { readonly service: string; readonly handover: string; readonly fallback: boolean } | null;
  readonly disposition: string | null;
  readonly need: string | null;
}
/** As the API takes them; `timer` is what the clock brings. */
export type OracleEvent =
  | { readonly answers: Readonly<Record<string, OracleAnswer | null>> }
  | { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly timer: string };
export interface OraclePerson {
  readonly id: string;
  readonly role: string;
}

const isBetween = (value: number, { min = -Infinity, max = Infinity }: RawQuestion) => value >= min && value <= max;

interface WrittenField {
  readonly field: string;
  readonly kind: string;
  readonly optional: boolean;
  readonly words: readonly string[] | null;
}
const REASONS = ['full', 'waitlist', 'outside-area', 'ineligible', 'unsafe', 'language', 'other'];

/** A list of fields names questions that may be left out. */
function fieldsOf(event: RawEvent | RawInterrupt | undefined): WrittenField[] {
  const { fields = {} } = event ?? {};
  if (Array.isArray(fields)) {
    return (fields as readonly string[]).map((field) => ({ field, kind: 'question', optional: true, words: null }));
  }
  return Object.entries(fields as Readonly<Record<string, unknown>>).map(([field, written]) => {
    if (typeof written === 'string') return { field, kind: written, optional: false, words: null };
    if (Array.isArray(written) && written[0] === 'service')
      return { field, kind: 'service', optional: false, words: null };
    if (Array.isArray(written)) return { field, kind: 'choice', optional: false, words: written as readonly string[] };
    const { 'in-route': route, optional = false } = written as { 'in-route'?: string; optional?: boolean };
    return { field, kind: `in ${route}`, optional, words: null };
  });
}

const BESIDE = 'asked:beside';

/** Who is on the call; an agency only says whether it takes the client. */
const helps = ({ role }: OraclePerson) => role === 'navigator' || role === 'supervisor';

/** Plays one case by the book. Each call goes on from where the one before left it. */
export class Oracle {
  readonly machine: Machine;

  /** `navigator` null: the client began by themselves. */
  constructor(document: Document, zone: string, navigator: string | null, now: number, channel?: string) {
    this.machine = new Machine(document, zone, navigator, now, channel);
  }

  /** Takes an event; a refused one changes nothing. */
  take(event: OracleEvent, by: OraclePerson, now: number): Prediction {
    this.machine.now = now;
    const [hands, stood] = [this.machine.inHands(), this.machine.stands()];
    try {
      this.happen(event, by);
      this.machine.noteHands(hands, stood);
      this.watchBeside();
      return this.predict(null);
    } catch (error) {
      if (error instanceof Refusal) return this.predict(error.message);
      throw error;
    }
  }

  /** A place of a grant has become free. */
  free(grant: string, now: number): Prediction {
    this.machine.now = now;
    this.machine.grants.free(grant);
    return this.predict(null);
  }

  /** The clock moves on: what is due by then happens, earliest first, each at the new time. */
  moveClock(now: number): Prediction {
    for (;;) {
      const next = [...this.machine.timers].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))[0];
      if (!next || next[1] > now) break;
      this.take({ timer: next[0] }, { id: 'clock', role: 'clock' }, now);
    }
    this.machine.now = now;
    return this.predict(null);
  }

  predict(refused: string | null): Prediction {
    const { state, owner, timers, disposition, need } = this.machine;
    const due = timers.get('due') ?? null;
    return {
      refused,
      state,
      owner,
      due,
      timers: Object.fromEntries(timers),
      offer: this.machine.present(),
      disposition,
      need,
    };
  }

  private happen(event: OracleEvent, by: OraclePerson): void {
    const { machine } = this;
    machine.saying = [];
    machine.handedBack = false;
    const takesBack = 'event' in event && event.event === 'withdraw-consent';
    if (machine.disposition !== null && !takesBack) throw new Refusal('case-is-closed');
    if ('timer' in event) return this.fire(event.timer);
    const before = machine.navigator;
    const oldOwner = machine.owner;
    if (by.role === 'navigator') machine.navigator = by.id;
    try {
      if ('answers' in event) {
        const asked = by.role === 'client' ? askedOfClient(machine) : null;
        const may = asked
          ? Object.keys(event.answers).every((id) => asked.has(id))
          : helps(by) || this.reviews(by) || by.role === 'clock';
        if (!may) throw new Refusal('role-may-not-do-this');
        return this.answer(event.answers);
      }
      this.named(event.event, event.fields, by);
    } catch (error) {
      if (error instanceof Refusal) {
        machine.navigator = before;
        machine.owner = oldOwner;
      }
      throw error;
    }
  }

  private answer(given: Readonly<Record<string, OracleAnswer | null>>): void {
    const { machine } = this;
    for (const [id, answer] of Object.entries(given)) {
      const question = machine.document.questions[id];
      if (!question) throw new Refusal('question-is-not-in-this-program');
      if (answer && 'value' in answer && question.choices && !question.choices.includes(String(answer.value))) {
        throw new Refusal('answer-does-not-fit-the-question');
      }
      const bounds = ['integer', 'money'].includes(question.type ?? '') && answer && 'value' in answer;
      if (bounds && !isBetween(Number(answer.value), question)) throw new Refusal('answer-does-not-fit-the-question');
      if (question.columns && answer && 'value' in answer && !areRows(question, answer.value)) {
        throw new Refusal('answer-does-not-fit-the-question');
      }
      // The day on which the case was opened is nobody's to say.
      const stands =
        (question.compute === 'opened' || question.clock !== undefined) &&
        JSON.stringify(machine.answers[id]) !== JSON.stringify(answer);
      if (stands) throw new Refusal('answer-does-not-fit-the-question');
      const isDate = answer && 'value' in answer && /^\d{4}-\d{2}-\d{2}$/.test(String(answer.value));
      if (question.type === 'date' && answer && 'value' in answer && !isDate) {
        throw new Refusal('answer-does-not-fit-the-question');
      }
    }
    const changed = Object.entries(given).filter(
      ([id, answer]) => JSON.stringify(machine.answers[id] ?? null) !== JSON.stringify(answer),
    );
    const before = { ...machine.answers };
    for (const [id, answer] of changed) {
      if (answer === null) delete machine.answers[id];
      else machine.answers[id] = answer;
    }
    const ids = changed.map(([id]) => id);
    ids.push(...this.contradicted(changed, given));
    for (const id of ids) if (!(id in given)) delete machine.answers[id];
    machine.saying = Object.entries(given).flatMap(([id, answer]) => (answer === null ? [] : [id]));
    const followed = machine.followUp(ids);
    if (ids.some((id) => machine.contradicts(id))) {
      machine.answers = before;
      throw new Refusal('answer-does-not-fit-the-question');
    }
    // Said again, it is known again: it was not, before.
    const knew = Object.fromEntries(Object.entries(before).filter(([id]) => !(given[id] && machine.doubted.has(id))));
    for (const id of Object.keys(given)) machine.doubted.delete(id);
    machine.noteSettled();
    const moves = machine.moves;
    const danger = whereDangerLeads(machine, knew);
    if (danger !== null) this.toDanger(danger);
    else if (machine.at().owner === 'reviewers' || machine.at().stands) machine.passAnew();
    else if ([...ids, ...followed].some((id) => before[id] !== undefined) || machine.isTheirs()) this.reconsider(ids);
    else machine.settle();
    this.noteSafety();
    if (machine.moves === moves) machine.agreeOnTime([...ids, ...followed]);
  }

  /** What was said otherwise before, and must be asked again. */
  private contradicted(
    changed: readonly (readonly [string, OracleAnswer | null])[],
    given: Readonly<Record<string, unknown>>,
  ): string[] {
    const { answers, document } = this.machine;
    const found = changed.flatMap(([id, answer]) => {
      if (!answer || !('value' in answer)) return [];
      const others = document.questions[id]?.['asks-again']?.[String(answer.value)] ?? {};
      return Object.entries(others).flatMap(([other, words]) => {
        const said = answers[other];
        const clashes = said && 'value' in said && [words].flat().includes(String(said.value));
        return clashes && !(other in given) ? [other] : [];
      });
    });
    return [...new Set(found)];
  }

  /** The first ask that would now be left by another exit gets the case back. */
  private reconsider(said: readonly string[] = []): void {
    const { machine } = this;
    const { passed, resume } = machine;
    const here = machine.state;
    const held = machine.holder !== null && machine.isTheirs();
    const readBy = (state: string, id: string) =>
      machine.document.tables[String(machine.at(state).decide)]?.inputs.includes(id) ?? false;
    const asksSafety = (state: string) => machine.document.aboutSafety.includes(String(machine.at(state).decide));
    // Whoever has the client, here or where it leads back to, keeps them: danger alone is asked about again.
    const stays = machine.isHeld();
    // Nor does a fact about something else take anybody from where 911 is being called.
    const rescued = isAboutRescue(machine, here);
    const mayLead = ({ state, exit }: { state: string; exit: string }, index: number) => {
      const later = index >= (resume?.after ?? 0);
      const now = asksSafety(state) ? machine.exitOf(state) : null;
      // Not said is no word that there is no danger, and taken back it is asked by itself, but beside whoever has them.
      if (rescued && now === 'undetermined') return false;
      if (rescued && asksSafety(state) && now === null && (held || !said.some((id) => readBy(state, id)))) return false;
      if (rescued && asksSafety(state)) return exit === 'imminent' && (later || !stays);
      if (rescued) return !stays && resume !== null && !later;
      // What is danger has led there already.
      if (held && asksSafety(state)) return false;
      return !stays || (asksSafety(state) && later);
    };
    const at = passed.findIndex((one, index) => mayLead(one, index) && machine.leavesOtherwise(one.state, one.exit));
    const ask = passed[at];
    if (!ask) return machine.settle();
    machine.declined.clear();
    machine.marks.add(`${ask.state} reconsidered`);
    if (held && asksSafety(ask.state))
      return this.askBetween(askedBetween(machine, machine.at(ask.state).decide as string) ?? '');
    const kept = keptOf(machine, at);
    if (resume && at < resume.after) {
      machine.dropOffers(machine.state);
      // What "risk now" asks comes first; then the case goes back to the corrected ask.
      machine.passed = passed.filter((one, index) => index < at || index >= resume.after || kept.includes(one));
      const { holder, handedOver } = resume;
      machine.resume = { state: ask.state, after: at, due: null, timers: new Map(), holder, handedOver };
      return machine.settle();
    }
    machine.dropOffers(resume?.state);
    machine.passed = [...passed.slice(0, at), ...kept];
    this.back(ask.state);
  }

  /** Somebody has the client, and what is said of danger now is none: that is how it was left. */
  private noteSafety(): void {
    const { machine } = this;
    if (machine.disposition !== null || machine.holder === null || !machine.isTheirs()) return;
    machine.passed = machine.passed.map((one) => {
      const now = dangerAskedBy(machine, one.state) === null ? null : machine.exitOf(one.state);
      const isWhy = one.exit === 'imminent' && isAboutRescue(machine, machine.state);
      return now === null || now === 'imminent' || isWhy ? one : { state: one.state, exit: now };
    });
  }

  /** Danger that is asked about beside an agency, or beside 911: the ask where it would be asked says how long that may take. */
  private watchBeside(): void {
    const { machine } = this;
    const due = this.dueBeside();
    if (due === null) machine.timers.delete(BESIDE);
    else if (!machine.timers.has(BESIDE))
      machine.timers.set(BESIDE, machine.now + milliseconds(due.beside ?? due.in ?? machine.document.defaults.due));
  }

  private dueBeside(): RawDue | null {
    const { machine } = this;
    const { state, holder } = machine;
    if (machine.disposition !== null) return null;
    if (!(holder !== null && machine.isTheirs()) && !isAboutRescue(machine, state)) return null;
    const open = machine.document.aboutSafety.find(
      (table) => machine.settled.has(table) && machine.verdict(table).status === 'open',
    );
    const ask = open === undefined ? null : askedBetween(machine, open);
    return ask === null ? null : machine.dueMap(machine.at(ask));
  }

  /** As if "risk now" had been pressed: whoever has the client goes on having them. */
  private askBetween(ask: string): void {
    const { machine } = this;
    const { passed, state: here } = machine;
    machine.remember();
    const { after } = machine.resume!;
    const about = (state: string) => dangerAskedBy(machine, state) === dangerAskedBy(machine, ask);
    machine.resume!.after = passed.slice(0, after).filter(({ state }) => !about(state)).length;
    machine.passed = passed.filter(({ state }) => !about(state));
    this.back(ask);
    if (machine.state === here) this.reconsider();
  }

  /** Somebody is in danger since a moment ago: nothing else comes first. */
  private toDanger(ask: string): void {
    const { machine } = this;
    machine.declined.clear();
    machine.marks.add(`${ask} reconsidered`);
    if (machine.holder !== null && machine.isTheirs()) return this.askBetween(ask);
    const found = machine.passed.findIndex(({ state }) => state === ask);
    const rest = found >= 0 ? found : (machine.resume?.after ?? 0);
    machine.dropOffers(machine.isHeld() ? machine.resume?.state : undefined);
    machine.passed = machine.passed.slice(0, rest);
    if (machine.resume) machine.resume.after = Math.min(machine.resume.after, rest);
    this.back(ask);
  }

  private back(ask: string): void {
    const { machine } = this;
    for (const timer of [...machine.timers.keys()]) {
      if (timer === 'due' || timer.startsWith(`${machine.state}/`)) machine.timers.delete(timer);
    }
    machine.enter(ask, false);
  }

  private named(name: string, fields: Readonly<Record<string, unknown>>, by: OraclePerson): void {
    const { machine } = this;
    const engine = this.engine(name, fields, by);
    if (engine) {
      const state = this.machine.at();
      const consents = name === 'give-consent' || name === 'withhold-consent';
      const theirs = consents && state.kind === 'consent' && state.owner === 'holder' && this.machine.holder !== null;
      const ofAgency = name === 'hand-over' || name === 'target-declined' || theirs;
      const claims = name === 'take-over' && this.reviews(by);
      const speaks = (consents && state.kind === 'consent' && isWithClient(machine)) || name === 'withdraw-consent';
      const may = helps(by) || (ofAgency && by.role === 'agency') || claims || (speaks && by.role === 'client');
      if (!may) throw new Refusal('role-may-not-do-this');
      return engine();
    }
    const named = machine.at().kind === 'wait' ? machine.at().events?.[name] : undefined;
    // Another case comes out of one once.
    const event = named?.opens && machine.next !== null ? undefined : named;
    const interrupt = machine.document.interrupts[name];
    const inItsPlace = interrupt?.in?.includes(machine.state) ?? !interrupt?.except?.includes(machine.state);
    const breaksIn = inItsPlace && machine.holds(interrupt?.when) ? interrupt : undefined;
    const found = event ?? breaksIn;
    if (!found) throw new Refusal('event-is-not-allowed-here');
    const may = found.by.includes(by.role) || (by.role === 'supervisor' && found.by.includes('navigator'));
    if (!may) throw new Refusal('role-may-not-do-this');
    for (const other of event ? [event['four-eyes'] ?? []].flat() : [])
      if (machine.hands.get(other) === by.id) throw new Refusal('somebody-else-has-to');
    if (event?.from) this.notBefore(event.from);
    const { moves } = machine;
    machine.chosen.clear();
    const known = fieldsOf(found);
    const here = machine.state;
    if (Object.keys(fields).some((name) => !known.some(({ field }) => field === name))) {
      throw new Refusal('field-does-not-fit');
    }
    for (const { field, kind, optional, words } of known) {
      if (fields[field] === undefined) {
        if (optional) continue;
        throw new Refusal('field-is-missing');
      }
      if (kind === 'question') {
        this.answer({ [field]: { value: fields[field] as string } });
        continue;
      }
      const route = /^in (.*)$/.exec(kind)?.[1];
      const choices = kind === 'decline-reason' ? REASONS : route === undefined ? words : this.servicesOf(route);
      if (choices) {
        if (!choices.includes(String(fields[field]))) throw new Refusal('field-does-not-fit');
        machine.fields.set(`${here}.${field}`, String(fields[field]));
        if (words) machine.chosen.set(field, String(fields[field]));
        continue;
      }
      if (kind !== 'service') throw new Error(`The oracle does not know fields of ${kind}`);
      const named = [fields[field]].flat().map(String);
      if (named.some((service) => !/^[a-z0-9-]+$/.test(service))) throw new Refusal('field-does-not-fit');
      machine.wasGiven = true;
    }
    if (event && machine.moves !== moves) return;
    const still = interrupt?.in?.includes(machine.state) ?? !interrupt?.except?.includes(machine.state);
    if (machine.moves !== moves && !still) return;
    machine.handedBack = known.some(({ kind }) => kind === 'decline-reason') && this.release('declined');
    const isUnsafe = known.some(({ kind, field }) => kind === 'decline-reason' && fields[field] === 'unsafe');
    if (machine.handedBack && isUnsafe) this.doubtSafety();
    if (event) {
      machine.hands.set(name, by.id);
      this.occur(name, event);
    } else if (breaksIn) this.interrupt(name, breaksIn);
  }

  /** The calendar there must have come to that day, of the year in question. */
  private notBefore({ month, day }: NonNullable<RawEvent['from']>): void {
    const { machine } = this;
    const since = machine.grants.lastBegins();
    const inYear = [month, day].map((part) => String(part).padStart(2, '0')).join('-');
    const year = Number(since.slice(0, 4)) + (inYear < since.slice(5) ? 1 : 0);
    if (wallClock(machine.now, machine.zone).slice(0, 10) < `${year}-${inYear}`) throw new Refusal('too-early');
  }

  /** Where it was not safe, nobody knows any more what was said of safety. */
  private doubtSafety(): void {
    const { machine } = this;
    for (const id of machine.document.aboutSafety) {
      for (const question of machine.document.tables[id]!.inputs)
        if (machine.known(question)) machine.doubted.add(question);
    }
  }

  private servicesOf(route: string): readonly string[] {
    return (this.machine.document.routes[route] ?? []).flatMap(({ service }) => service ?? []);
  }

  /** Whoever has the client has them no longer. */
  private release(as: string): boolean {
    const { machine } = this;
    if (!machine.isTheirs() || machine.holder === null) return false;
    const { agencies } = machine.document;
    const theirs = (service: string) => (agencies.get(service) ?? service) === agencies.get(machine.holder ?? '');
    for (const one of machine.book) if (one.status === 'accepted' && theirs(one.service)) one.status = as;
    machine.holder = null;
    if (machine.resume && machine.isTheirs(machine.resume.state)) machine.resume = null;
    return true;
  }

  private engine(name: string, fields: Readonly<Record<string, unknown>>, by: OraclePerson): (() => void) | null {
    const engine: Record<string, () => void> = {
      'give-consent': () => this.consent(true, String(fields['by'])),
      'withhold-consent': () => this.consent(false, String(fields['by'])),
      'withdraw-consent': () => {
        if (!this.machine.consents.get(String(fields['disclosure']))) throw new Refusal('consent-is-missing');
        this.machine.consents.set(String(fields['disclosure']), false);
        this.machine.tellLess();
      },
      'record-handover-step': () => this.tickOff(String(fields['step'])),
      'hand-over': () => this.handOver(fields['handover'], fields['state']),
      'target-declined': () => {
        const { handover } = this.offered();
        // Who was only a number has not been asked: it is our side that leaves it.
        this.machine.nextTarget(this.machine.state, handover === 'number' && helps(by) ? 'cancelled' : 'declined');
      },
      'client-declined': () => {
        this.offered();
        if (!this.machine.at().leaves?.['declined-by-client']) throw new Refusal('event-is-not-allowed-here');
        this.machine.finishOffer(this.machine.state, 'declined-by-client');
      },
      'put-back': () => {
        if (by.role !== 'supervisor') throw new Refusal('role-may-not-do-this');
        const isClaimed = this.machine.at().owner === 'reviewers' && this.machine.owner?.kind === 'person';
        if (!isClaimed) throw new Refusal('event-is-not-allowed-here');
        this.machine.owner = { kind: 'queue', id: 'reviewers' };
      },
      'take-over': () => {
        const { machine } = this;
        if (by.role !== 'reviewer') machine.navigator = by.id;
        const waits = machine.at().owner === 'reviewers' && by.role === 'navigator';
        if (machine.owner?.kind !== 'agency' && !waits) machine.owner = { kind: 'person', id: by.id };
      },
    };
    return Object.hasOwn(engine, name) ? (engine[name] ?? null) : null;
  }

  /** The papers are before them. */
  private reviews(by: OraclePerson): boolean {
    return by.role === 'reviewer' && this.machine.at().owner === 'reviewers';
  }

  private consent(given: boolean, by: string): void {
    const state = this.machine.at();
    if (state.kind !== 'consent') throw new Refusal('event-is-not-allowed-here');
    if (state.by && !state.by.includes(by)) throw new Refusal('only-the-client-may-consent');
    const { machine } = this;
    const meant = given ? machine.meantBy(machine.state) : new Set<string>();
    machine.consents.set(String(state.disclosure), given);
    machine.agreedTo.set(String(state.disclosure), meant);
    const exit = given ? 'given' : 'withheld';
    this.machine.go(`${this.machine.state} exit ${exit}`, state.leaves?.[exit] ?? '');
  }

  private offered(id?: string) {
    const present = this.machine.present(id);
    if (!present) throw new Refusal('no-offer-is-open');
    return present;
  }

  private tickOff(step: string): void {
    const { handover } = this.offered();
    if (handover === 'number' || handover === 'dispatch') throw new Refusal('event-is-not-allowed-here');
    if (handover === 'cold' && ['brief', 'three-way'].includes(step)) throw new Refusal('field-does-not-fit');
  }

  /** An agency may take the client while the case is elsewhere. */
  private handOver(wished: unknown, at: unknown): void {
    const id = typeof at === 'string' ? at : this.machine.state;
    const { service, handover, fallback } = this.offered(id);
    const order = ['number', 'cold', 'warm'];
    const how = wished === undefined ? handover : String(wished);
    if ((how === 'dispatch') !== (handover === 'dispatch')) throw new Refusal('field-does-not-fit');
    if (order.indexOf(how) > order.indexOf(handover)) throw new Refusal('consent-is-missing');
    if (!this.machine.at(id).beside) {
      this.machine.holder = service;
      this.machine.handedOver = how === 'warm' && fallback ? 'warm-by-fallback' : how;
    }
    this.machine.finishOffer(id, 'handed-over');
  }

  private occur(name: string, event: RawEvent): void {
    const { machine } = this;
    machine.grants.become(event);
    const mark = `${machine.state} event ${name}`;
    if (event.opens) {
      machine.next = event.opens.program;
      machine.consents.set(event.opens.consent, true);
    }
    if (event.stay || (event.opens && !event.to)) {
      machine.marks.add(mark);
      machine.pass(`${machine.state}.${name}`);
    }
    if (event.reopen) this.askAgain(event.reopen);
    if (event.to) machine.go(mark, event.to);
    if (event.max === undefined) return;
    const times = (machine.counters.get(mark) ?? 0) + 1;
    machine.counters.set(mark, times);
    if (times >= event.max) return machine.go(`${mark} then`, event.then ?? '');
    machine.marks.add(`${mark} again`);
    machine.timers.set('due', machine.now + milliseconds(event.again?.in ?? ''));
  }

  private interrupt(name: string, interrupt: RawInterrupt): void {
    const { machine } = this;
    machine.marks.add(`${name} from ${machine.at().kind}`);
    if (interrupt.to === undefined) {
      machine.pass(`${machine.state}.${name}`);
      return void machine.marks.add(`interrupt ${name}`);
    }
    for (const question of interrupt.doubt ?? []) if (machine.known(question)) machine.doubted.add(question);
    if (interrupt.reopen) this.reopen(interrupt.reopen);
    if (interrupt.revoke) {
      machine.handedBack = this.release('revoked');
      machine.revokeOffers(interrupt.to);
    }
    for (const disclosure of [interrupt.withdraws ?? []].flat())
      if (machine.consents.get(disclosure)) machine.consents.delete(disclosure);
    machine.go(`interrupt ${name}`, interrupt.to);
  }

  private reopen(questions: readonly string[]): void {
    this.machine.remember();
    this.askAgain(questions);
  }

  private askAgain(questions: readonly string[]): void {
    const { machine } = this;
    machine.declined.clear();
    machine.forget(questions);
    machine.followUp(questions);
  }

  private fire(timer: string): void {
    const { machine } = this;
    if (timer === 'due') return machine.escalate();
    if (timer === BESIDE) {
      const { beside, in: length, overdue } = this.dueBeside()!;
      const every = beside ?? overdue?.every ?? length ?? machine.document.defaults.due;
      machine.marks.add('asked beside');
      return void machine.timers.set(BESIDE, machine.now + milliseconds(every));
    }
    const attempted = /^attempt:(.*)$/.exec(timer)?.[1];
    if (attempted !== undefined) {
      machine.marks.add(`${attempted} attempt`);
      return machine.nextTarget(attempted, 'expired');
    }
    const grant = /^grant:(.*)$/.exec(timer)?.[1];
    if (grant !== undefined) return machine.grants.lapse(grant);
    const shared = machine.document.timers[timer];
    if (shared) {
      machine.marks.add(`timer ${timer}`);
      machine.timers.delete(timer);
      return;
    }
    const name = timer.split('/')[1] ?? '';
    const definition = machine.at().timers?.[name];
    if (definition?.to) return machine.go(`${machine.state} timer ${name}`, definition.to);
    machine.marks.add(`${machine.state} timer ${name}`);
    const times = (machine.fired.get(timer) ?? 0) + 1;
    machine.fired.set(timer, times);
    const goesOn = definition?.every && times < (definition.max ?? Infinity);
    if (goesOn) machine.timers.set(timer, machine.now + milliseconds(definition.every ?? ''));
    else machine.timers.delete(timer);
  }
}
