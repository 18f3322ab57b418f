import { describe, expect, it } from '@jest/globals';
import { num } from '../values/number.js';
import type { Feel } from '../feel/tree.js';
import { show } from '../values/show.js';
import { TooMuchWork, type Env } from './env.js';
import { closureOf } from './evaluate.js';
import { Dice } from '../feel/testing/random-feel.js';
import { any, context, listOf, number, shown, string, typed, valueOf } from '../feel/testing/feel.js';

const two = num(2)!;

describe('arithmetic and names', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['0.1 + 0.2', '0.3'],
    ['-2 ** 2', '4'],
    ['2 ** -3 ** 2', '0.015625'],
    ['10--5', '15'],
    ['1 / 0', 'null'],
    ['"a" + "b"', 'ab'],
    ['"a" + 1', 'null'],
    ['null + 1', 'null'],
    ['-(1)', '-1'],
    ['"\\u0041\\U01F600\\t\\d"', 'A😀\t\\d'],
  ])('%s is %s', (text, wanted) => expect(shown(text)).toBe(wanted));

  it('reads names with spaces, signs and words of the language in them, the longest first', () => {
    const given = {
      'Full Name': [number, two],
      'a-b': [number, two],
      a: [number, num(10)],
      b: [number, num(1)],
      'Approved/Declined': [number, two],
      'Person.Gender': [number, two],
      'start and end': [number, two],
      "Applicant's age": [number, two],
      'l’âge du client': [number, two],
      'rate (%)': [number, two],
      '2nd income': [number, two],
      ['__proto__']: [number, two],
    } as const;
    const sum = 'Full Name + a-b + a + Approved/Declined + Person.Gender + start  and end + __proto__';
    expect(shown(sum, given)).toBe('22');
    expect(shown("Applicant's age + l’âge du client + rate (%) * 2nd income", given)).toBe('8');
    expect(shown('a - b', given)).toBe('2');
    expect(shown('a -b + "l’âge du client"', given)).toBe('null');
    expect(shown('"rate (%)"', given)).toBe('rate (%)');
  });
});
describe('truth', () => {
  it.each([
    ['true and 123', 'null'],
    ['false and 123', 'false'],
    ['null or true', 'true'],
    ['null or false', 'null'],
    ['if null then 1 else 2', '2'],
    ['1 < 2 and "a" < "b"', 'true'],
    ['1 < "a"', 'null'],
    ['1 = "1"', 'null'],
    ['1 != null', 'true'],
    ['null = null', 'true'],
    ['2 between 1 and 2', 'true'],
    ['3 between 1 and null', 'null'],
    ['0 between 1 and null', 'false'],
    ['2 in [1..3]', 'true'],
    ['2 in (2..3]', 'false'],
    ['5 in (<3, >4)', 'true'],
    ['5 in [1, 5]', 'true'],
    ['5 in [>3, 1]', 'true'],
    ['5 in (? > 3)', 'true'],
    ['null in > 3', 'null'],
    ['5 in [1..null]', 'null'],
    ['5 in (null..10]', 'null'],
    ['(=10) = [10..10]', 'false'],
    ['1 in [1..2] = true', 'true'],
    ['1 in > 0 and 2 in < 1', 'false'],
    ['[1, 2, 3][item in [2..3] and item > 2]', '[3]'],
  ])('%s is %s', (text, wanted) => expect(shown(text)).toBe(wanted));
});

describe('a chain of conditions without brackets', () => {
  const conditions: readonly (readonly [string, boolean])[] = [
    ['true', true],
    ['false', false],
    ['1 in [1..2]', true],
    ['3 in [1..2]', false],
    ['2 in > 1', true],
    ['2 in (< 1, 5)', false],
    ['1 = 1', true],
    ['1 in 1 = false', false],
    ['2 between 1 and 3', true],
    ['"a" in ["b"]', false],
  ];

  it('is read with `in` and comparisons first, then `and`, then `or`', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const dice = new Dice(seed);
      const terms = Array.from({ length: 1 + dice.below(3) }, () =>
        Array.from({ length: 1 + dice.below(3) }, () => dice.one(conditions)),
      );
      const text = terms.map((term) => term.map(([written]) => written).join(' and ')).join(' or ');
      expect([text, valueOf(text)]).toEqual([text, terms.some((term) => term.every(([, holds]) => holds))]);
    }
  });
});

describe('lists, contexts and paths', () => {
  it.each([
    ['[1, 2, 3][2]', '2'],
    ['[1, 2, 3][-1]', '3'],
    ['[1, 2, 3][0]', 'null'],
    ['[1, 2, 3][4]', 'null'],
    ['[1, 2, 3][item > 1]', '[2, 3]'],
    ['5[1]', '5'],
    ['null[1]', 'null'],
    ['[{a: 1, b-c: 2}, {a: 3, b-c: 4}][b-c > 2].a', '[3]'],
    ['[{a: 1}, {a: 3}].a', '[1, 3]'],
    ['{a: 1, b: a + 1}.b', '2'],
    ['{"a b": 1, c: a b + 1}.c', '2'],
    ['{a-b: [1..3], c-d: 2, e: c-d}.e', '2'],
    ['{__proto__: 1}.__proto__', '1'],
    ['{a: 1}.b', 'null'],
    ['date("2020-02-03").month', '2'],
    ['[1..3].start', '1'],
    ['duration("P1DT2H").hours', '2'],
  ])('%s is %s', (text, wanted) => expect(shown(text)).toBe(wanted));

  it('finds entries of what was declared behind a dot, in a filter, after it and in a loop', () => {
    const item = typed({ 'Monthly-Payment': number, 'its name': string });
    const given = {
      xs: [
        listOf(item),
        [context({ 'Monthly-Payment': two, 'its name': 'a' }), context({ 'Monthly-Payment': num(3), 'its name': 'b' })],
      ],
      Monthly: [number, two],
    } as const;
    expect(shown('xs[Monthly-Payment > 2].its name', given)).toBe('["b"]');
    expect(shown('xs[Monthly-Payment > 2].Monthly-Payment', given)).toBe('[3]');
    expect(shown('xs[item.Monthly-Payment = Monthly and its name = "a"][1].Monthly-Payment', given)).toBe('2');
    expect(shown('for x in xs return x.Monthly-Payment * 2', given)).toBe('[4, 6]');
    expect(shown('some x in xs satisfies x.Monthly - Payment > 2', given)).toBe('true');
  });

  it('takes a name in the filter of an untyped list for an entry, else for what stands further out', () => {
    const given = {
      xs: [any, [context({ a: num(1), b: num(1) }), context({ a: two })]],
      b: [number, two],
      i: [number, two],
    } as const;
    expect(shown('xs[a = b].a', given)).toBe('[1, 2]');
    expect(shown('xs[i].a', given)).toBe('2');
    expect(shown('xs[c = null].a', given)).toBe('[1, 2]');
    expect(shown('xs[some a in [1] satisfies a = 1].a', given)).toBe('[1, 2]');
  });
});

describe('loops and functions', () => {
  it.each([
    ['for i in 1..3 return i * 2', '[2, 4, 6]'],
    ['for i in 3..1 return i', '[3, 2, 1]'],
    ['for i in [1, 2], j in [10, 20] return i + j', '[11, 21, 12, 22]'],
    ['for i in 1..3, j in 1..i return j', '[1, 1, 2, 1, 2, 3]'],
    ['for i in (1..4] return i', '[2, 3, 4]'],
    ['for i in [3..1] return i', 'null'],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', '[1, 1, 2, 6, 24]'],
    ['for d in @"2024-02-28"..@"2024-03-01" return d.day', '[28, 29, 1]'],
    ['for i in null return i', 'null'],
    ['for i in 5 return i', '[5]'],
    ['some x in [1, 2] satisfies x > 1', 'true'],
    ['some x in [1, null] satisfies x > 1', 'null'],
    ['every x in [1, 2] satisfies x > 1', 'false'],
    ['every x in [] satisfies x', 'true'],
    ['some x in [1, 2], y in [3, 1] satisfies x = y', 'true'],
    ['(function(x, y) x - y)(3, 1)', '2'],
    ['(function(x, y) x - y)(y: 3, x: 1)', '-2'],
    ['(function(x) x)(1, 2)', 'null'],
    ['(function(x: number) x)("a")', 'null'],
    ['{f: function(n: number) n * 2, r: f(21)}.r', '42'],
    ['(for i in 1..2 return function(x) x + i)[1](10)', '11'],
    ['(function(f) f(1))(function(x) x + 1)', '2'],
    ['5(1)', 'null'],
    ['(function(f) f(-1))(abs)', '1'],
    ['(function(f) f([1, 2]) + f(3, 4))(sum)', '10'],
    ['(function(f) f(delimiter: "-", list: ["a", "b"]))(string join)', 'a-b'],
    ['(function(f) f(1, 2))(sqrt)', 'null'],
    ['(function(f) f(1, 2, 3, 4))(number)', 'null'],
    ['sort([2, 1], before)', '[1, 2]'],
    ['append([{a-b: 1}], {a-b: 2})[a-b = 2].a-b', '[2]'],
    ['sort([3, 1, 2], function(x, y) x < y)', '[1, 2, 3]'],
    ['substring(start position: 2, string: "abc")', 'bc'],
    ['years and months duration(from: @"2020-01-01", to: @"2021-03-01").months', '2'],
    ['1 instance of number', 'true'],
    ['[1] instance of list<string>', 'false'],
    ['[1..2] instance of range<number>', 'true'],
    ['{a: 1, b: 2} instance of context<a: number>', 'true'],
    ['@"P1D" instance of days and time duration', 'true'],
    ['null instance of Any', 'false'],
    ['abs instance of function', 'true'],
    ['[1] instance of function', 'false'],
    ['(function() "a") instance of function<>->Any', 'true'],
    ['(function() 1) instance of function<>->string', 'false'],
    ['(function(a) a) instance of function<number>->number', 'true'],
    ['(function(a: string, b: number) "a") instance of function<string, number>->string', 'true'],
    ['(function(a: string, b: string) "a") instance of function<string, number>->string', 'false'],
    [
      '(function(a: context<x: string>) {b: 1, c: 2}) instance of function<context<x: string, y: string>>->context<b: number>',
      'true',
    ],
    ['(function(a: context<x: string, y: string>) "a") instance of function<context<x: string>>->string', 'false'],
    ['(function(a: list<number>) {b: 1}) instance of function<list<number>>->context<b: number, c: number>', 'false'],
    ['[(function(a: number) "a"), (function(a: string) "b")] instance of list<function<number>->string>', 'true'],
    ['[(function(a: number) "a"), "b"] instance of list<function<number>->string>', 'false'],
  ])('%s is %s', (text, wanted) => expect(shown(text)).toBe(wanted));

  it('reads a call of what nobody knows as null, where it is to be lenient', () => {
    expect(shown('none(1)', {}, { lenient: true })).toBe('null');
    expect(shown('range("[2..)") = >= 2', {}, { lenient: true })).toBe('true');
  });

  it.each([
    'for i in 1..1000000000000 return i',
    '(function(f) f(f, f))(function(g, h) sort([3, 1, 2], function(a, b) g(g, h)))',
    'for i in 1..9999, j in 1..9999 return 1',
    'some x in 1..1000000000 satisfies false',
    '(function(f) f(f))(function(f) f(f))',
    `{a: "${'a'.repeat(100)}", ${Array.from({ length: 40 }, (_, i) => `b${i}: ${i === 0 ? 'a' : `b${i - 1}`} + ${i === 0 ? 'a' : `b${i - 1}`}`).join(', ')}}`,
    'for i in 1..5000 return partial',
  ])('%s is more work than is allowed', (text) => {
    expect(() => valueOf(text)).toThrow(TooMuchWork);
  });
});

describe('a part that is ready already', () => {
  const at = { from: 0, to: 0 };
  const list: Feel = {
    ...at,
    op: 'list',
    of: [1, 2, 3].map((value): Feel => ({ ...at, op: 'literal', value: num(value) })),
  };
  const env = (): Env => ({ slots: [null, null], input: null, moment: null, steps: 1_000, notes: [] });

  it('sees the item of a filter and what a loop has made so far', () => {
    const isThree: Feel = { ...at, op: 'run', run: ({ slots }) => show(slots[0] ?? null) === '3' };
    expect(closureOf({ ...at, op: 'filter', of: list, by: isThree, item: 0, keys: [] })(env())).toEqual([num(3)]);
    const soFar: Feel = { ...at, op: 'run', run: ({ slots }) => num((slots[1] as readonly unknown[]).length) };
    const loop: Feel = { ...at, op: 'for', loops: [{ slot: 0, over: list }], partial: 1, body: soFar };
    expect(show(closureOf(loop)(env()))).toBe('[0, 1, 2]');
  });

  it('may be as deep as the stack has room for, and no deeper', () => {
    const deep = (left: number): number => (left === 0 ? 0 : 1 + deep(left - 1));
    const body: Feel = { ...at, op: 'run', run: () => num(deep(10_000_000)) };
    const made: Feel = { ...at, op: 'function', parameters: [], body };
    expect(() => closureOf({ ...at, op: 'call', of: made, arguments: [] })(env())).toThrow(TooMuchWork);
  });
});
