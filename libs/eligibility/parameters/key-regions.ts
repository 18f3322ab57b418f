import { inDomain } from '../domain.js';
import type { FeelTest, Literal } from '../table.js';
import type { Domain, Value } from '../types.js';
import type { ParameterValue } from './parameter.js';

/** Answers to the question by which values differ that have the same values. */
export interface KeyRegion {
  readonly test: FeelTest;
  /** One of the answers. */
  readonly key: number | string;
}

const compare = (operator: '=' | '<' | '>=', to: Literal): FeelTest => ({ test: 'compare', operator, to });

/**
 * All answers of a question, in parts that keys tell apart; parts without an answer are left out. Null for a question
 * that is neither whole numbers nor a choice.
 */
export function keyRegions(domain: Domain | undefined, keys: readonly string[]): KeyRegion[] | null {
  if (domain?.kind === 'choice') return words(domain.values, keys);
  return domain?.kind === 'number' && Number.isInteger(domain.step) ? numbers(domain, keys) : null;
}

function words(values: readonly string[], keys: readonly string[]): KeyRegion[] {
  const test = (value: string): FeelTest => compare('=', { kind: 'string', value });
  const left = values.filter((value) => !keys.includes(value));
  const [first] = left;
  return [
    ...values.filter((value) => keys.includes(value)).map((key) => ({ test: test(key), key })),
    ...(first === undefined ? [] : [{ test: { test: 'some' as const, of: left.map(test) }, key: first }]),
  ];
}

function numbers(domain: Domain & { kind: 'number' }, keys: readonly string[]): KeyRegion[] {
  const sorted = [...new Set(keys.map(Number))].sort((a, b) => a - b);
  const [lowest] = sorted;
  if (lowest === undefined) return [];
  const literal = (value: number): Literal => ({ kind: 'number', value });
  const { min = -Infinity, max = Infinity, step = 1 } = domain;
  const below = { test: compare('<', literal(lowest)), key: lowest - step };
  const regions = sorted.flatMap((key, at): KeyRegion[] => {
    const next = sorted[at + 1];
    if (next === undefined) return max >= key ? [{ test: compare('>=', literal(key)), key: Math.max(key, min) }] : [];
    const between: FeelTest = {
      test: 'range',
      from: literal(key),
      to: literal(next),
      fromIncluded: false,
      toIncluded: false,
    };
    const here = inDomain(domain, key) ? [{ test: compare('=', literal(key)), key }] : [];
    const inner = firstBetween(domain, key, next);
    return inner === null ? here : [...here, { test: between, key: inner }];
  });
  return min < lowest ? [below, ...regions] : regions;
}

/** The first answer after one key and before the next. */
function firstBetween(
  { min = -Infinity, max = Infinity, step = 1 }: Domain & { kind: 'number' },
  a: number,
  b: number,
) {
  const base = Number.isFinite(min) ? min : 0;
  const first = Math.max(min, base + (Math.floor((a - base) / step) + 1) * step);
  return first < b && first <= max ? first : null;
}

/** What a parameter is for an answer; null where it says nothing. Of numbers, the highest key holds for more. */
export function valueFor(is: ParameterValue, answer: Value | null): number | string | null {
  if (typeof is !== 'object') return is;
  if (answer === null || typeof answer === 'object') return null;
  const own = Object.hasOwn(is, String(answer)) ? is[String(answer)] : undefined;
  if (own !== undefined) return own;
  if (typeof answer !== 'number') return null;
  const highest = Object.keys(is).reduce((most, key) => Math.max(most, Number(key)), -Infinity);
  return answer > highest ? (is[String(highest)] ?? null) : null;
}
