import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../calendar.js';
import { partition } from '../partition.js';
import { hostile } from '../testing/hostile.js';
import { Seeded, smallTable } from '../testing/small-tables.js';
import type { Domain, Value } from '../types.js';
import { ClassLookup } from './class-lookup.js';
import { codesOf, unasked } from './codes.js';
import { literal } from './literal.js';
import { readDay } from './read-day.js';

const odd: readonly Value[] = [
  ...hostile,
  ...[NaN, Infinity, -Infinity, -0, 0.1 + 0.2, 0.30000001, 2 ** 31, -(2 ** 40), 1e300, 0.5, 4, 4.0000000000001, 5],
  ...['2024-02-30', '2024-02-29T10:00:00Z', '0000-01-01', '9999-12-31', '10000-01-01', '2024-2-9', '20240229'],
  true,
  [],
  ['a', 'never'],
  ['__proto__'],
];

describe('codes', () => {
  it('are of the class that the slow reader finds, also for values that are none of the domain', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { table, domains, questions, values } = smallTable(new Seeded(seed));
      for (const [at, question] of questions.entries()) {
        const domain = domains[question]!;
        const tests = table.rows.flatMap((row) =>
          row.tests.filter((test, column) => table.inputs[column]!.question === question && test.test !== 'any'),
        );
        const parts = partition(domain, tests)!;
        const codes = codesOf(domain, tests, parts);
        const lookup = new ClassLookup(codes);
        for (const value of [...values[at]!, ...odd]) {
          if (domain.kind === 'multi' && !Array.isArray(value)) continue;
          const found = lookup.of(codes.of(value));
          if (found !== parts.classOf(value))
            expect([seed, domain, value, found]).toEqual([seed, domain, value, parts.classOf(value)]);
        }
      }
    }
  });

  it('are whole steps: sums that decimals get wrong are the value that was meant', () => {
    const domain: Domain = { kind: 'number', min: 0, max: 1, step: 0.1 };
    const codes = codesOf(domain, [], partition(domain, [])!);
    expect([0.3, 0.1 + 0.2, 0.7, 0.1 * 7, 0.35, -0.1, 1.1].map(codes.of)).toEqual([
      3,
      3,
      7,
      7,
      unasked,
      unasked,
      unasked,
    ]);
  });

  it('stand for the value itself where it is whole already', () => {
    const domain: Domain = { kind: 'number', step: 1 };
    const codes = codesOf(domain, [], partition(domain, [])!);
    expect([codes.plain, codes.of(-12), codes.of(2_345_000), codes.of(0.5)]).toEqual([
      'number',
      -12,
      2_345_000,
      unasked,
    ]);
  });
});

describe('days', () => {
  it('are those of the calendar, for every day of a leap year, at both ends of time, and for what is no day', () => {
    const two = (number: number): string => String(number).padStart(2, '0');
    const years = ['0000', '0001', '1900', '1999', '2000', '2023', '2024', '9999', 'x024', '2o24'];
    const dates = years.flatMap((year) =>
      Array.from({ length: 14 * 33 }, (_, at) => `${year}-${two(Math.floor(at / 33))}-${two(at % 33)}`),
    );
    for (const date of [...dates, '2024/02/29', '2024-02/29', '2024-02-29T10:00', '', ...hostile]) {
      if (readDay(date) !== dayOf(date)) expect([date, readDay(date)]).toEqual([date, dayOf(date)]);
    }
  });
});

describe('constants in generated code', () => {
  it('cannot end a string or a line', () => {
    for (const word of hostile) {
      expect(literal(word)).not.toMatch(/[\u2028\u2029\n]/);
      expect(JSON.parse(literal(word))).toBe(word);
    }
  });
});
