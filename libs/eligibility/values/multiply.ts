import type { Decimal } from 'decimal.js';
import { daysOf, daysOfDecimal, monthsOf } from './duration.js';
import { isKinded, type Kinded } from './kind.js';
import { finite, isNumber, Num } from './number.js';
import type { FeelValue } from './value.js';

/** FEEL's `*`: numbers, and a duration by a number either way. Months are whole, towards zero. Null for all else. */
export function multiply(a: FeelValue, b: FeelValue): FeelValue {
  if (isNumber(a)) {
    if (isNumber(b)) return finite(a.times(b));
    return isKinded(b) ? scaled(b, (of) => of.times(a)) : null;
  }
  return isKinded(a) && isNumber(b) ? scaled(a, (of) => of.times(b)) : null;
}

/** FEEL's `/`: numbers, a duration by a number, a duration by one of its kind. Null for all else, and by zero. */
export function divide(a: FeelValue, b: FeelValue): FeelValue {
  if (isNumber(b)) {
    if (b.isZero()) return null;
    if (isNumber(a)) return finite(a.dividedBy(b));
    return isKinded(a) ? scaled(a, (of) => of.dividedBy(b)) : null;
  }
  if (!isKinded(a) || !isKinded(b) || a.kind !== b.kind) return null;
  const of = amountOf(a);
  const by = amountOf(b);
  return of && by && !by.isZero() ? finite(of.dividedBy(by)) : null;
}

/** FEEL's `**`, of numbers. Null where the result is no number. */
export function power(a: FeelValue, b: FeelValue): FeelValue {
  return isNumber(a) && isNumber(b) ? finite(a.pow(b)) : null;
}

/** The unary minus: of numbers and durations. */
export function negate(of: FeelValue): FeelValue {
  if (isNumber(of)) return finite(of.negated());
  if (!isKinded(of)) return null;
  if (of.kind === 'days and time duration') return daysOf(-of.nanos);
  return of.kind === 'years and months duration' ? monthsOf(-of.months) : null;
}

function amountOf(of: Kinded): Decimal | null {
  if (of.kind === 'days and time duration') return new Num(of.nanos.toString());
  return of.kind === 'years and months duration' ? new Num(of.months) : null;
}

function scaled(of: Kinded, by: (amount: Decimal) => Decimal): FeelValue {
  const amount = amountOf(of);
  if (!amount) return null;
  return of.kind === 'years and months duration' ? monthsOf(by(amount).toNumber()) : daysOfDecimal(by(amount));
}
