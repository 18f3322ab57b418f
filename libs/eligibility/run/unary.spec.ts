import { describe, expect, it } from '@jest/globals';
import { num } from '../values/number.js';
import { parseDate } from '../values/parse-date.js';
import { accepts, any, listOf, number, string, typed, context } from '../feel/testing/feel.js';
import type { FeelType } from '../values/type.js';

const boolean: FeelType = { kind: 'boolean' };

describe('a cell', () => {
  it.each([
    ['-', null, true],
    ['  ', 'x', true],
    ['"a"', 'a', true],
    ['"a", "b"', 'b', true],
    ['"a"', null, false],
    ['null', null, true],
    ['true', null, false],
    ['true', true, true],
    ['false', true, false],
    ['not("a")', 'b', true],
    ['not("a")', null, true],
    ['not("a", "b")', 'b', false],
    ['? = "a"', 'a', true],
    ['"b" > ?', 'a', true],
    ['? in ("a", "b")', 'b', true],
    ['not(? = "a")', 'a', false],
    ['"?"', '?', true],
    ['> "a"', 'b', true],
    ['> "a"', null, null],
    ['not(> "a")', null, null],
    ['["a".."c"]', 'b', true],
    ['(["a", "b"])', 'b', true],
    ['1 + 1 = 2', 'x', null],
    ['1 + 1 = 2', true, true],
    ['1 > null', null, null],
  ] as const)('%s, asked about %j: %j', (text, input, wanted) => expect(accepts(text, input)).toBe(wanted));

  it('compares numbers and dates', () => {
    expect(accepts('[18..65)', num(65))).toBe(false);
    expect(accepts('>= 18', num(18))).toBe(true);
    expect(accepts('>= 18', num('17.9999'))).toBe(false);
    expect(accepts('< date("2020-01-02")', parseDate('2020-01-01'))).toBe(true);
    expect(accepts('? + 1 > 3', num(3))).toBe(true);
    expect(accepts('!= 3', num(3))).toBe(false);
  });

  it('takes a truth value without `?` for what the input must be, and never for a condition', () => {
    const given = { c: [typed({ yes: boolean }), context({ yes: true })], n: [number, num(5)] } as const;
    expect(accepts('c.yes', true, given)).toBe(true);
    expect(accepts('c.yes', false, given)).toBe(false);
    expect(accepts('not(c.yes)', false, given)).toBe(true);
    expect(accepts('c.yes', null, given)).toBe(false);
    expect(accepts('n > 3', 'x', given)).toBe(null);
    expect(accepts('n > 3', true, given)).toBe(true);
    expect(accepts('n > 3', false, given)).toBe(false);
  });

  it('takes a list for what the input must be among, and a range for where it must lie', () => {
    const given = {
      words: [listOf(string), ['a', 'b']],
      low: [number, num(1)],
      high: [number, num(3)],
      x: [any, null],
    } as const;
    expect(accepts('words', 'b', given)).toBe(true);
    expect(accepts('words', 'c', given)).toBe(false);
    expect(accepts('words', ['a', 'b'], given)).toBe(true);
    expect(accepts('[low..high]', num(2), given)).toBe(true);
    expect(accepts('> high', num(2), given)).toBe(false);
    expect(accepts('x', null, given)).toBe(true);
  });
});
