import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare } from './compare.js';
import { equal } from './equal.js';
import { num } from './number.js';
import { parseTemporal } from './parse-temporal.js';
import { oneSided, rangeOf, within } from './range.js';
import { show } from './show.js';
import type { FeelFunction, FeelRange, FeelValue } from './value.js';

const at = (text: string): FeelValue => parseTemporal(text);
const context = (entries: Record<string, FeelValue>): FeelValue => ({
  kind: 'context',
  entries: new Map(Object.entries(entries)),
});
const n = (...of: number[]): FeelValue[] => of.map((one) => num(one));
const range = (text: string): FeelRange => {
  const [, open, low = '', high = '', close] = /^([[(])(.*)\.\.(.*)([\])])$/.exec(text)!;
  return rangeOf(low === '' ? null : num(low), high === '' ? null : num(high), open === '[', close === ']')!;
};

describe('equality', () => {
  it('of null is true or false, of two kinds neither', () => {
    expect([equal(null, null), equal(null, num(0)), equal(false, null), equal([], null)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const kinds: FeelValue[] = [
      num(0),
      '0',
      false,
      [],
      context({}),
      at('2020-01-01'),
      at('10:00:00'),
      at('P1D'),
      at('P1Y'),
      range('[1..2]'),
    ];
    kinds.forEach((a, i) =>
      kinds.forEach((b, j) => expect([i, j, equal(a, b)]).toEqual([i, j, i === j ? true : null])),
    );
  });

  it('of numbers looks at the value, not at how it is written', () => {
    expect([
      equal(num('1.0'), num('1')),
      equal(num('-0'), num('0')),
      equal(num('12300'), num('1.23e4')),
      equal(num(-1), num(1)),
    ]).toEqual([true, true, true, false]);
  });

  it('of lists goes by order, of contexts by key', () => {
    expect([
      equal(n(1, 2), n(1, 2)),
      equal(n(1, 2), n(2, 1)),
      equal(n(1), n(1, 1)),
      equal([num(1), 'a'], ['a', 'a']),
    ]).toEqual([true, false, false, null]);
    expect(equal(context({ a: 'x', b: 'y' }), context({ b: 'y', a: 'x' }))).toBe(true);
    expect([equal(context({ a: 'x' }), context({ b: 'x' })), equal(context({ a: 'x' }), context({ a: 'y' }))]).toEqual([
      false,
      false,
    ]);
  });

  it('of times leaves fractions of a second out, and compares zoned ones as moments', () => {
    const same = (a: string, b: string): boolean | null => equal(at(a), at(b));
    expect(same('10:30:00.0001', '10:30:00.0002')).toBe(true);
    expect(same('2018-12-08T00:00:00.0001', '2018-12-08T00:00:00')).toBe(true);
    expect(same('2002-04-02T12:00:00@Australia/Melbourne', '2002-04-02T12:00:00@Australia/Sydney')).toBe(true);
    expect(same('2018-10-08T00:00:00+02:00', '2018-10-08T00:00:00@Europe/Paris')).toBe(true);
    expect(same('2018-02-08T00:00:00+01:00', '2018-02-08T00:00:00@Europe/Paris')).toBe(true);
    expect(same('2018-12-08T00:00:00@Europe/Paris', '2018-12-08T00:00:00@Asia/Dhaka')).toBe(false);
    expect(same('2002-04-02T12:00:00-01:00', '2002-04-02T17:00:00+04:00')).toBe(true);
    expect(same('10:30:00Z', '10:30:00+00:00')).toBe(true);
    expect(same('10:30:00@Europe/Paris', '10:30:00@Europe/Paris')).toBe(true);
    expect(same('10:30:00', '10:30:00Z')).toBeNull();
    expect(same('2002-04-02', '2002-04-02T00:00:00Z')).toBe(true);
    expect(same('2002-04-02', '2002-04-02T00:00:00')).toBeNull();
  });

  it('of durations goes by the whole, within a kind', () => {
    expect([
      equal(at('P1D'), at('PT24H')),
      equal(at('P0D'), at('-P0D')),
      equal(at('P1Y'), at('P12M')),
      equal(at('P1Y'), at('P365D')),
    ]).toEqual([true, true, true, null]);
  });

  it('of ranges goes by how they are written, of functions by identity', () => {
    expect(equal(oneSided('<', num(10)), range('(..10)'))).toBe(false);
    expect(equal(oneSided('=', num(10)), range('[10..10]'))).toBe(false);
    expect(equal(oneSided('!=', num(10)), oneSided('!=', num(10)))).toBe(true);
    expect(equal(range('[1..2]'), range('[1..3]'))).toBe(false);
    const made = (): FeelFunction => ({ kind: 'function', parameters: [], call: () => null });
    const one = made();
    expect([equal(one, one), equal(one, made())]).toEqual([true, false]);
  });
});

describe('order', () => {
  it('of texts is that of their code points', () => {
    const word = fc.array(fc.constantFrom('a', 'b', 'é', '\u{e000}', '\u{ffff}', '\u{10000}', '\u{1f600}'), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const points = (of: string[]): number[] => of.map((one) => one.codePointAt(0)!);
        const first = points(a).findIndex((point, index) => point !== points(b)[index]);
        const expected =
          first < 0 ? Math.sign(a.length - b.length) : Math.sign(points(a)[first]! - (points(b)[first] ?? -1));
        expect(compare(a.join(''), b.join(''))).toBe(expected);
      }),
      { numRuns: process.env['DEEP'] ? 20_000 : 300 },
    );
  });

  it('is between values of one kind that has one', () => {
    expect(compare(at('2020-01-31'), at('2020-02-01'))).toBe(-1);
    expect(compare(at('2020-01-01T00:00:00+01:00'), at('2020-01-01T00:00:00Z'))).toBe(-1);
    expect(compare(at('2020-01-01T00:00:00'), at('2020-01-01T00:00:00Z'))).toBeNull();
    expect(compare(at('10:00:00.9'), at('10:00:00.1'))).toBe(0);
    expect([compare(true, false), compare(null, null), compare([], []), compare(num(1), '1')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([compare(at('P1D'), at('PT23H')), compare(at('P1Y'), at('P13M')), compare(at('P1Y'), at('P1D'))]).toEqual([
      1,
      -1,
      null,
    ]);
  });
});

describe('ranges', () => {
  it('hold what lies between their ends', () => {
    const holds = (text: string): (boolean | null)[] => n(1, 2, 5).map((value) => within(range(text), value));
    expect([holds('[1..5]'), holds('(1..5)')]).toEqual([
      [true, true, true],
      [false, true, false],
    ]);
    // An end that is null is not known: `(..2]` as `range()` reads it is `(<= 2)`.
    expect([holds('(..2]'), holds('(2..)')]).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
    expect([
      within(range('[1..2]'), 'a'),
      within(range('[1..2]'), null),
      within(oneSided('<', num(2))!, num(1)),
    ]).toEqual([null, null, true]);
    expect([within(oneSided('!=', num(2))!, num(1)), within(oneSided('=', num(2))!, num(1))]).toEqual([true, false]);
  });

  it('need two ends of one kind that has an order', () => {
    expect([
      rangeOf(null, null, true, true),
      rangeOf(num(1), 'a', true, true),
      rangeOf(true, true, true, true),
      oneSided('<', []),
    ]).toEqual([null, null, null, null]);
  });
});

describe('values as text', () => {
  it('are plain outside, and as FEEL writes them inside lists and contexts', () => {
    expect(show('a"b')).toBe('a"b');
    expect(show([num('1.50'), 'a"b', null, [true], at('2020-01-01')])).toBe(
      '[1.5, "a\\"b", null, [true], @"2020-01-01"]',
    );
    expect(show(context({ a: 'foo', 'b c': num(1), '{': [], __proto__x: null }))).toBe(
      '{a: "foo", b c: 1, "{": [], __proto__x: null}',
    );
    expect([show(range('[1..10)')), show(oneSided('<', num(10))), show(range('(..10]'))]).toEqual([
      '[1..10)',
      '(< 10)',
      '(null..10]',
    ]);
  });
});
