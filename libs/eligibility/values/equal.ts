import { TooMuchWork } from '../run/env.js';
import { compare } from './compare.js';
import { isKinded, isList, type Kinded } from './kind.js';
import { isNumber } from './number.js';
import type { FeelContext, FeelRange, FeelValue } from './value.js';

/** What is left to do of an evaluation; TooMuchWork is thrown below zero. */
export interface Work {
  steps: number;
}

/**
 * FEEL's `=`. Null where two values cannot be equal or unequal: other kinds, a local time and a zoned one. `null` equals
 * `null` and nothing else. Lists by order, contexts by key; functions are equal to themselves alone. What lists and contexts
 * hold counts down `work.steps`, where that is given: a list made of lists of one list is small and holds very much.
 */
export function equal(a: FeelValue, b: FeelValue, work?: Work): boolean | null {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isNumber(a)) return isNumber(b) ? a.equals(b) : null;
  if (typeof a !== 'object') return typeof a === typeof b ? false : null;
  if (isList(a)) return isList(b) ? equalLists(a, b, work) : null;
  return isKinded(a) && isKinded(b) ? equalKinded(a, b, work) : null;
}

function equalKinded(a: Kinded, b: Kinded, work?: Work): boolean | null {
  if (a.kind === 'context') return b.kind === 'context' ? equalContexts(a, b, work) : null;
  if (a.kind === 'range') return b.kind === 'range' ? equalRanges(a, b, work) : null;
  if (a.kind === 'function') return b.kind === 'function' ? false : null;
  const order = compare(a, b);
  return order === null ? null : order === 0;
}

function equalLists(a: readonly FeelValue[], b: readonly FeelValue[], work?: Work): boolean | null {
  if (a.length !== b.length) return false;
  return every(
    a.map((item, index) => [item, b[index] ?? null]),
    work,
  );
}

function equalContexts({ entries: a }: FeelContext, { entries: b }: FeelContext, work?: Work): boolean | null {
  if (a.size !== b.size || [...a.keys()].some((key) => !b.has(key))) return false;
  return every(
    [...a].map(([key, value]) => [value, b.get(key) ?? null]),
    work,
  );
}

/** By how they are written: `(<10)` is not `(null..10)`. */
function equalRanges(a: FeelRange, b: FeelRange, work?: Work): boolean | null {
  if (a.by !== b.by || a.lowIncluded !== b.lowIncluded || a.highIncluded !== b.highIncluded) return false;
  return every(
    [
      [a.low, b.low],
      [a.high, b.high],
    ],
    work,
  );
}

function every(pairs: readonly (readonly [FeelValue, FeelValue])[], work?: Work): boolean | null {
  if (work && (work.steps -= pairs.length) < 0) throw new TooMuchWork();
  let all: boolean | null = true;
  for (const [a, b] of pairs) {
    const same = equal(a, b, work);
    if (same === false) return false;
    if (same === null) all = null;
  }
  return all;
}
