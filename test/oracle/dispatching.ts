import fc from 'fast-check';
import { type Example, type Step, readExamples } from '../journeys/examples.js';
import type { Document } from './document.js';
import { type Happening, type Move, happeningOf, happeningsOf, move } from './histories.js';
import type { Machine } from './machine.js';
import { milliseconds, wallClock } from './moment.js';
import { Oracle } from './oracle.js';

/** What happens to a client who is being offered, and around them. */
export type Turn =
  /** Anything that people on the call may do, mostly what fits. */
  | { readonly kind: 'call'; readonly move: Move }
  /** Who is asked now says so. */
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly pick: number }
  /** Who has the client gives them back. */
  | { readonly kind: 'hand-back'; readonly pick: number }
  /** What was said of danger is corrected, or taken back. */
  | { readonly kind: 'danger'; readonly pick: number }
  /** What decided who is asked is corrected, or taken back. */
  | { readonly kind: 'where'; readonly pick: number }
  /** Somebody who was asked before, or has answered already, says yes now. */
  | { readonly kind: 'late'; readonly pick: number }
  /** The last thing comes once more: the message was sent twice, or the sender did not hear the answer. */
  | { readonly kind: 'again'; readonly sameKey: boolean }
  /** An agency is full until then (minutes), until it says otherwise (null), or has room again ('room'). */
  | { readonly kind: 'full'; readonly pick: number; readonly until: number | null | 'room' }
  /** Time passes, and what falls due happens. */
  | { readonly kind: 'wait'; readonly by: string }
  /** Time passes while no process runs; the agency that is asked says yes before anybody looks. */
  | { readonly kind: 'yes-overdue'; readonly by: string }
  /** A timer that was set again or cleared meanwhile goes off. */
  | { readonly kind: 'stale'; readonly pick: number }
  /** The process dies before the step is kept. */
  | { readonly kind: 'crash' };

const pick = fc.nat(1000);
const WAITS = ['PT1M', 'PT3M', 'PT5M', 'PT6M', 'PT26M', 'PT1H', 'PT9H', 'P1D', 'P4D'];
export const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('call' as const), move }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('yes' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('no' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('hand-back' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('danger' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('where' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('late' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), sameKey: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('full' as const),
      pick,
      until: fc.constantFrom(2, 30, 600, null, 'room' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), by: fc.constantFrom(...WAITS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('yes-overdue' as const), by: fc.constantFrom(...WAITS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stale' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const) }) },
);

export const REASONS = ['full', 'waitlist', 'outside-area', 'ineligible', 'unsafe', 'language', 'other'];

const DANGER = [
  ['safety.danger', 'yes'],
  ['safety.weapon', 'yes'],
  ['safety.weapon', 'no'],
  ['safety.danger', 'no'],
  ['safety.medical', 'yes'],
  ['safety.weapon', null],
  ['safety.suicide', 'thoughts'],
] as const;

/** What decides who comes, or whether anybody does. */
const WHERE = [
  ['ward', 'ward-20'],
  ['ward', 'ward-3'],
  ['ward', 'outside-toronto'],
  ['ward', null],
  ['age16', 'no'],
  ['reason', 'suicidal-thoughts'],
  ['postal', 'L4C 1A1'],
] as const;

/** Who takes nobody now: full until then, or out of hours. Hours are daily, by the clock on the wall. */
export class Rooms {
  private readonly full = new Map<string, number>();

  constructor(
    private readonly zone: string,
    /** Service → from and to; over midnight when `from` is the later one. Others are always open. */
    readonly hours: ReadonlyMap<string, readonly [string, string]>,
  ) {}

  fill(service: string, until: number): void {
    this.full.set(service, until);
  }

  empty(service: string): void {
    this.full.delete(service);
  }

  take(service: string, now: number): boolean {
    const hours = this.hours.get(service);
    if ((this.full.get(service) ?? -Infinity) > now) return false;
    if (!hours) return true;
    const shown = wallClock(now, this.zone).slice(11);
    const [from, to] = hours;
    return from < to ? from <= shown && shown < to : from <= shown || shown < to;
  }
}

/** The beginning of a call, up to where somebody is asked or has the client. */
export interface Beginning {
  readonly example: Example;
  readonly steps: number;
  readonly state: string;
}

/** Every way in which an example leads to an offer, or to where an agency has the client; each place once. */
export function beginnings(document: Document, config: string, program: string, zone: string, start: number) {
  const found = new Map<string, Beginning>();
  for (const example of readExamples(config, program)) {
    let now = start;
    const oracle = new Oracle(document, zone, 'navigator', now);
    for (const [index, happening] of happeningsOf(example.steps, () => now, zone).entries()) {
      now = play(oracle, happening(), now);
      const { state, disposition } = oracle.machine;
      const definition = document.states[state];
      const isTheirs = definition?.kind === 'offer' || definition?.owner === 'holder';
      if (disposition === null && isTheirs && !found.has(state)) found.set(state, { example, steps: index + 1, state });
    }
  }
  return [...found.values()];
}

export const stepsOf = ({ example, steps }: Beginning): readonly Step[] => example.steps.slice(0, steps);

function play(oracle: Oracle, happening: Happening, now: number): number {
  const then = now + 1000 + ('after' in happening ? happening.after : 0);
  if ('after' in happening) oracle.moveClock(then);
  else oracle.take(happening.event, happening.by, then);
  return then;
}

/** The turn as what happens to the case, the same for both sides; null: nothing that the program has a word for here. */
export function toHappening(one: Turn, machine: Machine, zone: string): Happening | null {
  const agency = { id: 'agency', role: 'agency' };
  switch (one.kind) {
    case 'call':
      return happeningOf(one.move, machine, zone);
    case 'yes':
    case 'yes-overdue': {
      const asked = machine.asking();
      return asked === null ? null : { event: { event: 'hand-over', fields: { state: asked } }, by: agency };
    }
    case 'no':
      if (machine.asking() !== machine.state) return null;
      return {
        event: { event: 'target-declined', fields: { reason: REASONS[one.pick % REASONS.length] } },
        by: agency,
      };
    case 'hand-back':
      if (!machine.at().events?.['hand-back']) return null;
      return { event: { event: 'hand-back', fields: { why: REASONS[one.pick % REASONS.length] } }, by: agency };
    case 'danger':
    case 'where': {
      const said = one.kind === 'danger' ? DANGER : WHERE;
      const [question, word] = said[one.pick % said.length]!;
      const known = machine.document.questions[question];
      const answer = word === null ? null : { value: word };
      return known ? { event: { answers: { [question]: answer } }, by: { id: 'navigator', role: 'navigator' } } : null;
    }
    case 'wait':
      return { after: milliseconds(one.by) };
    default:
      return null;
  }
}
