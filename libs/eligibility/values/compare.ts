import { compareDates } from './date.js';
import { isKinded, type Kinded } from './kind.js';
import { isNumber } from './number.js';
import { asDateTime, isZoned, nanosOf, nanosOfTime, nanosPerSecond, floorDivide } from './time.js';
import type { FeelDateTime, FeelTime, FeelValue } from './value.js';

/**
 * Negative, 0 or positive; null where two values have no order: other kinds, `null`, booleans, lists, a local time and a
 * zoned one. Texts by code point. A date is midnight UTC beside a date and time. Times count whole seconds, as FEEL's
 * equality does: what is equal is neither before nor after.
 */
export function compare(a: FeelValue, b: FeelValue): number | null {
  if (isNumber(a)) return isNumber(b) ? a.comparedTo(b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null;
  return isKinded(a) && isKinded(b) ? compareKinded(a, b) : null;
}

function compareKinded(a: Kinded, b: Kinded): number | null {
  if (a.kind === 'date' && b.kind === 'date') return compareDates(a, b);
  if ((a.kind === 'date' || a.kind === 'date and time') && (b.kind === 'date' || b.kind === 'date and time'))
    return compareMoments(asDateTime(a), asDateTime(b));
  if (a.kind === 'time' && b.kind === 'time') return compareTimes(a, b);
  if (a.kind === 'days and time duration' && b.kind === a.kind) return sign(a.nanos, b.nanos);
  if (a.kind === 'years and months duration' && b.kind === a.kind) return Math.sign(a.months - b.months);
  return null;
}

function compareMoments(a: FeelDateTime, b: FeelDateTime): number | null {
  if (isZoned(a.time.zone) !== isZoned(b.time.zone)) return null;
  return sign(floorDivide(nanosOf(a), nanosPerSecond), floorDivide(nanosOf(b), nanosPerSecond));
}

function compareTimes(a: FeelTime, b: FeelTime): number | null {
  if (a.zone.name !== undefined && a.zone.name === b.zone.name) return Math.sign(a.second - b.second);
  if (isZoned(a.zone) !== isZoned(b.zone)) return null;
  return sign(floorDivide(nanosOfTime(a), nanosPerSecond), floorDivide(nanosOfTime(b), nanosPerSecond));
}

const sign = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** UTF-16 puts what lies beyond U+FFFF before U+E000: the first differing units are moved to where their code points belong. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return Math.sign(a.length - b.length);
  return Math.sign(placed(a.charCodeAt(at)) - placed(b.charCodeAt(at)));
}

const placed = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
