import type { Document, RawBranch, RawDue, RawGoal, RawState, RawTarget, RawTimer } from './document.js';
import { computedOf } from './computed.js';
import { Grants } from './grants.js';
import { fromWallClock, milliseconds, wallClock } from './moment.js';
import { type OracleAnswer, type OracleVerdict, decide } from './table.js';

export interface OracleOwner {
  readonly kind: 'person' | 'queue' | 'agency';
  readonly id: string;
}
interface Offer {
  readonly targets: readonly RawTarget[];
  /** By what right the service may be told; a consent that is taken back counts from the next target on. */
  by: 'override' | 'consent' | 'nothing';
  at: number;
  result: string | null;
  /** Who took the client meanwhile, and how. */
  taker?: { holder: string | null; handedOver: string | null };
}
interface Resume {
  state: string;
  after: number;
  due: number | null;
  timers: Map<string, number>;
  /** Who had the client there. */
  holder: string | null;
  handedOver: string | null;
}

/** A day begins at midnight. */
const dayTime = (local: string) => (local.includes('T') ? local : `${local}T00:00`);

/** Said instead of going on. */
export class Refusal extends Error {}

const LADDER = ['number', 'cold', 'warm'];
const ENDINGS: Readonly<Record<string, string>> = { 'handed-over': 'accepted', 'declined-by-client': 'cancelled' };
const LAST = 'on-call-managers';
const queue = (name: string) =>
  ({ navigator: 'navigators', reviewer: 'reviewers', supervisor: 'supervisors', 'on-call-manager': LAST })[name] ??
  name;

export const branchesOf = (goal: RawGoal | undefined): readonly RawBranch[] =>
  goal === undefined ? [] : typeof goal === 'string' ? [{ to: goal }] : ([goal].flat() as readonly RawBranch[]);

/** What an offer tells, and on which terms. */
function termsOf({ disclosure }: RawState): { name?: string; override?: string } {
  if (typeof disclosure !== 'object') return { name: disclosure };
  return { ...disclosure, override: disclosure.override ?? disclosure['or-override']?.why };
}

/** How a client is handed over with a yes, and how without. Of an introduction only the telling is left out. */
function handsOf(state: RawState): { consented: string; otherwise: string } {
  const { handover = 'cold' } = state;
  if (typeof handover === 'object') return handover;
  return { consented: handover, otherwise: handover === 'warm' && !termsOf(state).override ? 'cold' : handover };
}

/** Without a yes there is nothing that this offer could do. */
const mayNotBeSilent = (state: RawState) =>
  termsOf(state).name !== undefined && ['warm', 'dispatch'].includes(handsOf(state).otherwise);

/**
 * One case, kept in plain fields that change. What leads where is read from the YAML each time it is needed.
 * `full` are services that take nobody at the moment.
 */
export class Machine {
  state = '';
  /** States entered so far. */
  moves = 0;
  owner: OracleOwner | null = null;
  overdueLimit = 0;
  answers: Record<string, OracleAnswer> = {};
  timers = new Map<string, number>();
  /** Decision → the last outcome that it settled on. */
  settled = new Map<string, string>();
  offers = new Map<string, Offer>();
  consents = new Map<string, boolean>();
  /** Answers that nobody knows any more. */
  readonly doubted = new Set<string>();
  /** Disclosure → the services that the last yes was for. */
  agreedTo = new Map<string, ReadonlySet<string>>();
  /** Services that the client said no to. */
  declined = new Set<string>();
  counters = new Map<string, number>();
  /** The program of the case that came out of this one. */
  next: string | null = null;
  /** Event → who was the last to bring it. */
  readonly hands = new Map<string, string>();
  passed: { state: string; exit: string }[] = [];
  resume: Resume | null = null;
  handedOver: string | null = null;
  /** The agency that took the client. */
  holder: string | null = null;
  disposition: string | null = null;
  /** Clock → when it was last set. */
  clocks = new Map<string, number>();
  /** Clock → when it was set first. */
  firstTimes = new Map<string, number>();
  /** Timer → how often it has fired. */
  fired = new Map<string, number>();
  /** `state.field` → what was picked or said in an event. */
  fields = new Map<string, string>();
  /** Field → the word that was chosen in the event that is happening. */
  readonly chosen = new Map<string, string>();
  /** Somebody was told of services. */
  wasGiven = false;
  /** Offer → who has been asked since it began. */
  asked = new Map<string, string[]>();
  /** The agency that had the client has just given them back. */
  handedBack = false;
  /** What became of the need, once it is over. */
  need: string | null = null;
  /** Questions that are being answered in this step. */
  saying: readonly string[] = [];
  /** Everything that was taken: what coverage counts. */
  readonly marks = new Set<string>();
  readonly full = new Set<string>();
  readonly grants = new Grants(this);
  /** Whether a service takes somebody at this moment. */
  takes = (service: string): boolean => !this.full.has(service);
  /** Every service that was asked, in order, with what became of it. */
  readonly book: { readonly state: string; readonly service: string; status: string }[] = [];
  /** Of these whoever said yes has had the case since. */
  readonly had = new Set<object>();
  /** Agencies that took the client, and somebody else has them since, in order. */
  readonly gone: string[] = [];
  /** The offer that was left, in this step, because somebody said yes. */
  private handedOverFrom: string | null = null;
  /** Every move, as `from>to`. */
  readonly trail: string[] = [];

  constructor(
    readonly document: Document,
    readonly zone: string,
    /** Null: the client began by themselves. */
    public navigator: string | null,
    public now: number,
    channel = 'phone',
  ) {
    for (const [id, { compute }] of Object.entries(document.questions)) {
      if (compute === 'opened') this.answers[id] = { value: wallClock(now, zone).slice(0, 10) };
      else if (compute?.startsWith('clock')) this.answers[id] = this.computed(id)!;
    }
    this.pass('start');
    const { start } = document;
    this.enter(typeof start === 'string' ? start : (start[channel] ?? start['otherwise']!), false);
  }

  at(id = this.state): RawState {
    const found = this.document.states[id];
    if (!found) throw new Error(`no state ${id}`);
    return found;
  }

  /** As people are shown it: what nobody knows any more decides nothing. */
  shown(id: string): OracleVerdict {
    const unsure = [...this.doubted].map((question) => [question, { declined: true }] as const);
    return this.verdict(id, { ...this.answers, ...Object.fromEntries(unsure) });
  }

  verdict(id: string, answers = this.answers): OracleVerdict {
    const table = this.document.tables[id];
    if (table) return decide(table, answers);
    const answer = answers[id];
    if (!answer) return { status: 'open', outcome: null, row: null };
    if ('declined' in answer) return { status: 'undetermined', outcome: null, row: null };
    return { status: 'settled', outcome: String(answer.value), row: null };
  }

  known(question: string): boolean {
    return 'value' in (this.answers[question] ?? {});
  }

  /** What was settled stays so for guards until it is settled otherwise. */
  noteSettled(): void {
    for (const id of [...Object.keys(this.document.tables), ...Object.keys(this.document.questions)]) {
      const { outcome } = this.verdict(id);
      const before = this.settled.get(id);
      if (outcome === null || outcome === before) continue;
      this.settled.set(id, outcome);
      if (before !== undefined) this.forgetAbout(id);
    }
  }

  /** What was said about something else than it is now; what is being said at this moment is meant of what it is now. */
  private forgetAbout(decision: string): void {
    const about = Object.entries(this.document.questions).filter(([, question]) => question.about === decision);
    this.forget(about.map(([id]) => id).filter((id) => !this.saying.includes(id)));
  }

  /** What is not known any more; whoever asked it has not passed. */
  forget(questions: readonly string[]): void {
    for (const question of questions) {
      delete this.answers[question];
      this.doubted.delete(question);
    }
    const stays = ({ state }: { state: string }) => !this.reads(state).some((question) => questions.includes(question));
    if (this.resume) this.resume.after = this.passed.slice(0, this.resume.after).filter(stays).length;
    this.passed = this.passed.filter(stays);
  }

  private reads(id: string): readonly string[] {
    const { questions = [], decide: decision } = this.at(id);
    if (typeof decision === 'object') return [...questions, decision.answer];
    return [...questions, ...(this.document.tables[decision ?? '']?.inputs ?? [])];
  }

  /** The exit of an ask, or null while it waits. */
  exitOf(id: string): string | null {
    const state = this.at(id);
    const needed = (state.questions ?? []).filter((question) => !this.document.questions[question]?.optional);
    if (needed.some((question) => !this.answers[question])) return null;
    if (!state.decide) {
      const silent = needed.some((question) => !this.known(question));
      return silent && state.leaves?.['undetermined'] ? 'undetermined' : 'answered';
    }
    const verdict = this.verdict(typeof state.decide === 'string' ? state.decide : state.decide.answer);
    if (verdict.status === 'open') return null;
    return verdict.outcome ?? 'undetermined';
  }

  /** True when the ask would now be left to another place, or by another decision. */
  leavesOtherwise(id: string, exit: string): boolean {
    const now = this.exitOf(id);
    const { decide: decision, leaves } = this.at(id);
    if (now === exit || now === null || decision) return now !== exit;
    return JSON.stringify(leaves?.[now]) !== JSON.stringify(leaves?.[exit]);
  }

  /** The offer that the case would go back to found somebody while the case was elsewhere. */
  private acceptedMeanwhile(): boolean {
    return this.resume !== null && this.offers.get(this.resume.state)?.result === 'handed-over';
  }

  /** In this state the agency has the client. */
  isTheirs(id = this.state): boolean {
    const { kind, owner, beside } = this.at(id);
    return kind !== 'end' && (owner === 'holder' || beside !== undefined);
  }

  /** Who took the client and may have them again. */
  inHands(): readonly string[] {
    const waiting = [...this.offers.values()].flatMap(({ result, taker }) =>
      result === 'handed-over' ? (taker?.holder ?? null) : null,
    );
    const all = this.disposition === null ? [this.holder, this.resume?.holder ?? null, ...waiting] : [this.holder];
    return [...new Set(all.flatMap((service) => (service === null ? [] : this.agencyOf(service))))];
  }

  private agencyOf(service: string): string {
    return this.document.agencies.get(service) ?? service;
  }

  /** Once somebody else has the client, whoever had them is done. */
  noteHands(before: readonly string[], stood: ReturnType<Machine['stands']>): void {
    const now = this.inHands();
    const gone = this.holder === null ? [] : before.filter((agency) => !now.includes(agency));
    this.gone.push(...gone);
    const yes = this.book.filter(({ status }) => status === 'accepted');
    const newer = this.takenAgain(stood);
    if (newer) this.gone.push(`${this.agencyOf(newer.service)} again`);
    for (const one of yes) {
      const isOlder = newer && one !== newer && this.agencyOf(one.service) === this.agencyOf(newer.service);
      if (isOlder && this.had.has(one)) one.status = 'completed';
      if (gone.includes(this.agencyOf(one.service)) && this.had.has(one)) one.status = 'completed';
      const has = this.isTheirs() && this.holder !== null && this.agencyOf(this.holder) === this.agencyOf(one.service);
      if (has) this.had.add(one);
    }
  }

  /** What is looked at before a step: who has the client, where a way leads back to, and how far it had come. */
  stands = () => ({
    agency: this.holder === null ? null : this.agencyOf(this.holder),
    back: this.resume?.state ?? null,
    moved: this.trail.length,
  });

  /** By which yes whoever had the client has them anew, and nothing leads back to the one before. */
  private takenAgain({ agency: before, back, moved }: ReturnType<Machine['stands']>) {
    const { handedOverFrom: id, holder } = this;
    this.handedOverFrom = null;
    if (id === null || holder === null || this.resume !== null || this.handedOver === 'number') return undefined;
    const agency = this.agencyOf(holder);
    if (before !== agency || this.trail.slice(moved).some((one) => one.endsWith(`>${back}`))) return undefined;
    return this.book.findLast(
      (one) => one.state === id && one.status === 'accepted' && this.agencyOf(one.service) === agency,
    );
  }

  isHeld(): boolean {
    if (this.holder === null) return false;
    const back = this.resume !== null && this.isTheirs(this.resume.state);
    return this.isTheirs() || back || this.acceptedMeanwhile();
  }

  /** Keeps the way back to here, if none is kept yet. */
  remember(): void {
    if (this.resume) return;
    const own = [...this.timers].filter(([timer]) => timer.startsWith(`${this.state}/`));
    this.resume = {
      state: this.state,
      after: this.passed.length,
      due: this.timers.get('due') ?? null,
      timers: new Map(own),
      holder: this.holder,
      handedOver: this.handedOver,
    };
  }

  /** Takes the first branch that holds. `how` names the edge, for coverage. */
  go(how: string, goal: RawGoal): void {
    const branches = branchesOf(goal);
    const branch = this.branchOf(goal);
    this.chosen.clear();
    const number = branches.length > 1 ? ` #${branches.indexOf(branch) + 1}` : '';
    this.marks.add(`${how}${number}`);
    // A way back that leads to where the case is leads nowhere.
    if (branch['resume-or'] && this.resume?.state === this.state) this.resume = null;
    const back = branch['resume-or'] ? this.resume?.state : undefined;
    if (branch['resume-or']) this.marks.add(`${how}${number} ${back ? 'resumed' : 'not resumed'}`);
    const { disclosure } = this.at();
    const lifeAtRisk = typeof disclosure === 'object' && disclosure.override !== undefined;
    if (how.endsWith(' exit handed-over') && !branch['resume-or'] && !lifeAtRisk && !this.at().beside) {
      // They are in other hands: what was interrupted, and what else was offered, is over.
      this.dropOffers();
      this.resume = null;
    }
    // They are together there now, and say themselves how it goes on.
    if (this.at().beside && this.holder !== null && how.includes(' exit ') && !branch['resume-or']) this.resume = null;
    this.leaveBehind(how);
    if (branch.resume) {
      const { holder, handedOver } = this;
      this.resume = {
        state: branch.resume,
        after: this.passed.length,
        due: null,
        timers: new Map(),
        holder,
        handedOver,
      };
    }
    this.enter(back ?? branch.to ?? branch['resume-or'] ?? '', back !== undefined);
  }

  /** All of it, or nothing was asked for. */
  holds(when: RawBranch['when']): boolean {
    return Object.entries(when ?? {}).every(([name, words]) => this.is(name, [words].flat().map(String)));
  }

  private branchOf(goal: RawGoal): RawBranch {
    const branch = branchesOf(goal).find(({ when }) => this.holds(when));
    if (!branch) throw new Error(`no branch of ${JSON.stringify(goal)} holds`);
    return branch;
  }

  /** Whether a condition holds. */
  private is(name: string, words: readonly string[]): boolean {
    if (name === 'known') return words.every((question) => this.known(question));
    if (name === 'agreed') return words.every((disclosure) => this.consents.get(disclosure) === true);
    if (name === 'refused') return words.every((disclosure) => this.consents.get(disclosure) === false);
    if (name === 'accepted') return this.acceptedMeanwhile();
    if (name === 'granted') return words.every((grant) => this.grants.has(grant));
    if (name === 'had') return words.every((grant) => this.grants.had.has(grant));
    if (name === 'waitlisted') return words.every((grant) => this.grants.waits(grant));
    if (name === 'held') return this.isHeld();
    if (name === 'taken')
      return this.wasGiven || ['warm', 'warm-by-fallback', 'cold', 'number'].includes(this.handedOver ?? '');
    if (this.chosen.has(name)) return words.includes(this.chosen.get(name) ?? '');
    if (name === 'resumes') return words.includes(this.resume?.state ?? '');
    if (name === 'handed-over') return words.includes(this.handedOver ?? '');
    if (name === 'no-number' || name === 'declined') return words.every((offer) => this.saysOf(name, this.at(offer)));
    return words.includes(this.outcomeFor(name) ?? '');
  }

  /** While it is asked again a decision is what it was; once something is refused, only what outlasts that. */
  private outcomeFor(decision: string): string | undefined {
    const { outcome, status } = this.verdict(decision);
    const before = this.settled.get(decision);
    const doubted = (this.document.tables[decision]?.inputs ?? [decision]).some((id) => this.doubted.has(id));
    if (outcome !== null && !doubted) return outcome;
    const all = (status !== 'undetermined' && !doubted) || before === undefined;
    return all || (this.document.stays[decision]?.includes(before) ?? true) ? before : undefined;
  }

  /** Whether nobody on the route of this offer can be called, or the client has declined somebody on it. */
  private saysOf(condition: 'no-number' | 'declined', offer: RawState): boolean {
    const services = this.targetsOf(offer).flatMap(({ service }) => service ?? []);
    if (condition === 'declined') return services.some((service) => this.declined.has(service));
    const noted = offer.dial !== undefined && this.known(offer.dial);
    return !noted && !services.some((service) => this.document.numbers.has(service));
  }

  /** Sets the clocks that this moment sets. What counts from a clock that does not run is begun. */
  pass(moment: string): void {
    for (const [clock, moments] of Object.entries(this.document.clocks)) {
      if (![moments].flat().includes(moment)) continue;
      if (!this.clocks.has(clock)) this.firstTimes.set(clock, this.now);
      this.clocks.set(clock, this.now);
      for (const [id, question] of Object.entries(this.document.questions))
        if (question.clock === clock) this.answers[id] = this.computed(id)!;
      this.noteSettled();
      for (const [name, { from, in: length }] of Object.entries(this.document.timers)) {
        if (from === clock && !this.timers.has(name)) this.timers.set(name, this.now + milliseconds(length ?? ''));
      }
    }
  }

  private leaveBehind(how: string): void {
    const by = / (?:exit|event|timer) (\S+)/.exec(how)?.[1] ?? how.replace(/^interrupt /, '');
    this.pass(`${this.state}.${by}`);
    const exit = / exit (.*)$/.exec(how)?.[1];
    if (this.at().kind === 'ask' && exit) {
      this.passed = [...this.passed.filter(({ state }) => state !== this.state), { state: this.state, exit }];
      const { decide: decision } = this.at();
      if (typeof decision === 'string') this.markRows(decision);
    }
    for (const timer of [...this.timers.keys()]) {
      if (timer === 'due' || timer.startsWith(`${this.state}/`)) this.timers.delete(timer);
    }
  }

  /** The row that decided, and those of the tables that it rests on. */
  private markRows(decision: string): void {
    const { row } = this.verdict(decision);
    if (row) this.marks.add(`${decision} row ${row}`);
    for (const other of this.document.reads[decision] ?? []) this.markRows(other);
  }

  enter(id: string, back: boolean): void {
    if (this.moves > 0) this.trail.push(`${this.state}>${id}`);
    this.moves += 1;
    this.state = id;
    this.marks.add(`${id} entered`);
    const state = this.at();
    const before = back ? this.resume : null;
    if (before) {
      this.holder = before.holder;
      this.handedOver = before.handedOver;
    }
    if (back) this.resume = null;
    if (back) this.dropOffers(id);
    else this.pass(`${id}.entry`);
    for (const [name, { until = [] }] of Object.entries(this.document.timers)) {
      if ([until].flat().includes(id)) this.timers.delete(name);
    }
    if (state.kind === 'end') return this.end(state);
    const owner = state.owner ?? this.document.defaults.owner;
    this.owner = this.ownerNamed(owner);
    this.timers.set('due', before?.due ?? this.dueOf(state));
    for (const [name, timer] of Object.entries(state.timers ?? {})) {
      const key = `${id}/${name}`;
      this.fired.delete(key);
      const at = before?.timers.get(key) ?? this.timeOf(timer);
      if (at !== null) this.timers.set(key, at);
    }
    if (state.kind === 'ask' && state.again) {
      this.forget((state.questions ?? []).filter((question) => this.answers[question] && !this.known(question)));
    }
    if (state.kind === 'offer') this.openOffer(state, back);
    if (state.kind === 'grant') this.grants.ask(state);
    if (state.kind === 'wait') this.grants.goOn();
    if (state.kind === 'ask') this.settle();
  }

  private ownerNamed(name: string): OracleOwner {
    if (name === 'navigator' && this.navigator !== null) return { kind: 'person', id: this.navigator };
    if (name !== 'holder') return { kind: 'queue', id: queue(name) };
    return this.holder === null
      ? { kind: 'queue', id: 'supervisors' }
      : { kind: 'agency', id: this.document.agencies.get(this.holder) ?? this.holder };
  }

  /** When a timer is due; null while the answer that it counts from is not known. */
  private timeOf({ from, in: length, at }: RawTimer): number | null {
    if (at !== undefined) {
      const answer = this.answers[at];
      return answer && 'value' in answer ? fromWallClock(dayTime(String(answer.value)), this.zone) : null;
    }
    if (from !== 'entry') throw new Error(`The oracle does not know timers from ${from}`);
    return this.now + milliseconds(length ?? '');
  }

  /** What follows from an answer, as it is today. */
  private computed(id: string): OracleAnswer | null {
    const question = this.document.questions[id];
    if (question?.clock !== undefined) {
      const date = wallClock(this.firstTimes.get(question.clock) ?? this.now, this.zone).slice(0, 10);
      return { value: question.compute === 'clock' ? date : Number(date.slice(5, 7)) };
    }
    const origin = this.answers[question?.from ?? ''];
    if (!question?.compute || !origin) return null;
    return computedOf(
      question,
      this.document.questions[question.from ?? '']!,
      origin,
      wallClock(this.now, this.zone).slice(0, 10),
    );
  }

  /** Questions that follow from these. */
  private following(ids: readonly string[]): string[] {
    return Object.entries(this.document.questions).flatMap(([id, { from, compute }]) =>
      compute && ids.includes(from ?? '') ? [id] : [],
    );
  }

  /** After answers have changed: what followed from them is as they say now. Returns what has changed by that. */
  followUp(changed: readonly string[]): string[] {
    return this.following(changed).filter((id) => {
      const answer = this.computed(id);
      if (answer === null && changed.includes(id)) return false;
      const before = JSON.stringify(this.answers[id] ?? null);
      if (answer === null) delete this.answers[id];
      else this.answers[id] = answer;
      return before !== JSON.stringify(answer);
    });
  }

  /** True when an answer says otherwise than what it follows from. */
  contradicts(id: string): boolean {
    const answer = this.computed(id);
    return answer !== null && JSON.stringify(answer) !== JSON.stringify(this.answers[id] ?? null);
  }

  /** Reviewers have it: what was passed counts as left the way it would be now. */
  passAnew(): void {
    this.passed = this.passed.map((one) => ({ ...one, exit: this.exitOf(one.state) ?? one.exit }));
  }

  /** An ask decides by today's date. */
  private bringUpToDate(): void {
    const { decide: decision } = this.at();
    for (const id of this.document.tables[typeof decision === 'string' ? decision : '']?.inputs ?? []) {
      const answer = this.computed(id);
      if (answer !== null) this.answers[id] = answer;
    }
    this.noteSettled();
  }

  settle(): void {
    if (this.at().kind !== 'ask') return;
    this.bringUpToDate();
    const exit = this.exitOf(this.state);
    if (exit === null) return;
    const goal = this.at().leaves?.[exit];
    if (!goal) throw new Error(`${this.state} has no exit ${exit}`);
    this.go(`${this.state} exit ${exit}`, goal);
  }

  private end(state: RawState): void {
    const { disposition } = state;
    this.disposition = typeof disposition === 'string' ? disposition : (disposition?.[this.handedOver ?? ''] ?? null);
    if (this.disposition === null) throw new Error(`${this.state} has no disposition for ${this.handedOver}`);
    if (typeof disposition === 'object') this.marks.add(`${this.state} as ${this.handedOver}`);
    this.grants.end(state.uses);
    this.pass('end');
    this.need = this.needOf(state.need);
    this.owner = null;
    this.resume = null;
    this.timers.clear();
    for (const offer of this.offers.keys()) this.strike(offer, 'revoked');
    this.offers.clear();
  }

  /** In one word: what became of it, or why it stays unmet. */
  private needOf(need: unknown): string | null {
    if (typeof need === 'string') return need;
    const { unmet, from } = need as { unmet?: string; from?: string };
    if (unmet !== undefined) return unmet;
    return [...this.fields].findLast(([name]) => name.endsWith(`.${from}`))?.[1] ?? 'unknown';
  }

  dueMap(state: RawState): RawDue {
    const { due } = state;
    return typeof due === 'string' ? { in: due } : (due ?? { in: this.document.defaults.due });
  }

  dueOf(state: RawState): number {
    const due = this.dueMap(state);
    const since = this.clocks.get(due.from ?? '') ?? this.now;
    if (due.at === undefined) return since + milliseconds(due.in ?? this.document.defaults.due);
    const answer = this.answers[due.at];
    const unsaid = this.now + milliseconds(due.overdue?.every ?? this.document.defaults.due);
    const wished = answer && 'value' in answer ? fromWallClock(String(answer.value), this.zone) : unsaid;
    return Math.min(Math.max(wished, this.now), this.now + milliseconds(due.within ?? 'P14D'));
  }

  /** Nobody acted in time: the people who are told get the case, then those above them, again and again. */
  escalate(): void {
    const due = this.dueMap(this.at());
    if (due.to !== undefined) return this.go(`${this.state} deadline`, due.to);
    const told = queue(due.owner ?? due.overdue?.alert ?? this.document.defaults.overdue.alert);
    const above = this.owner?.kind === 'queue' && [told, LAST].includes(this.owner.id);
    this.owner = { kind: 'queue', id: above ? LAST : told };
    const every = due.overdue?.every ?? due.in ?? this.document.defaults.due;
    this.timers.set('due', this.now + milliseconds(every));
    this.marks.add(`${this.state} deadline`);
  }

  private openOffer(state: RawState, back: boolean): void {
    const before = this.offers.get(this.state);
    const waiting = back || before?.result === 'handed-over' ? before : undefined;
    if (waiting?.result) {
      if (waiting.taker) Object.assign(this, waiting.taker);
      return this.finishOffer(this.state, waiting.result);
    }
    if (waiting) return;
    if (typeof state.disclosure === 'object' && state.disclosure.override) this.sendNobody(state);
    // Help that is on its way is not called off and called again.
    const called = this.offers.get(this.state);
    if (called && called.result === null && typeof state.disclosure === 'object' && state.disclosure.override) return;
    const targets = this.targetsOf(state);
    const services = targets.flatMap(({ service }) => service ?? []);
    const agreed = this.agreedBy(state);
    const enough = agreed !== null && services.every((service) => agreed.has(service));
    const { override } = termsOf(state);
    const by = override && !enough ? 'override' : agreed ? 'consent' : 'nothing';
    this.strike(this.state, 'revoked');
    const known = this.handedBack ? (this.asked.get(this.state) ?? []) : [];
    this.asked.set(this.state, known);
    const left = targets.filter(({ service }) => !known.includes(service ?? ''));
    this.offers.set(this.state, { targets: left, by, at: -1, result: null });
    this.nextTarget(this.state);
  }

  /** Into danger nobody is sent who has not said yes; who has is simply there. */
  private sendNobody({ beside }: RawState): void {
    if (beside && this.resume && this.acceptedMeanwhile()) {
      this.offers.delete(this.resume.state);
      this.resume = null;
    }
    for (const [id, { result }] of [...this.offers]) {
      if (result !== null || handsOf(this.at(id)).consented !== 'dispatch') continue;
      this.timers.delete(`attempt:${id}`);
      this.strike(id, 'revoked');
      this.offers.delete(id);
    }
  }

  /** The services that the client has agreed to for what this offer tells; null: they have not, or do not any more. */
  private agreedBy(state: RawState): ReadonlySet<string> | null {
    const { name } = termsOf(state);
    return name !== undefined && this.consents.get(name) ? (this.agreedTo.get(name) ?? null) : null;
  }

  /** Everybody to whom a yes in this state leads without anybody choosing them in between. */
  meantBy(id: string): ReadonlySet<string> {
    const { disclosure, leaves } = this.at(id);
    const seen = new Set([id]);
    const meant = new Set<string>();
    const visit = (next: string, sure: boolean, first = true): void => {
      if (seen.has(next)) return;
      seen.add(next);
      const state = this.at(next);
      const all = (goals: readonly (RawGoal | undefined)[]) =>
        goals
          .flatMap((goal) => branchesOf(goal))
          .forEach((branch) => visit(this.whither(branch), false, first && state.kind !== 'offer'));
      if (state.kind === 'ask') {
        const exit = sure ? this.exitOf(next) : null;
        if (exit === null) return all(Object.values(state.leaves ?? {}));
        visit(this.whither(this.branchOf(state.leaves?.[exit] ?? '')), true, first);
      } else if (state.kind === 'grant' || (state.kind === 'consent' && state.disclosure !== disclosure))
        all(Object.values(state.leaves ?? {}));
      else if (state.kind === 'offer') {
        const targets = termsOf(state).name === disclosure ? this.targetsAhead(state, sure) : [];
        for (const { service } of targets) if (service) meant.add(service);
        all([state.leaves?.['exhausted']]);
      } else if (state.kind === 'wait' && first) {
        for (const route of this.picksFrom(next, disclosure)) {
          for (const { service } of this.document.routes[route] ?? []) if (service) meant.add(service);
        }
      }
    };
    const name = String(disclosure);
    const said = this.consents.get(name);
    this.consents.set(name, true);
    visit(this.whither(this.branchOf(leaves?.['given'] ?? '')), true);
    if (said === undefined) this.consents.delete(name);
    else this.consents.set(name, said);
    return meant;
  }

  /** Routes from which somebody picks in this state whom an offer of this disclosure then goes to. */
  private picksFrom(id: string, disclosure: RawState['disclosure']): string[] {
    return Object.values(this.at(id).events ?? {}).flatMap(({ fields = {}, to }) =>
      Object.entries(fields).flatMap(([name, field]) => {
        const offers = branchesOf(to).map((branch) => this.at(branch.to));
        const picked = (offer: RawState) =>
          typeof offer.route === 'object' && offer.route['picked'] === `${id}.${name}`;
        const goes = offers.some((offer) => termsOf(offer).name === disclosure && picked(offer));
        return goes ? [(field as { 'in-route': string })['in-route']] : [];
      }),
    );
  }

  private whither(branch: RawBranch): string {
    return branch.to ?? this.resume?.state ?? branch['resume-or'] ?? '';
  }

  /** What is still to be asked may choose any of an offer's routes, unless it is known already. */
  private targetsAhead(state: RawState, sure: boolean): readonly RawTarget[] {
    const { route } = state;
    if (sure || typeof route !== 'object' || route['picked'] !== undefined) return this.targetsOf(state);
    const { by = '', then, otherwise, ...named } = route;
    const word = this.verdict(by).outcome ?? this.passed.find(({ state: passed }) => passed === by)?.exit;
    const { routes } = this.document;
    const isKnown = word !== undefined && (named[word] !== undefined || (then !== undefined && routes[word]));
    if (isKnown) return this.targetsOf(state);
    const words = then === undefined ? Object.keys(named) : this.wordsOf(by);
    const ids = [...words.map((each) => named[each] ?? each), then ?? otherwise];
    return ids.flatMap((id) => routes[id ?? ''] ?? []);
  }

  private wordsOf(by: string): readonly string[] {
    return this.document.questions[by]?.choices ?? this.document.tables[by]?.rows.map(({ outcome }) => outcome) ?? [];
  }

  private targetsOf({ route }: RawState): readonly RawTarget[] {
    const { routes } = this.document;
    if (typeof route === 'string') return routes[route] ?? [];
    const { by = '', then, otherwise, picked, ...named } = route ?? {};
    if (picked !== undefined) {
      const service = this.fields.get(picked);
      return service === undefined ? [] : [{ service, fallback: false, atMost: 'warm', picked: true }];
    }
    const word = this.verdict(by).outcome ?? this.passed.find(({ state }) => state === by)?.exit;
    if (then === undefined) return routes[named[word ?? ''] ?? otherwise ?? ''] ?? [];
    const first = word === undefined ? undefined : routes[named[word] ?? word];
    const last = (routes[then] ?? []).map((target) =>
      first && target.service ? { ...target, fallback: true } : target,
    );
    return [...(first ?? []), ...last.filter(({ service }) => !first?.some((one) => one.service === service))];
  }

  /** The target that is tried in this offer, with how it would be handed over. */
  present(id = this.state): { service: string; handover: string; fallback: boolean } | null {
    const offer = this.offers.get(id);
    const target = offer?.targets[offer.at];
    if (!offer || offer.result !== null || !target || target.service === null) return null;
    return { service: target.service, handover: this.handoverOf(id, offer, target), fallback: target.fallback };
  }

  private handoverOf(id: string, { by }: Offer, target: RawTarget): string {
    const { consented, otherwise } = handsOf(this.at(id));
    const named = by === 'override' || (by === 'consent' && this.agreedBy(this.at(id))?.has(target.service ?? ''));
    const most = named ? consented : otherwise;
    if (most === 'dispatch') return most;
    return LADDER[Math.min(LADDER.indexOf(most), LADDER.indexOf(target.atMost))] ?? 'number';
  }

  /** Nobody is sent, or introduced where the program would rather ask, to whom the client has not agreed. */
  private mustAsk(id: string, offer: Offer, { service, atMost }: RawTarget): boolean {
    const { consented, otherwise } = handsOf(this.at(id));
    const tells = consented === 'dispatch' || (consented === 'warm' && atMost === 'warm');
    const asks =
      this.at(id).leaves?.['not-consented'] !== undefined || otherwise === 'dispatch' || otherwise === 'warm';
    return offer.by === 'consent' && tells && asks && !this.agreedBy(this.at(id))?.has(service ?? '');
  }

  /** The offer in which somebody is asked now: that of the present state, else one that is open elsewhere. */
  asking(): string | null {
    const open = [this.state, ...this.offers.keys()].find((id) => this.present(id) !== null);
    return open ?? null;
  }

  nextTarget(id: string, why = 'declined'): void {
    const offer = this.offers.get(id);
    if (!offer) return;
    this.strike(id, why);
    this.timers.delete(`attempt:${id}`);
    this.lookAgain(id, offer);
    if (offer.by === 'nothing' && mayNotBeSilent(this.at(id))) return this.finishOffer(id, 'not-consented');
    // Whoever had no room before may have some now.
    const before = this.asked.get(id) ?? [];
    const isNext = ({ service, picked }: RawTarget) =>
      service === null || (!before.includes(service) && (picked || this.takes(service)));
    offer.at = offer.targets.findIndex(isNext);
    const target = offer.targets[offer.at];
    if (!target) return this.finishOffer(id, 'exhausted');
    if (target.service === null) return this.finishOffer(id, 'to-ourselves');
    if (this.mustAsk(id, offer, target)) return this.finishOffer(id, 'not-consented');
    if (before.length > 0) this.marks.add(`${id} next target`);
    this.book.push({ state: id, service: target.service, status: 'offered' });
    this.asked.set(id, [...before, target.service]);
    if (this.present(id)?.handover === 'number') return;
    this.timers.set(`attempt:${id}`, this.now + milliseconds(this.at(id).attempt ?? 'PT3M'));
  }

  /** Leaves by the result; when the case is elsewhere, the result waits until it comes back. */
  finishOffer(id: string, result: string): void {
    this.timers.delete(`attempt:${id}`);
    this.strike(id, ENDINGS[result] ?? 'revoked');
    const offer = this.offers.get(id);
    if (id !== this.state) {
      if (!offer) return;
      offer.result = result;
      if (result === 'handed-over') offer.taker = { holder: this.holder, handedOver: this.handedOver };
      return;
    }
    const said = result === 'declined-by-client' || (result === 'handed-over' && this.handedOver === 'number');
    const declined = said ? offer?.targets[offer.at]?.service : null;
    if (declined) this.declined.add(declined);
    const exit = result === 'not-consented' && !this.at().leaves?.[result] ? 'exhausted' : result;
    const goal = this.at().leaves?.[exit];
    if (!goal) throw new Error(`${id} has no exit ${exit}`);
    if (result === 'handed-over' && !this.at().beside) this.handedOverFrom = id;
    this.offers.delete(id);
    this.go(`${id} exit ${exit}`, goal);
  }

  /** Whoever was being asked in this offer is not any more. */
  private strike(id: string, as: string): void {
    const open = this.book.find(({ state, status }) => state === id && status === 'offered');
    if (open) open.status = as;
  }

  dropOffers(except?: string): void {
    for (const id of [...this.offers.keys()]) {
      if (id === except) continue;
      this.timers.delete(`attempt:${id}`);
      this.strike(id, 'revoked');
      this.offers.delete(id);
    }
  }

  /** What is still being offered is taken back, except help that nobody had to agree to, and what the case comes back to. */
  revokeOffers(goal: RawGoal): void {
    const stands = this.branchOf(goal)['resume-or'] ? this.resume?.state : undefined;
    for (const [id, offer] of this.offers) {
      if (id === stands) continue;
      const { disclosure } = this.at(id);
      const urgent = typeof disclosure === 'object' && disclosure.override !== undefined;
      if (urgent || offer.result !== null) continue;
      this.timers.delete(`attempt:${id}`);
      this.strike(id, 'revoked');
      this.offers.delete(id);
    }
  }

  /** Consent was taken back: what is being offered by it tells nothing from now on, and no team is sent by it. */
  tellLess(): void {
    const off: string[] = [];
    for (const [id, offer] of this.offers) {
      const was = offer.by;
      this.lookAgain(id, offer);
      if (was === 'consent' && offer.by === 'nothing' && offer.result === null && mayNotBeSilent(this.at(id)))
        off.push(id);
    }
    for (const id of [...off.filter((one) => one !== this.state), ...off.filter((one) => one === this.state)]) {
      this.finishOffer(id, 'not-consented');
    }
  }

  private lookAgain(id: string, offer: Offer): void {
    if (offer.by !== 'override') offer.by = this.agreedBy(this.at(id)) ? 'consent' : 'nothing';
  }

  /** Another time was agreed on while the case waits for it. */
  agreeOnTime(changed: readonly string[]): void {
    const { at } = this.dueMap(this.at());
    const answer = at === undefined ? undefined : this.answers[at];
    if (at !== undefined && changed.includes(at) && answer && 'value' in answer) {
      this.timers.set('due', this.dueOf(this.at()));
    }
    for (const [name, timer] of Object.entries(this.at().timers ?? {})) {
      if (timer.at === undefined || !changed.includes(timer.at)) continue;
      const time = this.timeOf(timer);
      if (time === null) this.timers.delete(`${this.state}/${name}`);
      else this.timers.set(`${this.state}/${name}`, time);
    }
  }
}
