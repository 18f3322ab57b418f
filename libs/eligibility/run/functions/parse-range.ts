import { compare } from '../../values/compare.js';
import { kindOf } from '../../values/kind.js';
import { num } from '../../values/number.js';
import { parseTemporal } from '../../values/parse-temporal.js';
import { parseDate } from '../../values/parse-date.js';
import { parseDateTime, parseTime } from '../../values/parse-time.js';
import { parseDuration } from '../../values/parse-duration.js';
import { oneSided, rangeOf } from '../../values/range.js';
import type { FeelRange, FeelValue } from '../../values/value.js';

const longest = 1_000;
const quoted = /"(?:[^"\\]|\\.)*"/y;

/**
 * `[18..21)`, `(..2]`, `["a".."c"]`, `[@"P1D"..duration("P2D")]`: a range whose ends are written out. Null for anything else:
 * ends of two kinds, or the larger first. An end that is missing makes the range one-sided.
 */
export function parseRange(from: string): FeelRange | null {
  const text = from.trim();
  if (text.length > longest || !/^[[(\]].*[\])[]$/s.test(text)) return null;
  const at = dotsIn(text);
  if (at < 0) return null;
  const low = endOf(text.slice(1, at).trim());
  const high = endOf(text.slice(at + 2, -1).trim());
  const lowIncluded = text.startsWith('[');
  const highIncluded = text.endsWith(']');
  if (low === undefined || high === undefined) return null;
  if (low === null || high === null) {
    if (low === null && !lowIncluded && high !== null) return oneSided(highIncluded ? '<=' : '<', high);
    return high === null && !highIncluded && low !== null ? oneSided(lowIncluded ? '>=' : '>', low) : null;
  }
  if (kindOf(low) !== kindOf(high) || (compare(low, high) ?? 1) > 0) return null;
  return rangeOf(low, high, lowIncluded, highIncluded);
}

/** Where the `..` stands that is in no text. */
function dotsIn(text: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text.startsWith('..', at)) return at;
    if (text[at] !== '"') continue;
    quoted.lastIndex = at;
    const found = quoted.exec(text);
    if (!found) return -1;
    at += found[0].length - 1;
  }
  return -1;
}

/** An end as a value; null: there is none; undefined: not one that is written out. */
function endOf(text: string): FeelValue | undefined {
  if (text === '') return null;
  if (/^[-+.\d]/.test(text)) return num(text) ?? undefined;
  const [, before, inside] = /^(.*?)("(?:[^"\\]|\\.)*")\s*\)?$/s.exec(text) ?? [];
  if (before === undefined || inside === undefined || before.includes('(') !== text.endsWith(')')) return undefined;
  const value = unescaped(inside);
  if (value === null) return undefined;
  return readers[before.replace(/\s+/g, ' ').replace(' (', '(').trim()]?.(value) ?? undefined;
}

const readers: Readonly<Record<string, (text: string) => FeelValue>> = Object.assign(
  Object.create(null) as Record<string, (text: string) => FeelValue>,
  {
    '': (text: string) => text,
    '@': parseTemporal,
    'date(': parseDate,
    'time(': parseTime,
    'date and time(': parseDateTime,
    'duration(': parseDuration,
  },
);

/** FEEL's escapes are JSON's, but for `\U01F600`. */
function unescaped(text: string): string | null {
  try {
    const json = text.replace(/\\U([0-9a-fA-F]{6})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    return JSON.parse(json) as string;
  } catch {
    return null;
  }
}
