import { compare } from './compare.js';
import { equal } from './equal.js';
import { kindOf } from './kind.js';
import type { FeelRange, FeelValue } from './value.js';

const ordered = new Set<string>([
  'string',
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);

export const hasOrder = (value: FeelValue): boolean => ordered.has(kindOf(value));

/** `[low..high]`. An end that is `null` is open. Null where the ends are of two kinds, have no order, or are both null. */
export function rangeOf(
  low: FeelValue,
  high: FeelValue,
  lowIncluded: boolean,
  highIncluded: boolean,
): FeelRange | null {
  if (low === null && high === null) return null;
  if ([low, high].some((end) => end !== null && !hasOrder(end))) return null;
  if (low !== null && high !== null && compare(low, high) === null) return null;
  return {
    kind: 'range',
    low,
    high,
    lowIncluded: lowIncluded && low !== null,
    highIncluded: highIncluded && high !== null,
  };
}

/** `(<10)`, `(>=10)`, `(=10)`. Null for `<` and its like where the end has no order. */
export function oneSided(by: NonNullable<FeelRange['by']>, end: FeelValue): FeelRange | null {
  const ends = { low: null, high: null, lowIncluded: false, highIncluded: false };
  if (by === '=' || by === '!=') {
    return { kind: 'range', low: end, high: end, lowIncluded: by === '=', highIncluded: by === '=', by };
  }
  if (!hasOrder(end)) return null;
  if (by === '<' || by === '<=') return { kind: 'range', ...ends, high: end, highIncluded: by === '<=', by };
  return { kind: 'range', ...ends, low: end, lowIncluded: by === '>=', by };
}

/** Whether a value lies in a range; null where they have no order, or an end is null. */
export function within(range: FeelRange, value: FeelValue): boolean | null {
  const { low, high, lowIncluded, highIncluded, by } = range;
  if (by === '=' || by === '!=') {
    const same = equal(value, low);
    return same === null ? null : same === (by === '=');
  }
  // `(> 5)` has no upper end; that of `[5..null]` is not known.
  if (by === undefined && (low === null || high === null)) return null;
  const fromLow = low === null ? 1 : compare(value, low);
  const fromHigh = high === null ? -1 : compare(value, high);
  if (fromLow === null || fromHigh === null) return null;
  return (fromLow > 0 || (lowIncluded && fromLow === 0)) && (fromHigh < 0 || (highIncluded && fromHigh === 0));
}
