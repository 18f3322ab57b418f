import { dateOfDay, dayNumber, plusMonths } from './date.js';
import { daysOf, monthsOf } from './duration.js';
import { isKinded, type Kinded } from './kind.js';
import { finite, isNumber } from './number.js';
import { asDateTime, isZoned, nanosOf, nanosOfTime, plusNanos, plusNanosInDay } from './time.js';
import type { FeelDate, FeelDateTime, FeelTime, FeelValue } from './value.js';

export { divide, multiply, negate, power } from './multiply.js';

/** FEEL's `+`. Null where operands do not go together, and beyond what FEEL counts. Only two texts are joined. */
export function add(a: FeelValue, b: FeelValue): FeelValue {
  if (isNumber(a)) return isNumber(b) ? finite(a.plus(b)) : null;
  if (typeof a === 'string') return typeof b === 'string' ? a + b : null;
  if (!isKinded(a) || !isKinded(b)) return null;
  return plus(a, b, 1) ?? (isDuration(b) ? null : plus(b, a, 1));
}

/** FEEL's `-`. Null as `add`; also between a zoned moment and a local one. */
export function subtract(a: FeelValue, b: FeelValue): FeelValue {
  if (isNumber(a)) return isNumber(b) ? finite(a.minus(b)) : null;
  if (!isKinded(a) || !isKinded(b)) return null;
  if (isDuration(b)) return plus(a, b, -1);
  if (a.kind === 'time') return b.kind === 'time' ? betweenTimes(a, b) : null;
  return isMoment(a) && isMoment(b) ? between(asDateTime(a), asDateTime(b)) : null;
}

const isDuration = (value: Kinded): boolean =>
  value.kind === 'days and time duration' || value.kind === 'years and months duration';
const isMoment = (value: Kinded): value is FeelDate | FeelDateTime =>
  value.kind === 'date' || value.kind === 'date and time';

/** A duration on top of a value, or taken from it. */
function plus(to: Kinded, duration: Kinded, sign: 1 | -1): FeelValue {
  if (duration.kind === 'years and months duration') return plusMonthsTo(to, sign * duration.months);
  return duration.kind === 'days and time duration' ? plusTime(to, BigInt(sign) * duration.nanos) : null;
}

function plusMonthsTo(to: Kinded, months: number): FeelValue {
  if (to.kind === 'years and months duration') return monthsOf(to.months + months);
  if (to.kind === 'date') return plusMonths(to, months);
  if (to.kind !== 'date and time') return null;
  const date = plusMonths(to.date, months);
  return date && { ...to, date };
}

/** A date stays a date: the hours of a duration count from its midnight. */
function plusTime(to: Kinded, nanos: bigint): FeelValue {
  if (to.kind === 'days and time duration') return daysOf(to.nanos + nanos);
  if (to.kind === 'time') return plusNanosInDay(to, nanos);
  if (to.kind === 'date and time') return plusNanos(to, nanos);
  if (to.kind !== 'date') return null;
  const days = nanos / nanosPerDay - (nanos % nanosPerDay < 0n ? 1n : 0n);
  return dateOfDay(dayNumber(to) + Number(days));
}
const nanosPerDay = 86_400_000_000_000n;

function between(a: FeelDateTime, b: FeelDateTime): FeelValue {
  return isZoned(a.time.zone) === isZoned(b.time.zone) ? daysOf(nanosOf(a) - nanosOf(b)) : null;
}

function betweenTimes(a: FeelTime, b: FeelTime): FeelValue {
  return isZoned(a.zone) === isZoned(b.zone) ? daysOf(nanosOfTime(a) - nanosOfTime(b)) : null;
}
