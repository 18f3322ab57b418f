import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answers, Comparison, DecisionTable, FeelTest } from '../eligibility/index.js';
import { compileDecisions } from './compile-decisions.js';
import { computedAnswer } from './compute.js';
import type { DecisionDefinition, Program, Question } from './program.js';
import { smallProgram } from './testing/small-program.js';
import type { RunnableProgram } from './walk.js';
import { whenTimeFlips } from './when-time-flips.js';

const text = (word: string) => ({ en: word, fr: word });
const any: FeelTest = { test: 'any' };
const compare = (operator: Comparison, value: number): FeelTest => ({
  test: 'compare',
  operator,
  to: { kind: 'number', value },
});
const yes: FeelTest = { test: 'compare', operator: '=', to: { kind: 'string', value: 'yes' } };

type Row = readonly [FeelTest, FeelTest, FeelTest, string];
const outcomes = ['a', 'b', 'c'];

/** A table over two ages, each of which follows from a date, and a word. */
function runOf(rows: readonly Row[]): RunnableProgram {
  const table: DecisionTable = {
    id: 'when',
    name: 'when',
    version: 'v',
    hitPolicy: 'FIRST',
    inputs: ['age', 'age_of_child', 'danger'].map((question) => ({ question, label: text(question) })),
    outputs: [{ name: 'when', values: outcomes }],
    rows: rows.map(([one, two, three, outcome]) => ({
      tests: [one, two, three],
      outputs: [outcome],
      annotation: null,
    })),
  };
  const labels = Object.fromEntries(outcomes.map((outcome) => [outcome, text(outcome)]));
  const decision: DecisionDefinition = { kind: 'table', id: 'when', table, outcomes, title: text('when'), labels };
  const base = smallProgram.questions['danger']!;
  const date = (id: string): Question => ({ ...base, id, type: 'date', choices: [] });
  const age = (id: string, from: string): Question => ({
    ...date(id),
    type: 'integer',
    min: 0,
    max: 120,
    computed: { from, how: 'years', of: 0 },
  });
  const program: Program = {
    ...smallProgram,
    questions: {
      ...smallProgram.questions,
      dob: date('dob'),
      dob_of_child: date('dob_of_child'),
      age: age('age', 'dob'),
      age_of_child: age('age_of_child', 'dob_of_child'),
    },
    decisions: { ...smallProgram.decisions, when: decision },
  };
  const compiled = compileDecisions(program);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return { program, decisions: compiled.decisions, zone: 'America/Toronto' };
}

const day = 86_400_000;
const isoOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** As known on a day: what follows from a date stands beside it. */
function answersOn(run: RunnableProgram, said: Answers, on: string): Answers {
  const follows = ['age', 'age_of_child'].flatMap((id) => {
    const answer = computedAnswer(run.program.questions[id]!, said, on);
    return answer ? [[id, answer] as const] : [];
  });
  return { ...said, ...Object.fromEntries(follows) };
}

describe('time alone', () => {
  const early = runOf([
    [compare('<', 16), any, any, 'a'],
    [compare('<', 18), any, any, 'b'],
    [any, any, yes, 'a'],
    [any, any, any, 'c'],
  ]);
  const known = (dob: string, danger?: string): Answers =>
    answersOn(early, { dob: { value: dob }, ...(danger && { danger: { value: danger } }) }, '2026-03-02');

  it('changes an outcome on the birthday that counts', () => {
    expect(whenTimeFlips(early, 'when', known('2009-03-04', 'no'), '2026-03-02')).toEqual({
      on: '2027-03-04',
      outcome: 'c',
      possible: ['c'],
    });
    expect(whenTimeFlips(early, 'when', known('2012-07-01', 'no'), '2026-03-02')).toMatchObject({
      on: '2028-07-01',
      outcome: 'b',
    });
  });

  it('comes on 1 March to who was born on 29 February', () => {
    const leap = answersOn(early, { dob: { value: '2008-02-29' }, danger: { value: 'no' } }, '2025-05-05');
    expect(whenTimeFlips(early, 'when', leap, '2025-05-05')).toMatchObject({ on: '2026-03-01', outcome: 'c' });
    expect(whenTimeFlips(early, 'when', known('2012-02-29', 'no'), '2026-03-02')).toMatchObject({ on: '2028-02-29' });
  });

  it('opens what was settled when another answer counts from then on', () => {
    expect(whenTimeFlips(early, 'when', known('2009-03-04'), '2026-03-02')).toEqual({
      on: '2027-03-04',
      outcome: null,
      possible: ['a', 'c'],
    });
  });

  it('settles what is open', () => {
    const young = runOf([
      [compare('<', 18), any, yes, 'a'],
      [any, any, any, 'c'],
    ]);
    const answers = answersOn(young, { dob: { value: '2010-01-31' } }, '2026-03-02');
    expect(whenTimeFlips(young, 'when', answers, '2026-03-02')).toMatchObject({ on: '2028-01-31', outcome: 'c' });
  });

  it('counts each birthday where the cell of another column reads the age', () => {
    const older: FeelTest = {
      test: 'feel',
      text: '? < age - 20',
      cell: {
        test: 'some',
        of: [
          {
            readsInput: true,
            test: {
              op: '<',
              left: { op: 'input' },
              right: {
                op: '-',
                left: { op: 'name', slot: 0 },
                right: { op: 'literal', value: { number: '20' } },
              },
            },
          },
        ],
      },
      reads: ['age'],
    };
    const parent = runOf([
      [compare('<', 18), any, any, 'b'],
      [any, older, any, 'a'],
      [any, any, any, 'c'],
    ]);
    const answers = answersOn(
      parent,
      { dob: { value: '2000-05-05' }, age_of_child: { value: 8 }, danger: { value: 'no' } },
      '2026-03-02',
    );
    expect(whenTimeFlips(parent, 'when', answers, '2026-03-02')).toMatchObject({ on: '2029-05-05', outcome: 'a' });
  });

  it('has changed it today where the age that is known is an old one', () => {
    const stale = { dob: { value: '2008-03-01' }, age: { value: 17 }, danger: { value: 'no' } };
    expect(whenTimeFlips(early, 'when', stale, '2026-03-02')).toMatchObject({ on: '2026-03-02', outcome: 'c' });
  });

  it('changes nothing for who is past every limit, said the age alone, or is not known', () => {
    expect(whenTimeFlips(early, 'when', known('1990-01-01', 'no'), '2026-03-02')).toBeNull();
    expect(whenTimeFlips(early, 'when', { age: { value: 17 }, danger: { value: 'no' } }, '2026-03-02')).toBeNull();
    expect(whenTimeFlips(early, 'when', { dob: { declined: true } }, '2026-03-02')).toBeNull();
    expect(whenTimeFlips(early, 'when', {}, '2026-03-02')).toBeNull();
    expect(whenTimeFlips(early, 'danger', { danger: { value: 'no' } }, '2026-03-02')).toBeNull();
  });

  it('is what going on day by day finds', () => {
    const limit = fc.tuple(fc.constantFrom<Comparison>('<', '>=', '=', '!='), fc.integer({ min: 0, max: 6 }));
    const cell = fc.option(limit, { nil: null }).map((one) => (one ? compare(...one) : any));
    const row = fc.tuple(cell, cell, fc.constantFrom(any, yes), fc.constantFrom(...outcomes));
    const born = fc
      .oneof(fc.integer({ min: 0, max: 7 * 366 }), fc.constantFrom(0, 1461))
      .map((days) => isoOf(Date.UTC(2020, 1, 29) + days * day));
    const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 4 });
    const person = fc.record({ dob: maybe(born), dob_of_child: maybe(born), danger: maybe(fc.constant('no')) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), person, born, (rows, said, today) => {
        const run = runOf([...rows, [any, any, any, 'c']]);
        const words = Object.entries(said).filter(([, value]) => value !== undefined);
        const answers = answersOn(run, Object.fromEntries(words.map(([id, value]) => [id, { value: value! }])), today);
        const decision = run.decisions['when']!;
        const before = decision.decide(answers).outcome;
        let found: string | null = null;
        // Everybody is past every limit after so many years.
        for (let at = 0; at < 16 * 366 && found === null; at++) {
          const on = isoOf(Date.parse(`${today}T00:00:00Z`) + at * day);
          if (decision.decide(answersOn(run, answers, on)).outcome !== before) found = on;
        }
        expect(whenTimeFlips(run, 'when', answers, today)?.on ?? null).toBe(found);
      }),
      { numRuns: process.env['DEEP'] ? 400 : 12 },
    );
  }, 120_000);
});
