import { Decimal } from 'decimal.js';

/**
 * The numbers of FEEL: decimals of 34 digits, half to even, exponents to 6144 (IEEE 754 decimal128). A clone of our own, so
 * that nobody else's settings reach it. `new Num(text)` does not round: `num` does.
 */
export const Num = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -7000,
  toExpPos: 7000,
  defaults: true,
});

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number as FEEL keeps it. Null for text that is no number, and for one beyond the exponent. A number is read by its shortest decimal: 0.1 is 0.1. */
export function num(from: string | number | bigint): Decimal | null {
  const text = String(from);
  return plain.test(text) ? finite(new Num(text).toSignificantDigits(34)) : null;
}

/** What a computation gave, if that is a number: not after an overflow, a division by zero, the root of a negative. */
export function finite(of: Decimal): Decimal | null {
  if (!of.isFinite()) return null;
  return of.isZero() && of.isNegative() ? zero : of;
}

const zero = new Num(0);

export function isNumber(value: unknown): value is Decimal {
  return value instanceof Num;
}

/** Plain notation: no exponent, no zeros after the last digit, no minus zero. */
export function plainOf(of: Decimal): string {
  return of.isZero() ? '0' : of.toFixed();
}

/** As an integer that JavaScript counts exactly; null for fractions and for what is larger. */
export function wholeOf(value: unknown): number | null {
  if (!isNumber(value) || !value.isInteger()) return null;
  const whole = value.toNumber();
  return Number.isSafeInteger(whole) ? whole + 0 : null;
}
