import { describe, expect, it } from '@jest/globals';
import { readUnary } from '../feel/read-unary.js';
import { scopeOf } from '../feel/scope.js';
import { num } from '../values/number.js';
import { parseDate } from '../values/parse-date.js';
import type { FeelType } from '../values/type.js';
import { any, context, listOf, number, string, typed } from '../feel/testing/feel.js';
import { coerce } from './coerce.js';

function allowed(of: FeelType, text: string): FeelType {
  const reading = readUnary(text, scopeOf([]));
  if (!reading.ok) throw new Error(reading.problem.message);
  return { kind: 'allowed', of, allowed: reading.value };
}

describe('a value as its type has it', () => {
  it.each([
    ['is itself', 'a', string, 'a'],
    ['is null when it is another', 'a', number, null],
    ['is a list of it', 'a', listOf(string), ['a']],
    ['is the one that a list holds', ['a'], string, 'a'],
    ['is not one of two', ['a', 'b'], string, null],
    ['stays a list of one where any value does', ['a'], any, ['a']],
    ['is no list of others', ['a'], listOf(number), null],
    ['stays null, not a list of it', null, listOf(number), null],
    ['is null when not allowed', 'c', allowed(string, '"a", "b"'), null],
    ['is kept when allowed', 'b', allowed(string, '"a", "b"'), 'b'],
    ['is allowed one by one in a list', ['a', 'c'], listOf(allowed(string, '"a", "b"')), null],
  ])('%s', (_name, value, type, wanted) => expect(coerce(value, type)).toEqual(wanted));

  it('keeps entries that nobody declared, and has those that were', () => {
    const type = typed({ a: number, b: listOf(string) });
    expect(coerce(context({ a: num(1), b: 'x', c: true }), type)).toEqual(context({ a: num(1), b: ['x'], c: true }));
    expect(coerce(context({ a: null, b: null }), type)).toEqual(context({ a: null, b: null }));
    expect(coerce(context({ a: num(1) }), type)).toBeNull();
    expect(coerce(context({ a: 'no' }), type)).toBeNull();
  });

  it('takes a date for its midnight', () => {
    expect(coerce(parseDate('2020-01-01'), { kind: 'date and time' })).toMatchObject({
      time: { second: 0, zone: { offset: 0 } },
    });
  });
});
