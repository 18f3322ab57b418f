import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compileDecision,
  orderMissing,
  questionsNeeded,
  type Answers,
  type Decision,
  type DecisionTable,
  type Domain,
  type Value,
} from './index.js';
import { decisionOf, declined, risk, said } from './testing/decisions.js';
import { tryEverything } from './testing/oracle.js';
import { randomCase, type RandomCase } from './testing/random-tables.js';

const numRuns = process.env['DEEP'] ? 1_000 : 60;

function compiled(table: DecisionTable, domains: Readonly<Record<string, Domain>>): Decision {
  const result = compileDecision(table, domains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

/** Somebody all of whose answers are known. */
const someone = (possible: RandomCase['possible']): fc.Arbitrary<Answers> =>
  fc
    .tuple(...[...possible].map(([id, values]) => fc.constantFrom(...values).map((value) => [id, { value }] as const)))
    .map((all) => Object.fromEntries(all));
const randomPerson = randomCase.chain((one) =>
  fc.record({ one: fc.constant(one), person: someone(one.possible), seed: fc.nat() }),
);

describe('the next question', () => {
  const table = {
    inputs: ['student', 'danger', 'age'],
    rows: [
      ['"no"', '"yes"', '-', '"a"'],
      ['-', '-', '< 18', '"b"'],
      ['"no"', '-', '-', '"a"'],
      ['-', '-', '-', '"c"'],
    ],
  };

  it('is the one that is most likely to settle the verdict, whatever its column', async () => {
    const decision = await decisionOf(table);
    expect(decision.decide({}).missing).toEqual(['student', 'danger', 'age']);
    // Whoever studies is told apart by age alone; a class of ages is one of two, "yes" one word of two.
    expect(orderMissing(decision, said({ student: 'yes' }))).toEqual(['age']);
    expect(orderMissing(decision, said({ student: 'no' }))).toEqual(['age', 'danger']);
  });

  it('goes by what people answered before, where that is known', async () => {
    const decision = await decisionOf(risk);
    expect(orderMissing(decision, {})).toEqual(['danger', 'weapon']);
    const past = { danger: { no: 900, yes: 3 }, weapon: { no: 500, yes: 400 } };
    expect(orderMissing(decision, {}, past)).toEqual(['weapon', 'danger']);
    expect(orderMissing(decision, {}, { danger: { yes: 1 } })).toEqual(['danger', 'weapon']);
    const foreign = { danger: { maybe: 9_000, toString: 9_000 }, nothing: { yes: 9_000 } };
    expect(orderMissing(decision, {}, foreign)).toEqual(['danger', 'weapon']);
  });

  it('counts numbers, dates and lists by the class that they are in', async () => {
    const decision = await decisionOf({
      inputs: ['born', 'age', 'reasons'],
      rows: [
        ['>= date("2010-01-01")', '-', '-', '"young"'],
        ['-', '< 18', '-', '"young"'],
        ['-', '-', 'list contains(?, "crisis")', '"young"'],
        ['-', '-', '-', '"grown"'],
      ],
    });
    const past = { born: { '2015-06-01': 5 }, age: { '12': 50, '40': 2 }, reasons: { 'crisis,language': 500, '': 1 } };
    expect(orderMissing(decision, {}, past)).toEqual(['reasons', 'age', 'born']);
    expect(orderMissing(decision, {})).toEqual(['born', 'age', 'reasons']);
  });

  it('is never one that was declined', async () => {
    const decision = await decisionOf(risk);
    expect(orderMissing(decision, { danger: declined })).toEqual(['weapon']);
  });

  it('leaves questions that only a computed column reads behind those that bring something', async () => {
    const decision = await decisionOf({
      inputs: ['year - birth_year', 'student'],
      rows: [
        ['-', '"no"', '"no"'],
        ['< 18', '-', '"no"'],
        ['-', '-', '"yes"'],
      ],
    });
    expect(decision.decide({}).missing).toEqual(['year', 'birth_year', 'student']);
    expect(orderMissing(decision, {})).toEqual(['student', 'year', 'birth_year']);
  });

  it('keeps the order of the columns where trying all answers would take too long', async () => {
    const many = Array.from({ length: 900 }, (_, at) => ['> 100', `${at * 2}`, '-', '"out"']);
    const wide = { year: { kind: 'number' as const }, birth_year: { kind: 'number' as const } };
    const domains = { ...wide, age: { kind: 'number' as const }, student: { kind: 'boolean' as const } };
    const rows = [...many, ['-', '-', 'false', '"out"'], ['-', '-', '-', '"in"']];
    const decision = await decisionOf({ inputs: ['year - birth_year', 'age', 'student'], rows }, domains);
    expect(orderMissing(decision, {})).toEqual(decision.decide({}).missing);
  });

  it('is what trying every answer of everybody says', () => {
    const words = randomCase.filter(({ domains }) => Object.values(domains).every(({ kind }) => kind === 'choice'));
    const share = (all: ReturnType<typeof tryEverything>[], of: (one: (typeof all)[number]) => number) =>
      Math.round((all.reduce((sum, one) => sum + of(one), 0) / all.length) * 1e6);
    fc.assert(
      fc.property(words, ({ table: one, domains, possible, answers }) => {
        const decision = compiled(one, domains);
        const order = orderMissing(decision, answers);
        const scores = order.map((question) => {
          const after = possible
            .get(question)!
            .map((value) => tryEverything(one, possible, { ...answers, [question]: { value } }));
          const isSettled = ({ reachable }: (typeof after)[number]) => reachable.size === 1 && !reachable.has(null);
          return [
            share(after, (each) => Number(!isSettled(each))),
            share(after, ({ reachable }) => [...reachable].filter((each) => each !== null).length),
            share(after, ({ missing }) => missing.length),
          ];
        });
        expect([...order].sort()).toEqual([...decision.decide(answers).missing].sort());
        const better = (a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!;
        expect(scores).toEqual([...scores].sort(better));
      }),
      { numRuns: numRuns / 2 },
    );
  });
});

describe('the order of asking', () => {
  it('never changes a verdict', () => {
    fc.assert(
      fc.property(randomPerson, ({ one, person, seed }) => {
        const decision = compiled(one.table, one.domains);
        const asked: Record<string, { value: Value }> = {};
        const anyOrder = (missing: readonly string[]) => missing[seed % missing.length];
        for (;;) {
          const next = anyOrder(decision.decide({ ...asked }).missing);
          if (next === undefined) break;
          Object.defineProperty(asked, next, { value: person[next], enumerable: true });
        }
        const { outcome, status, possible } = decision.decide(person);
        expect(decision.decide({ ...asked })).toMatchObject({ outcome, status, possible });
        for (const order of ['expected', 'written'] as const) {
          const { asked: needed, all } = questionsNeeded(decision, person, { order });
          const known = Object.fromEntries(needed.map((id) => [id, person[id]!]));
          expect(decision.decide(known)).toMatchObject({ outcome, status, possible, missing: [] });
          expect([new Set(needed).size, all]).toEqual([needed.length, decision.reads.length]);
        }
      }),
      { numRuns },
    );
  });

  it('asks fewer questions by expectation than as written, of anybody of random tables', () => {
    const sum = { expected: 0, written: 0, all: 0 };
    fc.assert(
      fc.property(randomPerson, ({ one, person }) => {
        const decision = compiled(one.table, one.domains);
        for (const order of ['expected', 'written'] as const) {
          sum[order] += questionsNeeded(decision, person, { order }).asked.length;
        }
        sum.all += decision.reads.length;
      }),
      { numRuns: numRuns * 2, seed: 20261122 },
    );
    expect(sum.expected).toBeLessThan(sum.written);
    expect(sum.written).toBeLessThan(sum.all);
    if (process.env['DEEP']) process.stdout.write(`questions asked of random people: ${JSON.stringify(sum)}\n`);
  });

  it('passes over what nobody answered, and does not ask twice what is no answer', async () => {
    const decision = await decisionOf(risk);
    expect(questionsNeeded(decision, said({ weapon: 'no' }))).toEqual({ asked: ['weapon'], all: 2 });
    expect(questionsNeeded(decision, said({ danger: 'perhaps', weapon: 'no' })).asked).toEqual(['danger', 'weapon']);
    expect(questionsNeeded(decision, { danger: declined, weapon: { value: 'yes' } }).asked).toEqual([
      'danger',
      'weapon',
    ]);
  });
});
