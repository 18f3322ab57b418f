import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fare, fareInOne } from '../../libs/programs/reading/testing/fare.js';
import type { RunnableProgram } from '../../libs/workflow/index.js';
import { readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Move, happeningOf, move } from './histories.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const navigator = { id: 'navigator', role: 'navigator' };
/** In Toronto it is still the last day of June, and the earlier limits hold. */
const LAST_OF_JUNE = Date.parse('2026-07-01T02:30:00Z');
const FIRST_OF_JULY = Date.parse('2026-07-01T04:30:00Z');
const DAY = 86_400_000;

describe.each([
  ['in two asks', fare],
  ['in one decision that reads the other', fareInOne],
])('limits that change with time, %s', (_, files) => {
  const config = mkdtempSync(join(tmpdir(), 'limits-'));
  let run: RunnableProgram;
  afterAll(() => rmSync(config, { recursive: true }));
  beforeAll(async () => {
    for (const folder of ['programs/fare', 'fragments', 'agencies', 'tenants']) {
      mkdirSync(join(config, folder), { recursive: true });
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(config, 'programs/fare', name), text);
    run = await readRunnable(config, 'fare', ZONE);
  });

  /** One case, on both sides, which must agree after each event. */
  function open(at: number) {
    const engine = new Engine(run, 'navigator', at);
    const oracle = new Oracle(readDocument(config, 'fare'), ZONE, 'navigator', at);
    const take = (event: Parameters<Engine['take']>[0], now = at, by = navigator) => {
      const said = engine.take(event, by, now);
      expect(said).toEqual(oracle.take(event, by, now));
      for (const id of ['income', 'benefit']) {
        const { outcome, status } = oracle.machine.verdict(id);
        expect([id, engine.verdict(id)]).toEqual([id, outcome ?? status]);
      }
      return said;
    };
    const say = (answers: Readonly<Record<string, unknown>>, now = at) =>
      take({ answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value }])) }, now);
    return { engine, oracle, take, say };
  }

  it('lets in who is at the limit or below it', () => {
    expect(open(LAST_OF_JUNE).say({ household_size: 1, household_income: 2369600, age: 30 }).state).toBe('apply');
    expect(open(LAST_OF_JUNE).say({ household_size: 1, household_income: 2369601, age: 30 }).state).toBe('review');
    expect(open(LAST_OF_JUNE).say({ household_size: 9, household_income: 6270700, age: 30 }).state).toBe('apply');
    expect(open(LAST_OF_JUNE).say({ household_size: 9, household_income: 6270701, age: 30 }).state).toBe('review');
  });

  it('decides by the limits of the day on which the case was opened, there', () => {
    const between = { household_size: 1, household_income: 2400000, age: 30 };
    expect(open(LAST_OF_JUNE).say(between).state).toBe('review');
    expect(open(FIRST_OF_JULY).say(between).state).toBe('apply');
  });

  it('keeps the earlier limits for an earlier application, whatever is corrected later', () => {
    const { say, take } = open(LAST_OF_JUNE);
    expect(say({ household_size: 1, household_income: 2500000, age: 30 }).state).toBe('review');
    const later = LAST_OF_JUNE + 40 * DAY;
    expect(say({ household_income: 2400000 }, later).state).toBe('review');
    expect(take({ event: 'ask-again', fields: {} }, later).state).toBe('screen');
    expect(say({ household_income: 2400000 }, later).state).toBe('review');
    expect(say({ household_income: 2369600 }, later).state).toBe('apply');
  });

  it('lets nobody say when the case was opened', () => {
    const { say, take } = open(LAST_OF_JUNE);
    expect(say({ received: '2026-07-01' }).refused).toBe('answer-does-not-fit-the-question');
    expect(take({ answers: { received: null } }).refused).toBe('answer-does-not-fit-the-question');
    expect(take({ answers: { received: { declined: true } } }).refused).toBe('answer-does-not-fit-the-question');
    expect(say({ received: '2026-06-30', household_size: 1 }).refused).toBeNull();
  });

  it('is decided alike by step() and by the oracle, whatever happens', () => {
    const runs = process.env['DEEP'] === undefined ? 40 : 1000;
    const play = (start: number, moves: readonly Move[]) => {
      const { engine, oracle, take } = open(FIRST_OF_JULY - start * DAY);
      let now = FIRST_OF_JULY - start * DAY;
      for (const one of moves) {
        const happening = happeningOf(one, oracle.machine, ZONE);
        now += 1000 + ('after' in happening ? happening.after : 0);
        if ('after' in happening) expect(engine.moveClock(now)).toEqual(oracle.moveClock(now));
        else take(happening.event, now, happening.by);
      }
    };
    fc.assert(fc.property(fc.integer({ min: -3, max: 4 }), fc.array(move, { maxLength: 15, size: 'max' }), play), {
      numRuns: runs,
    });
  });
});
