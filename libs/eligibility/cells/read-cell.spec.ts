import { describe, expect, it } from '@jest/globals';
import { readExpression } from '../read-expression.js';
import { readTest } from '../read-test.js';
import type { FeelTest, Literal } from '../table.js';

const cell = (text: string): FeelTest => {
  const read = readTest(text);
  if (!read.ok) throw new Error(`${text}: ${read.refusal.code}`);
  return read.value;
};
const refusal = (text: string, read: typeof readTest | typeof readExpression = readTest) => {
  const reading = read(text);
  return reading.ok ? null : { code: reading.refusal.code, said: reading.refusal.message + reading.refusal.instead };
};
const number = (value: number): Literal => ({ kind: 'number', value });
const date = (value: string): Literal => ({ kind: 'date', value });

describe('constants', () => {
  it.each<[string, FeelTest]>([
    ['100 * 12', { test: 'compare', operator: '=', to: number(1200) }],
    ['<= 0.1 + 0.2', { test: 'compare', operator: '<=', to: number(0.3) }],
    ['< 1.5 * 2000', { test: 'compare', operator: '<', to: number(3000) }],
    ['-(5)', { test: 'compare', operator: '=', to: number(-5) }],
    ['decimal(100 / 3, 2)', { test: 'compare', operator: '=', to: number(33.33) }],
    ['@"2026-01-01"', { test: 'compare', operator: '=', to: date('2026-01-01') }],
    ['> date("2026-01-01") - duration("P18Y")', { test: 'compare', operator: '>', to: date('2008-01-01') }],
    ['<= date("2024-02-29") + duration("P1Y")', { test: 'compare', operator: '<=', to: date('2025-02-28') }],
    ['date(year: 2020, month: 1, day: 1)', { test: 'compare', operator: '=', to: date('2020-01-01') }],
    ['"a" + "b"', { test: 'compare', operator: '=', to: { kind: 'string', value: 'ab' } }],
    ['18 < ?', { test: 'compare', operator: '>', to: number(18) }],
    ['"b" = ?', { test: 'compare', operator: '=', to: { kind: 'string', value: 'b' } }],
    ['? between 1 and 5', { test: 'range', from: number(1), to: number(5), fromIncluded: true, toIncluded: true }],
    [
      '[100 * 2..3 * 100)',
      { test: 'range', from: number(200), to: number(300), fromIncluded: true, toIncluded: false },
    ],
  ])('are worked out when %s is read', (text, expected) => {
    expect(cell(text)).toEqual(expected);
  });

  it.each([
    ['100 / 3', 'number-is-too-long', 'decimal(100 / 3, 2)'],
    ['1 / 0', 'constant-has-no-value', '1 / 0'],
    ['date("2024-02-29") + 3', 'constant-has-no-value', 'date('],
    ['[300..100 * 2]', 'range-is-reversed', 'smaller end first'],
    ['> "a" + "b"', 'comparison-does-not-fit', 'Only numbers and dates'],
    ['date("2024-02-30")', 'date-is-not-a-date', 'date("2024-01-31")'],
    ['< date("0001-01-01") - duration("P1Y")', 'date-is-not-a-date', '0001'],
  ])('that are none are refused: %s', (text, code, said) => {
    expect(refusal(text)).toEqual({ code, said: expect.stringContaining(said) });
  });
});

describe('other cells', () => {
  it.each<[string, readonly string[]]>([
    ['starts with(?, "M")', []],
    ['not(starts with(?, "M"), contains(?, "x"))', []],
    ['matches(?, "^[A-Z][0-9]")', []],
    ['count(?) >= 2', []],
    ['? > other', ['other']],
    ['> other', ['other']],
    ['? <= safety.limit * 2 and ? >= other', ['safety.limit', 'other']],
    ['?.year >= 2000', []],
    ['born.year < ?', ['born']],
    ['years and months duration(born, ?) >= duration("P18Y")', ['born']],
    ['every x in ? satisfies starts with(x, "a")', []],
    ['count(?[item != worst]) > 1', ['worst']],
    ['{limit: other, twice: limit * 2}.twice < ?', ['other']],
  ])('keep what they read: %s', (text, reads) => {
    const test = cell(text);
    expect(test).toMatchObject({ test: 'feel', text, reads });
    expect(JSON.parse(JSON.stringify(test))).toEqual(test);
  });

  it.each([
    ['yes', 'word-without-quotes', '"yes"'],
    ['"a", other', 'word-without-quotes', '? = other'],
    ['> ?', 'feel-is-not-in-the-subset', 'with itself'],
    ['now() > ?', 'moment-is-not-read', 'computed question'],
    ['? < today()', 'moment-is-not-read', 'computed question'],
    ['? = null', 'null-is-not-tested', 'Leave the row out'],
    ['? instance of number', 'type-is-not-tested', 'Leave it out'],
    ['> household size', 'name-has-a-space', 'household_size'],
    ['? > a-b', 'dash-is-unclear', 'a - b'],
    ['starts wih(?, "M")', 'function-is-unknown', 'starts with'],
    ['is_adult(?)', 'function-is-unknown', 'docs/feel-subset.md'],
    ['starts with(?)', 'arguments-do-not-fit', 'starts with(string, match)'],
    ['function(x) external {java: {}}', 'function-is-external', 'FEEL'],
    ['some x in ? satisfies x = y and some y in ? satisfies y = "a"', 'name-is-twice', 'another name'],
  ])('are refused by name: %s', (text, code, said) => {
    expect(refusal(text)).toEqual({ code, said: expect.stringContaining(said) });
  });
});

describe('input expressions', () => {
  it.each<[string, readonly string[]]>([
    ['count(benefits)', ['benefits']],
    ['substring(postal, 1, 1)', ['postal']],
    ['(ends - starts).days', ['ends', 'starts']],
    ['years and months duration(born, on).years', ['born', 'on']],
    ['if a > 1 then b else c', ['a', 'b', 'c']],
    ['(safety.since).year', ['safety.since']],
  ])('keep what they read: %s', (text, reads) => {
    expect(readExpression(text)).toMatchObject({ ok: true, value: { op: 'feel', text, reads } });
  });

  it('refuse the moment, and names with spaces', () => {
    expect(refusal('(today() - born).days', readExpression)).toMatchObject({ code: 'moment-is-not-read' });
    expect(refusal('house hold', readExpression)).toMatchObject({ code: 'name-has-a-space' });
  });
});
