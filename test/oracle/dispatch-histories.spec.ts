import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CaseState, type RunnableProgram, agenciesOut } from '../../libs/workflow/index.js';
import { programsWithExamples } from '../journeys/examples.js';
import { type Beginning, Rooms, type Turn, beginnings, stepsOf, toHappening, turn } from './dispatching.js';
import { readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Happening, happeningsOf } from './histories.js';
import { milliseconds } from './moment.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
/** In the weeks in which the clock goes forward and back, and in one in which it does not. */
const STARTS = ['2026-03-05T15:00:00Z', '2026-10-30T03:00:00Z', '2026-06-01T12:00:00Z'].map(Date.parse);
const DEEP = process.env['DEEP'] !== undefined;

/** Nobody is left without somebody who looks after them, and without a time at which somebody else does. */
function expectCared(
  { state, owner, due, timers, offers, ended }: CaseState,
  run: RunnableProgram,
  now: number,
  looked: boolean,
): void {
  const definition = run.program.states[state];
  if (definition?.kind === 'end') {
    expect({ ended: ended !== null, owner, due, timers, offers }).toEqual({
      ...{ ended: true, owner: null, due: null, timers: {}, offers: {} },
    });
    return;
  }
  expect(definition).toBeDefined();
  expect(['person', 'queue', 'agency']).toContain(owner?.kind);
  expect(['', 'system', undefined]).not.toContain(owner?.id);
  const at = Date.parse(due?.at ?? '');
  expect(at).toBeLessThanOrEqual(Date.parse(due?.since ?? '') + (due?.limit ?? 0) * 1000);
  expect(timers['due']?.at).toBe(due?.at);
  // Back in a state whose deadline has passed meanwhile, that is due at once.
  if (looked) expect(at).toBeGreaterThan(now);
  // Where the client is offered, somebody is asked: who is next was worked out in the same step.
  if (definition?.kind === 'offer') expect(offers[state]).toMatchObject({ status: 'open', agency: expect.any(String) });
}

function isTheirsIn(run: RunnableProgram, id: string | null): boolean {
  const state = id === null ? undefined : run.program.states[id];
  if (state === undefined || state.kind === 'end') return false;
  return state.owner === 'holder' || (state.kind === 'offer' && state.beside);
}

/**
 * Whatever is said, whoever has the client and is out there has the case still, or is no longer sent: no agency is left on its way in
 * a state that does not know of it.
 */
function expectNobodyForgotten(
  before: readonly string[],
  { state: id, ended, holder, resumeTo }: CaseState,
  after: readonly string[],
  run: RunnableProgram,
  stillSent: (agency: string) => boolean,
): void {
  if (ended) return;
  const theirs = (one: string | null) => isTheirsIn(run, one);
  const [state, isTheirs] = [run.program.states[id], theirs(id)];
  // Who follows up once the visit is over is not on their way any more; they have the case, or have it again after the question.
  const has = (agency: string) => holder === agency && (isTheirs || theirs(resumeTo));
  const forgotten = before.filter((agency) => !after.includes(agency) && stillSent(agency) && !has(agency));
  expect({ state: id, forgotten }).toEqual({ state: id, forgotten: [] });
  // Only while somebody is asked about the danger itself may the case be in other hands.
  if (after.length > 0 && state?.kind !== 'ask') expect({ state: id, isTheirs }).toEqual({ state: id, isTheirs: true });
}

describe.each(programsWithExamples('config'))('whoever is offered, in %s', (program) => {
  // The program that sends teams is the main subject.
  const runs = DEEP ? (program === 'tccs' ? 6000 : 2000) : program === 'tccs' ? 30 : 8;
  const document = readDocument('config', program);
  const starts = beginnings(document, 'config', program, ZONE, STARTS[0]!);
  const services = [
    ...new Set(Object.values(document.routes).flatMap((all) => all.flatMap(({ service }) => service ?? []))),
  ];
  const seen = new Set<string>();
  let run: RunnableProgram;
  beforeAll(async () => {
    run = await readRunnable('config', program, ZONE);
  });

  function play(beginning: Beginning, start: number, hoursOf: number, turns: readonly Turn[]): void {
    const hours = new Map([
      [services[hoursOf % services.length]!, ['08:00', '20:00']],
      [services[(hoursOf + 1) % services.length]!, ['22:00', '06:00']],
    ] as const);
    const rooms = new Rooms(ZONE, hours);
    const oracle = new Oracle(document, ZONE, 'navigator', start);
    const engine = new Engine(run, 'navigator', start);
    const { machine } = oracle;
    let now = start;
    machine.takes = (service) => rooms.take(service, now);
    engine.takes = (service) => rooms.take(service, now);
    const told: unknown[] = [];
    let last: Happening | null = null;
    const agree = (said: object, predicted: object) => {
      if (!isDeepStrictEqual(said, predicted)) expect({ told, ...said }).toEqual({ told, ...predicted });
    };
    const happen = (happening: Happening) => {
      told.push(happening);
      last = happening;
      const out = isTheirsIn(run, engine.now.state) ? agenciesOut(run.program, engine.now) : [];
      now += 1000 + ('after' in happening ? happening.after : 0);
      if ('after' in happening) agree(engine.moveClock(now), oracle.moveClock(now));
      else agree(engine.take(happening.event, happening.by, now), oracle.take(happening.event, happening.by, now));
      look('after' in happening);
      const sent = machine.book.filter(({ status }) => status === 'accepted').map(({ service }) => service);
      const agencies = sent.map((service) => document.agencies.get(service) ?? service);
      const after = agenciesOut(run.program, engine.now);
      // What people say of the client; an event is somebody's choice, and says itself whom it sends away.
      if (!('after' in happening) && 'answers' in happening.event)
        expectNobodyForgotten(out, engine.now, after, run, (agency) => agencies.includes(agency));
    };
    const look = (looked: boolean) => {
      agree({ trail: engine.trail, gone: engine.gone }, { trail: machine.trail, gone: machine.gone });
      const said = machine.book.filter(({ status }) => status === 'accepted').map(({ service }) => service);
      const yes = said.map((service) => document.agencies.get(service) ?? service);
      if (engine.now.holder !== null) expect(yes).toContain(engine.now.holder);
      expectCared(engine.now, run, now, looked);
    };
    const special = (one: Turn): boolean => {
      if (one.kind === 'full') {
        const service = services[one.pick % services.length]!;
        if (one.until === 'room') rooms.empty(service);
        else rooms.fill(service, one.until === null ? Infinity : now + one.until * 60_000);
      } else if (one.kind === 'again') {
        if (last && !('after' in last)) happen(last);
      } else if (one.kind === 'stale') {
        const before = engine.now;
        const name = Object.keys(before.timers)[one.pick % Math.max(1, Object.keys(before.timers).length)] ?? 'due';
        const generation = before.timers[name]?.generation ?? 0;
        expect(engine.fire(name, generation - 1 - (one.pick % 3), now)).toBe(
          before.ended ? 'case-is-closed' : 'timer-is-stale',
        );
        expect(engine.now).toBe(before);
      } else if (one.kind === 'yes-overdue') {
        // The clock has moved on, and nobody has looked at what fell due.
        now += milliseconds(one.by);
        return false;
      } else return false;
      return true;
    };
    for (const happening of happeningsOf(stepsOf(beginning), () => now, ZONE)) happen(happening());
    for (const one of turns) {
      if (special(one)) continue;
      const happening = toHappening(one, machine, ZONE);
      if (happening) {
        happen(happening);
        seen.add(one.kind);
      }
      if (one.kind === 'yes-overdue') happen({ after: 0 });
    }
    machine.marks.forEach((mark) => seen.add(mark));
    for (const one of machine.gone) seen.add(one.endsWith(' again') ? 'taken again' : 'gone');
  }

  it(`has somebody, a deadline and a next one after each turn of ${runs} histories, as the oracle has it`, () => {
    const turns = fc.array(turn, { maxLength: 30, size: 'max' });
    const one = fc.tuple(fc.constantFrom(...starts), fc.constantFrom(...STARTS), fc.nat(1000), turns);
    const some = () =>
      fc.assert(
        fc.property(one, (history) => play(...history)),
        { numRuns: runs },
      );
    // A few histories of a program that sends nobody may pass without some of it.
    const often = DEEP
      ? ['call', 'yes', 'no', 'wait', 'yes-overdue', ...(program === 'tccs' ? ['gone', 'taken again'] : [])]
      : program === 'tccs'
        ? ['call', 'yes', 'wait']
        : [];
    some();
    // A few may by chance have nobody say yes: then there are some more.
    for (let more = 0; more < 10 && often.some((kind) => !seen.has(kind)); more += 1) some();
    for (const kind of often) expect(seen).toContain(kind);
  }, 3_600_000);
});
