import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { household } from '../../libs/programs/reading/testing/household.js';
import { type RunnableProgram, whenTimeFlips } from '../../libs/workflow/index.js';
import { readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { type Move, happeningOf, move } from './histories.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const navigator = { id: 'navigator', role: 'navigator' };
const JUNE = Date.parse('2026-06-15T15:00:00Z');
const DAY = 86_400_000;

const mother = { relation: 'client', born: '1990-05-05', employment: 3000000, pension: 0 };
const child = { relation: 'child', born: '2015-05-05', pension: 0 };
const grown = { relation: 'other', born: '2008-06-20', employment: 600000, pension: 0 };

describe('a household whose members are asked one by one', () => {
  const config = mkdtempSync(join(tmpdir(), 'rows-'));
  let run: RunnableProgram;
  afterAll(() => rmSync(config, { recursive: true }));
  beforeAll(async () => {
    for (const folder of ['programs/household', 'fragments', 'agencies', 'tenants']) {
      mkdirSync(join(config, folder), { recursive: true });
    }
    for (const [name, text] of Object.entries(household)) {
      writeFileSync(join(config, 'programs/household', name), text);
    }
    run = await readRunnable(config, 'household', ZONE);
  });

  /** One case, on both sides, which must agree after each event on where it is and on what has been worked out. */
  function open(at = JUNE) {
    const engine = new Engine(run, 'navigator', at);
    const oracle = new Oracle(readDocument(config, 'household'), ZONE, 'navigator', at);
    const take = (event: Parameters<Engine['take']>[0], now = at, by = navigator) => {
      const said = engine.take(event, by, now);
      expect(said).toEqual(oracle.take(event, by, now));
      expect(engine.known).toEqual(oracle.machine.answers);
      return said;
    };
    const say = (answers: Readonly<Record<string, unknown>>, now = at) =>
      take({ answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value }])) }, now);
    const worked = (id: string) => {
      const found = engine.known[id];
      return found && 'value' in found ? found.value : null;
    };
    return { engine, oracle, take, say, worked };
  }

  it('is decided by its size and what it has between them', () => {
    const { say, worked } = open();
    // 36,000 is more than two may have, and less than three.
    expect(say({ household: [mother, grown] }).state).toBe('review');
    expect([worked('household_size'), worked('household_income'), worked('adults')]).toEqual([2, 3600000, 1]);
    expect(say({ household: [mother, grown, child] }).state).toBe('apply');
    expect(say({ household: [child, mother, grown] }).state).toBe('apply');
  });

  it('goes back to the question when a member is added who changes the outcome', () => {
    const { say, take, worked } = open();
    expect(say({ household: [{ ...mother, employment: 100 }, child] }).state).toBe('apply');
    expect(say({ household: [{ ...mother, employment: 9000000 }, child] }).state).toBe('review');
    expect(say({ household: [{ ...mother, employment: 100 }] }).state).toBe('too-young');
    expect(take({ answers: { household: null } }).refused).toBe('case-is-closed');
    expect(worked('children')).toBe(0);
  });

  it('asks for what cannot be worked out, and takes no answer that says otherwise', () => {
    const { say, take, worked } = open();
    expect(say({ household: [{ relation: 'client', born: '1990-05-05' }] })).toMatchObject({ state: 'screen' });
    expect([worked('household_size'), worked('household_income')]).toEqual([1, null]);
    expect(say({ household_size: 2 }).refused).toBe('answer-does-not-fit-the-question');
    expect(say({ household_income: 100 }).state).toBe('too-young');
    const declined = open();
    expect(declined.take({ answers: { household: { declined: true } } }).state).toBe('screen');
    expect(declined.say({ household_size: 1, household_income: 100 }).state).toBe('which');
    expect(declined.say({ adults: 1, children: 1 }).state).toBe('apply');
    expect(take({ answers: { household: { declined: true } } }).refused).toBe('case-is-closed');
  });

  it('is asked for the size of a household that has more members than its program takes', () => {
    const { say, worked } = open();
    const nine = [mother, ...Array.from({ length: 8 }, () => ({ ...child }))];
    expect(say({ household: nine }).state).toBe('screen');
    expect([worked('household_size'), worked('household_income'), worked('children')]).toEqual([null, 3000000, 8]);
    expect(say({ household_size: 8 }).state).toBe('apply');
  });

  it('forgets what followed from rows that are asked for again', () => {
    const { say, take, worked } = open();
    expect(say({ household: [mother, child] }).state).toBe('review');
    expect(say({ household: [{ ...mother, employment: 1 }, child] }).state).toBe('apply');
    expect(take({ event: 'ask-again', fields: {} }).state).toBe('screen');
    expect([worked('household'), worked('household_size'), worked('adults')]).toEqual([null, null, null]);
    expect(say({ household: [mother, grown, child] }).state).toBe('apply');
  });

  it('keeps the answer as it is when it comes back with its columns in another order', () => {
    const { say, engine } = open();
    say({ household: [mother, child] });
    const before = engine.now;
    say({ household: [mother, child].map((one) => Object.fromEntries(Object.entries(one).reverse())) });
    expect(engine.now).toEqual(before);
  });

  it('says when a member comes of age, which alone decides otherwise', () => {
    const { say, engine } = open();
    say({ household: [mother, grown, { ...grown, born: '2008-06-25' }] });
    expect(engine.verdict('benefit')).toBe('none');
    const flip = whenTimeFlips(run, 'benefit', engine.known, '2026-06-15');
    expect(flip).toMatchObject({ on: '2026-06-20', outcome: 'recreation' });
  });

  it('is decided alike by step() and by the oracle, whatever happens', () => {
    const runs = process.env['DEEP'] === undefined ? 60 : 1000;
    const play = (start: number, moves: readonly Move[]) => {
      let now = JUNE + start * DAY;
      const { engine, oracle, take } = open(now);
      for (const one of moves) {
        const happening = happeningOf(one, oracle.machine, ZONE);
        now += 1000 + ('after' in happening ? happening.after : 0);
        if ('after' in happening) expect(engine.moveClock(now)).toEqual(oracle.moveClock(now));
        else take(happening.event, now, happening.by);
      }
    };
    fc.assert(fc.property(fc.integer({ min: -3, max: 20 }), fc.array(move, { maxLength: 15, size: 'max' }), play), {
      numRuns: runs,
    });
  });
});
