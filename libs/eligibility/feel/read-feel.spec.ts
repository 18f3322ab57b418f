import { describe, expect, it } from '@jest/globals';
import { num } from '../values/number.js';
import type { FeelType } from '../values/type.js';
import { readFeel } from './read-feel.js';
import { readUnary } from './read-unary.js';
import { scopeOf } from './scope.js';
import { any, codeOf, listOf, number, problemOf, typed, valueOf } from './testing/feel.js';

const loan = typed({ 'Monthly-Payment': number, rate: number });
const given = {
  loan: [loan, null],
  loans: [listOf(loan), null],
  age: [number, null],
  f: [{ kind: 'function' }, null],
} as const;

describe('what is refused', () => {
  it.each([
    ['a b', 'name-is-unknown'],
    ['agee > 3', 'name-is-unknown'],
    ['loan.Monthly - Paymnt', 'name-is-unknown'],
    ['loan.rat', 'entry-is-unknown'],
    ['loans[rat > 1]', 'name-is-unknown'],
    ['loans.rat', 'entry-is-unknown'],
    ['for l in loans return l.rate + x', 'name-is-unknown'],
    ['item', 'name-is-unknown'],
    ['partial', 'name-is-unknown'],
    ['(for i in [1] return i) + i', 'name-is-unknown'],
    ['{a: b, b: 1}', 'name-is-unknown'],
    ['sum', null],
    ['none(1)', 'function-is-unknown'],
    ['1 = >= 1', 'sign-is-unknown'],
    ['summ([1])', 'function-is-unknown'],
    ['age(1)', 'is-no-function'],
    ['date()', 'arguments-do-not-fit'],
    ['date(1, 2)', 'arguments-do-not-fit'],
    ['date(form: "2020-01-01")', 'argument-is-unknown'],
    ['date(year: 1, year: 2, day: 3)', 'argument-is-twice'],
    ['@"2020-02-30"', 'date-is-not-a-date'],
    ['date("2020-02-30")', 'date-is-not-a-date'],
    ['time("2020-02-20")', 'date-is-not-a-date'],
    ['duration("1 year")', 'date-is-not-a-date'],
    ['date and time("2020-02-20")', null],
    ['?', 'input-is-not-here'],
    ['1 == 1', 'sign-is-unknown'],
    ['2 ^ 3', 'sign-is-unknown'],
    ['+1', 'sign-is-unknown'],
    ['age > 1 and < 5', 'comparison-has-no-left-side'],
    ['{a: 1, a: 2}', 'entry-is-twice'],
    ['function(x, x) x', 'parameter-is-twice'],
    ['function(x) external {java: {class: "a"}}', 'function-is-external'],
    ['1 instance of nothing', 'type-is-unknown'],
    ['1e9999', 'number-is-too-large'],
    ['"\\U110000"', 'escape-is-unknown'],
    ['[1,]', 'text-is-not-feel'],
    ['', 'text-is-not-feel'],
    ['/* nothing */', 'text-is-not-feel'],
    ['"a', 'text-is-not-feel'],
    ['a && b', 'text-is-not-feel'],
    ['1; 2', 'text-is-not-feel'],
  ])('%s: %s', (text, code) => expect(codeOf(text, given)).toBe(code));

  it('says where, and what was meant', () => {
    expect(problemOf('1 + agee', given)).toMatchObject({ from: 4, to: 8, instead: expect.stringContaining('“age”') });
    expect(problemOf('loan.rat', given)).toMatchObject({ from: 5, to: 8, instead: expect.stringContaining('“rate”') });
    expect(problemOf('[1, 2', given)?.message).toMatch(/ends too early/);
  });

  it.each([
    ['< 5 and > 3', 'comparison-has-no-left-side'],
    ['> 3 or < 1', 'comparison-has-no-left-side'],
    ['approved', 'name-is-unknown'],
    ['not(-)', 'text-is-not-feel'],
  ])('of a cell, %s: %s', (text, code) => {
    const reading = readUnary(text, scopeOf([]));
    expect(reading.ok ? null : reading.problem.code).toBe(code);
  });

  it.each([
    '('.repeat(5_000),
    `${'('.repeat(200)}1${')'.repeat(200)}`,
    '['.repeat(90) + ']'.repeat(90),
    `1${' + 1'.repeat(2_000)}`,
    `${'-'.repeat(4_000)}1`,
    'if '.repeat(3_000),
    `${'if true then '.repeat(600)}1${' else 1'.repeat(600)}`,
    'a '.repeat(4_900),
    `${'not('.repeat(90)}true${')'.repeat(90)}`,
    `{${'a:{'.repeat(95)}`,
    `${'for i in [1] return '.repeat(400)}1`,
    `x${'.y'.repeat(4_000)}`,
    `${'function(a) '.repeat(800)}1`,
    `"${'\\'.repeat(9_000)}`,
    `1${'[1]'.repeat(3_000)}`,
    'x'.repeat(10_001),
  ])('or read, soon either way: hostile text %#', (text) => {
    const reading = readFeel(text, scopeOf([{ name: 'a-b c', type: any }]));
    if (reading.ok) return;
    expect(reading.problem.instead).not.toBe('');
  });
});

describe('reading', () => {
  it('takes a chain of two hundred parts and 250 entries, and refuses more', () => {
    expect(valueOf(`1${' + 1'.repeat(199)}`)).toEqual(num(200));
    expect(codeOf(`1${' + 1'.repeat(300)}`)).toBe('text-is-too-deep');
    // Deeper than the parser itself goes: it takes the rest for a mistake.
    for (const chain of [`1${' + 1'.repeat(2_000)}`, `true${' and true'.repeat(1_000)}`]) {
      expect(['text-is-too-deep', 'text-is-not-feel']).toContain(codeOf(chain));
    }
    const entries = Array.from({ length: 300 }, (_, index) => `a${index}: ":"`);
    expect(codeOf(`{${entries.join(', ')}}`)).toBe('text-is-too-large');
    expect(codeOf(`{${entries.slice(0, 250).join(', ')}}`)).toBeNull();
  });

  it('makes null of the wrong arguments where it is told to do as the standard does', () => {
    for (const text of [
      'date()',
      'date(1, 2)',
      'date(form: "2020-01-01")',
      '@"2020-02-30"',
      'date("2020-02-30")',
      '{a: 1, a: 2}',
    ]) {
      expect(valueOf(text, {}, { lenient: true })).toBeNull();
    }
    for (const text of ['age(1)', 'loan.rat']) expect(valueOf(text, given, { lenient: true })).toBeNull();
    expect(problemOf('nobody', {}, { lenient: true })?.code).toBe('name-is-unknown');
  });

  it('knows the types that a model declares', () => {
    const type = (name: string): FeelType | null => (name === 'tLoan' ? loan : null);
    expect(problemOf('function(l: tLoan) l.Monthly-Payment', {}, { type })).toBeNull();
    expect(valueOf('1 instance of tLoan', {}, { type })).toBe(false);
  });

  it('gives the same tree for the same text and names', () => {
    const scope = scopeOf([{ name: 'a', type: number }]);
    expect(readFeel('a + 1', scope)).toBe(readFeel('a + 1', scope));
    expect(readFeel('a + 1', scope.with([{ name: 'a', type: number }]))).not.toEqual(readFeel('a + 1', scope));
  });

  it('keeps names behind `?`, a call of many words, and a range', () => {
    for (const text of [
      'for a-b in (?.year), c in [1] return a-b',
      '{a-b: years and months duration(x, x), c: a-b}',
      '{a-b: [1..2], c: a-b}',
    ]) {
      const reading = readUnary(text, scopeOf([{ name: 'x', type: any }]));
      expect(reading).toMatchObject({ ok: true });
    }
  });
});
