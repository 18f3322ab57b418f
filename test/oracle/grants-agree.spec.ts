import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renewable } from '../../libs/programs/reading/testing/passes.js';
import type { RunnableProgram } from '../../libs/workflow/index.js';
import { readExamples } from '../journeys/examples.js';
import { playerOf } from '../journeys/oracle-player.js';
import { runExample } from '../journeys/run-example.js';
import { type Document, readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Move, happeningOf, move } from './histories.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const navigator = { id: 'navigator', role: 'navigator' };
const MARCH = Date.parse('2026-03-02T15:00:00Z');
const DAY = 86_400_000;
const cases = `
examples:
  - title: {en: "Waits, and then it is their turn", fr: "Attend, puis c’est son tour"}
    why: Whoever waits is given a pass as soon as there is one.
    pool: {bus-pass: 0}
    steps:
      - answers: {received: 2026-03-01T10:00, want: pass}
      - {event: approve, expect: {state: on-list}}
      - {freed: bus-pass, expect: {state: has-pass}}
      - {event: close, expect: {state: closed, disposition: closed}}
  - title: {en: The year is over, fr: L’année est finie}
    why: What was not used lapses on 1 January.
    steps:
      - answers: {received: 2026-03-01T10:00, want: credit}
      - {event: approve, expect: {state: has-credit}}
      - {after: P305D, expect: {state: over, disposition: expired}}
`;

/** The same, for half a year and a quarter. */
const halves = {
  ...renewable,
  'program.yaml': renewable['program.yaml']!.replaceAll('program: passes', 'program: halves')
    .replace('per: month', 'per: half-year')
    .replace('per: year', 'per: quarter'),
};

describe('grants', () => {
  const config = mkdtempSync(join(tmpdir(), 'grants-'));
  const runs: Record<string, RunnableProgram> = {};
  const documents: Record<string, Document> = {};
  afterAll(() => rmSync(config, { recursive: true }));
  beforeAll(async () => {
    for (const folder of ['programs/passes', 'programs/halves', 'fragments', 'agencies', 'tenants']) {
      mkdirSync(join(config, folder), { recursive: true });
    }
    for (const [name, text] of Object.entries({ ...renewable, 'cases.yaml': cases })) {
      writeFileSync(join(config, 'programs/passes', name), text);
    }
    for (const [name, text] of Object.entries(halves)) writeFileSync(join(config, 'programs/halves', name), text);
    for (const id of ['passes', 'halves']) {
      runs[id] = await readRunnable(config, id, ZONE);
      documents[id] = readDocument(config, id);
    }
  });

  /** One case on both sides, with so many places left. */
  function open(left: Record<string, number>, at = MARCH, which = 'passes') {
    const engine = new Engine(runs[which]!, 'navigator', at);
    const oracle = new Oracle(documents[which]!, ZONE, 'navigator', at);
    engine.left = { ...left };
    oracle.machine.grants.left = { ...left };
    let now = at;
    const agree = (said: unknown, predicted: unknown) => {
      expect(said).toEqual(predicted);
      const progress = Object.entries(engine.now.grants ?? {}).map(([id, one]) => [
        ...[id, one.status, `${one.year}-${String(one.month ?? 1).padStart(2, '0')}`],
      ]);
      const words = { has: 'granted', waits: 'waiting', 'gave-back': 'returned', used: 'used', lapsed: 'lapsed' };
      expect(progress).toEqual([...oracle.machine.grants.all].map(([id, one]) => [id, words[one.how], one.since]));
      return oracle.machine.state;
    };
    const take = (event: Parameters<Engine['take']>[0], by = navigator) =>
      agree(engine.take(event, by, now), oracle.take(event, by, now));
    return {
      engine,
      oracle,
      take,
      say: (want: string, received = '2026-03-01T10:00') =>
        take({ answers: { received: { value: received }, want: { value: want } } }),
      happen: (event: string) => take({ event, fields: {} }),
      free: (grant: string) => agree(engine.free(grant, now), oracle.free(grant, now)),
      moveTo: (instant: number) => {
        now = instant;
        return agree(engine.moveClock(now), oracle.moveClock(now));
      },
    };
  }

  it('are given, or waited for until there is a place', () => {
    const one = open({ 'bus-pass': 0 });
    expect([one.say('pass'), one.happen('approve'), one.free('bus-pass')]).toEqual(['review', 'on-list', 'has-pass']);
    const other = open({});
    expect([other.say('pass'), other.happen('approve'), other.happen('give-back')]).toEqual([
      'review',
      'has-pass',
      'review',
    ]);
  });

  it('that become free while the case is elsewhere are theirs when it comes back', () => {
    const one = open({ 'bus-pass': 0 });
    one.say('pass');
    one.happen('approve');
    expect([one.happen('ask-again'), one.free('bus-pass')]).toEqual(['apply', 'apply']);
    expect([one.say('pass'), one.happen('approve')]).toEqual(['review', 'has-pass']);
  });

  it('are over at midnight of 1 January there, and not before', () => {
    const one = open({});
    one.say('pass');
    one.happen('approve');
    expect(one.moveTo(Date.parse('2027-01-01T04:59:59Z'))).toBe('has-pass');
    expect(one.moveTo(Date.parse('2027-01-01T05:00:00Z'))).toBe('over');
    const next = open({}, Date.parse('2026-11-01T05:30:00Z'));
    next.say('next-pass');
    expect([next.happen('approve'), next.moveTo(Date.parse('2027-06-01T04:00:00Z'))]).toEqual(['has-pass', 'has-pass']);
    expect(next.moveTo(Date.parse('2028-01-01T05:00:00Z'))).toBe('over');
  });

  it('are over with their half-year or quarter, and the next one may be had before', () => {
    const april = Date.parse('2026-04-02T15:00:00Z');
    const one = open({}, april, 'halves');
    one.say('both');
    one.happen('approve');
    // Both changes of the hour lie between the first days of terms, and are none of them.
    expect(one.moveTo(Date.parse('2026-07-01T03:59:59Z'))).toBe('has-credit');
    expect(one.engine.now.grants).toMatchObject({ credit: { year: 2026, month: 4 }, 'bus-pass': { year: 2026 } });
    expect(one.moveTo(Date.parse('2026-07-01T04:00:00Z'))).toBe('over');
    const next = open({ 'bus-pass': 0 }, april, 'halves');
    next.say('next-pass');
    expect([next.happen('approve'), next.moveTo(Date.parse('2026-12-31T12:00:00Z'))]).toEqual(['on-list', 'on-list']);
    expect(next.engine.now.grants).toEqual({ 'bus-pass': { status: 'waiting', year: 2026, month: 7 } });
    // Whoever waits goes on waiting, in the term that begins.
    expect(next.moveTo(Date.parse('2027-01-01T05:00:00Z'))).toBe('on-list');
    expect(next.free('bus-pass')).toBe('has-pass');
    expect(next.moveTo(Date.parse('2027-07-01T04:00:00Z'))).toBe('over');
  });

  it.each([
    [
      'in December, and approved in January',
      'passes',
      '2026-12-30T10:00',
      '2027-01-05T15:00:00Z',
      '2028-01-01T05:00:00Z',
    ],
    ['in June, and approved in July', 'halves', '2026-06-30T23:59', '2026-07-02T15:00:00Z', '2027-01-01T05:00:00Z'],
    ['two years ago, and approved now', 'passes', '2024-12-30T10:00', '2026-03-05T15:00:00Z', '2027-01-01T05:00:00Z'],
    ['on a day that is still to come', 'passes', '2030-12-30T10:00', '2026-03-05T15:00:00Z', '2028-01-01T05:00:00Z'],
  ])('of the next term, when it was received %s, are of the one after that', (_, which, received, approved, over) => {
    const one = open({}, Date.parse(approved), which);
    one.say('next-pass', received);
    expect(one.happen('approve')).toBe('has-pass');
    expect(one.moveTo(Date.parse(over) - 1000)).toBe('has-pass');
    expect(one.moveTo(Date.parse(over))).toBe('over');
  });

  it('that are waited for are waited for on, where the program leads back to them', () => {
    const one = open({ 'bus-pass': 0 });
    one.say('pass');
    one.happen('approve');
    expect(one.moveTo(Date.parse('2027-01-01T05:00:00Z'))).toBe('on-list');
    expect(one.free('bus-pass')).toBe('has-pass');
  });

  it('open the case of the next year once, and not before the day', () => {
    const one = open({});
    one.say('pass');
    one.happen('approve');
    const renew = { event: 'renew', fields: {} };
    const tried = (at: string) => {
      one.moveTo(Date.parse(at));
      const { refused } = one.engine.take(renew, navigator, Date.parse(at));
      expect(one.oracle.take(renew, navigator, Date.parse(at)).refused).toBe(refused);
      return refused;
    };
    // Midnight there: daylight time ends on that day.
    expect(tried('2026-11-01T03:59:59Z')).toBe('too-early');
    expect(tried('2026-11-01T04:00:00Z')).toBeNull();
    expect(one.engine.now).toMatchObject({
      state: 'has-pass',
      renewedAt: '2026-11-01T04:00:00.000Z',
      consents: { reuse: { id: expect.any(String), given: true, recipients: ['us'] } },
    });
    expect(one.oracle.machine.next).toBe('passes');
    expect(tried('2026-12-01T04:00:00Z')).toBe('event-is-not-allowed-here');
    expect(one.moveTo(Date.parse('2027-01-01T05:00:00Z'))).toBe('over');
  });

  it('of the next year are renewed in the year after', () => {
    const one = open({}, Date.parse('2026-11-20T15:00:00Z'));
    one.say('next-pass');
    one.happen('approve');
    const renew = { event: 'renew', fields: {} };
    expect(one.take(renew)).toBe('has-pass');
    expect(one.engine.now.renewedAt).toBeUndefined();
    one.moveTo(Date.parse('2027-11-01T15:00:00Z'));
    one.take(renew);
    expect(one.engine.now.renewedAt).toBe('2027-11-01T15:00:00.000Z');
  });

  it('may be left for another case', () => {
    const one = open({ 'bus-pass': 0 });
    one.say('pass');
    one.happen('approve');
    expect([one.happen('begin-anew'), one.oracle.machine.next]).toEqual(['closed', 'passes']);
  });

  it('of one case do not stand in each other’s way, and what is used up stays used', () => {
    const one = open({ credit: 0 });
    expect([one.say('both'), one.happen('approve')]).toEqual(['review', 'waits-for-credit']);
    expect(one.free('credit')).toBe('has-credit');
    expect([one.happen('spend'), one.happen('close')]).toEqual(['spent', 'enjoyed']);
    expect(one.engine.now.grants).toEqual({
      'bus-pass': { status: 'used', year: 2026, had: true },
      credit: { status: 'used', year: 2026, had: true },
    });
    const other = open({});
    other.say('both');
    expect([other.happen('approve'), other.happen('give-up')]).toEqual(['has-credit', 'has-pass']);
  });

  it('can be said in an example', async () => {
    for (const example of readExamples(config, 'passes')) {
      await runExample(example, playerOf(example, documents['passes']!, ZONE, MARCH), ZONE);
    }
  });

  it('stand alike by step() and by the oracle, whatever happens', () => {
    const times = process.env['DEEP'] === undefined ? 60 : 2000;
    const one = fc.oneof(
      { weight: 5, arbitrary: move },
      { weight: 1, arbitrary: fc.constantFrom('bus-pass', 'credit') },
    );
    const play = (which: string, start: number, left: Record<string, number>, moves: readonly (Move | string)[]) => {
      let now = MARCH + start * DAY;
      const { oracle, take, free, moveTo } = open(left, now, which);
      for (const each of moves) {
        if (typeof each === 'string') {
          free(each);
          continue;
        }
        const happening = happeningOf(each, oracle.machine, ZONE);
        now += 1000 + ('after' in happening ? happening.after * 15 : 0);
        moveTo(now);
        if (!('after' in happening)) take(happening.event, happening.by);
      }
    };
    const some = fc.record({ 'bus-pass': fc.nat(1), credit: fc.nat(1) });
    fc.assert(
      fc.property(
        ...([
          fc.constantFrom('passes', 'halves'),
          fc.nat(300),
          some,
          fc.array(one, { maxLength: 25, size: 'max' }),
        ] as const),
        play,
      ),
      { numRuns: times },
    );
  });
});
