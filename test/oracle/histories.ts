import fc from 'fast-check';
import type { Document } from './document.js';
import { type Step, answerOf, fieldsOfStep, inWords } from '../journeys/examples.js';
import { milliseconds, wallClock } from './moment.js';
import type { OracleEvent, OraclePerson } from './oracle.js';
import type { Machine } from './machine.js';
import type { OracleAnswer } from './table.js';

/** One thing that happens in a random history: found from the present state, so that it often fits. */
export interface Move {
  readonly kind: 'fitting' | 'fitting-answer' | 'any-event' | 'any-answer' | 'clock';
  readonly picks: readonly number[];
  readonly as: 'navigator' | 'supervisor' | 'other-navigator' | 'agency';
}

export const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(
    'fitting',
    'fitting',
    'fitting',
    'fitting-answer',
    'fitting-answer',
    'any-event',
    'any-answer',
    'clock',
  ),
  picks: fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
  as: fc.constantFrom('navigator', 'navigator', 'navigator', 'navigator', 'supervisor', 'other-navigator', 'agency'),
});

export const personOf = (as: Move['as'] | NonNullable<Step['as']>): OraclePerson => ({
  id: as,
  role: as.replace(/^other-/, ''),
});

/** What happens next, on both sides. */
export type Happening = { readonly event: OracleEvent; readonly by: OraclePerson } | { readonly after: number };

/** The steps of an example as happenings; its relative times are read when each is due. */
export function happeningsOf(steps: readonly Step[], now: () => number, zone: string): (() => Happening)[] {
  return steps.map((step) => () => {
    if (step.after !== undefined) return { after: milliseconds(step.after) };
    const by = personOf(step.as ?? 'navigator');
    if (!step.answers) {
      return { event: { event: step.event ?? '', fields: fieldsOfStep(step, 'self', now(), zone) }, by };
    }
    const said = Object.entries(step.answers).map(([id, word]) => [id, answerOf(inWords(word, now(), zone))] as const);
    return { event: { answers: Object.fromEntries(said) }, by };
  });
}

export function happeningOf(one: Move, machine: Machine, zone: string): Happening {
  if (one.kind === 'clock') return { after: milliseconds(of(STEPS, one.picks[0])) };
  return { event: eventOf(one, machine, zone), by: personOf(one.as) };
}

const STEPS = ['PT1M', 'PT3M', 'PT5M', 'PT29M', 'PT1H', 'PT3H', 'P1D', 'P3D'];

/** Turns a move into the event that it stands for, in this state of this case. */
function eventOf({ kind, picks }: Move, machine: Machine, zone: string): OracleEvent {
  const { document } = machine;
  const [first = 0, ...rest] = picks;
  const state = machine.at();
  if (kind === 'any-answer') {
    const all = Object.keys(document.questions);
    const ids = rest.slice(0, 1 + (first % 4)).map((pick) => of(all, pick));
    return {
      answers: Object.fromEntries(ids.map((id, at) => [id, answer(document, id, rest[at + 1] ?? at, machine, zone)])),
    };
  }
  if (kind === 'fitting-answer' || (kind === 'fitting' && state.kind === 'ask')) {
    const ids = asked(document, state).filter((id) => machine.answers[id] === undefined || first % 5 === 0);
    const some = ids.length > 0 ? ids : Object.keys(document.questions);
    const chosen = kind === 'fitting' ? some : [of(some, first)];
    return {
      answers: Object.fromEntries(chosen.map((id, at) => [id, answer(document, id, rest[at % 5] ?? 0, machine, zone)])),
    };
  }
  const fitting: Record<string, string[]> = {
    consent: ['give-consent', 'give-consent', 'withhold-consent'],
    offer: ['hand-over', 'target-declined', 'target-declined', 'client-declined', 'record-handover-step'],
    wait: Object.keys(state.events ?? {}),
  };
  const interrupts = Object.keys(document.interrupts);
  const engine = [
    'take-over',
    'put-back',
    'withdraw-consent',
    ...(fitting['consent'] ?? []),
    ...(fitting['offer'] ?? []),
  ];
  const waits = Object.values(document.states).flatMap(({ events }) => Object.keys(events ?? {}));
  const own = [...(fitting[state.kind] ?? []), ...(fitting[state.kind] ?? []), ...interrupts, 'take-over'];
  const name = kind === 'fitting' ? of(own, first) : of([...engine, ...interrupts, ...waits], first);
  const offers = Object.keys(document.states).filter((id) => document.states[id]?.kind === 'offer');
  // Somebody may say yes while the case is elsewhere.
  const elsewhere =
    name === 'hand-over' && kind === 'any-event' && offers.length > 0 ? { state: of(offers, rest[1]) } : {};
  return { event: name, fields: { ...fieldsOf(name, rest), ...elsewhere } };
}

/** Questions of the state itself: its extra ones, and those of its decision. */
function asked(document: Document, { questions = [], decide }: Document['states'][string]): string[] {
  if (typeof decide === 'object') return [...questions, decide.answer];
  const inputs = document.tables[decide ?? '']?.inputs ?? [];
  // What is computed is mostly found by asking for what it comes from.
  return [...questions, ...inputs.map((id) => document.questions[id]?.from ?? id)];
}

function answer(document: Document, id: string, pick: number, machine: Machine, zone: string): OracleAnswer | null {
  const { type, choices, columns } = document.questions[id] ?? {};
  if (pick % 11 === 0) return null;
  if (pick % 7 === 0) return { declined: true };
  if (choices) {
    const words = choices.filter((word) => word !== 'prefer-not');
    // Calm answers more often than alarming ones, or every history is a rescue.
    return { value: pick % 3 > 0 && words.includes('no') ? (id === 'student' ? 'yes' : 'no') : of(words, pick) };
  }
  if (columns) return { value: Array.from({ length: pick % 6 }, (_, at) => member(pick * (at + 1), machine, zone)) };
  if (type === 'language') return { value: of(['en', 'fr', 'pa'], pick) };
  if (type === 'integer') return { value: pick % 40 };
  if (type === 'money') return { value: pick * 10_000 };
  if (type === 'date') {
    // Births around 16 and 18 years ago, and days to come.
    const years = of([0, 15, 16, 17, 18, 30], pick);
    return { value: wallClock(machine.now + (pick - 500) * 86_400_000 - years * 31_557_600_000, zone).slice(0, 10) };
  }
  if (id === 'address') return { value: of(['1 A St, M5V 2T6', 'm1b 9z9', 'M4W', 'a park', 'M9L 1A1'], pick) };
  if (id === 'postal') return { value: of(['M5V 2T6', 'k1a 0b1', 'L4B', 'x', 'N6A 1A1'], pick) };
  if (type === 'phone') return { value: '416-555-0142' };
  if (type === 'local-date-time') return { value: wallClock(machine.now + (pick - 300) * 600_000, zone) };
  return { value: 'somewhere' };
}

/** A member of a household as somebody types them, now and then with a slip. */
function member(pick: number, machine: Machine, zone: string): Record<string, unknown> {
  const years = of([0, 17, 18, 40], pick);
  const born = wallClock(machine.now + ((pick % 9) - 4) * 86_400_000 - years * 31_557_600_000, zone).slice(0, 10);
  return {
    relation: pick % 29 === 0 ? 'cat' : of(['client', 'partner', 'child', 'other'], pick),
    ...(pick % 5 > 0 && { born }),
    ...(pick % 3 > 0 && { employment: pick * 1000 }),
    ...(pick % 13 > 0 && { pension: pick % 2 }),
    ...(pick % 31 === 0 && { shoes: 42 }),
  };
}

function fieldsOf(name: string, [pick = 0]: readonly number[]): Record<string, unknown> {
  if (name === 'give-consent' || name === 'withhold-consent')
    return { by: of(['self', 'third-party', 'substitute'], pick) };
  if (name === 'withdraw-consent') {
    return { disclosure: of(['brief', 'distress-brief', 'contact-again', 'team-brief', 'after-care'], pick) };
  }
  if (name === 'hand-over') return pick % 3 === 0 ? { handover: of(['warm', 'cold', 'number'], pick) } : {};
  if (name === 'target-declined') return { reason: of(['no-answer', 'full', 'language'], pick) };
  if (name === 'record-handover-step') return { step: of(['dial', 'brief'], pick) };
  if (name === 'book-adss') return pick % 3 === 0 ? {} : { adss_on: DAYS_TO_COME[pick % 2] };
  if (name === 'finish-adss') return pick % 3 === 0 ? {} : { sis_on: DAYS_TO_COME[pick % 2] };
  if (name === 'move-meeting') return of([{}, { adss_on: DAYS_TO_COME[0] }, { sis_on: DAYS_TO_COME[1] }], pick);
  if (name === 'hand-back') return pick % 7 === 0 ? {} : { why: of(['full', 'unsafe', 'tired'], pick) };
  if (name === 'pick-team') return { agency: of(['cmha-crisis-team', 'taibu-crisis-team', 'kids-help-phone'], pick) };
  if (name === 'call-off') return { why: of(['solved', 'left', 'unheard', 'refused'], pick) };
  if (name === 'complete') return { outcome: of(['met', 'no_service_in_area', 'wonderful'], pick) };
  if (name === 'change-facts')
    return of(
      [{}, { whereabouts: 'at the door' }, { lang: 'so', 'safety.safe_to_talk': 'no' }, { culture_pref: 'a woman' }],
      pick,
    );
  if (name === 'give-services') return pick % 9 === 0 ? {} : { services: ['connexontario'] };
  return {};
}

/** The histories begin in March 2026. */
const DAYS_TO_COME = ['2026-04-01', '2027-01-15'];

function of<T>(list: readonly T[], pick = 0): T {
  const found = list[pick % list.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}
