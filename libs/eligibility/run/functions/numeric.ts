import { Decimal } from 'decimal.js';
import { negate } from '../../values/add.js';
import { isKind } from '../../values/kind.js';
import { finite, isNumber, Num } from '../../values/number.js';
import type { FeelValue } from '../../values/value.js';
import { type BuiltIn, builtIn, ofSingles } from './built-in.js';

/** Scales that FEEL takes. */
const lowestScale = -6_111;
const highestScale = 6_176;

/** To `scale` digits after the point; before it where that is negative. Null beyond the scales that FEEL takes. */
function rounded(of: FeelValue, scale: FeelValue, mode: Decimal.Rounding): FeelValue {
  if (!isNumber(of) || !isNumber(scale)) return null;
  const digits = scale.trunc().toNumber();
  if (digits < lowestScale || digits > highestScale) return null;
  if (digits >= of.decimalPlaces()) return finite(of);
  // Shifting a decimal is exact, so that it is rounded once.
  const shifted = of.times(`1e${digits}`);
  const near = shifted.isZero() && !of.isZero() ? new Num(of.isNegative() ? '-0.1' : '0.1') : shifted;
  return finite(near.toDecimalPlaces(0, mode).times(`1e${-digits}`));
}

const zero = new Num(0);
const rounding = (name: string, mode: Decimal.Rounding): BuiltIn =>
  builtIn(name, ['n, scale'], ([n = null, scale = null]) => rounded(n, scale, mode));
const wholeOrScaled = (name: string, mode: Decimal.Rounding): BuiltIn =>
  builtIn(name, ['n', 'n, scale'], ([n = null, scale = zero]) => rounded(n, scale, mode));
const ofNumber = (name: string, of: (number: Decimal) => FeelValue): BuiltIn =>
  builtIn(name, ['number'], ([number = null]) => (isNumber(number) ? of(number) : null));

function absolute(of: FeelValue): FeelValue {
  if (isNumber(of)) return of.abs();
  if (isKind(of, 'days and time duration')) return of.nanos < 0n ? negate(of) : of;
  return isKind(of, 'years and months duration') ? (of.months < 0 ? negate(of) : of) : null;
}

/** Of the divisor's sign: dividend - divisor * floor(dividend / divisor). */
function modulo(dividend: FeelValue, divisor: FeelValue): FeelValue {
  if (!isNumber(dividend) || !isNumber(divisor) || divisor.isZero()) return null;
  const rest = dividend.mod(divisor);
  return finite(rest.isZero() || rest.isNegative() === divisor.isNegative() ? rest : rest.plus(divisor));
}

/** Beyond this power of e lies no number of FEEL's. */
const lastPower = 14_200;
function exponential(of: Decimal): FeelValue {
  if (of.greaterThan(lastPower)) return null;
  return of.lessThan(-lastPower - 100) ? zero : finite(of.exp());
}

export const numeric: readonly BuiltIn[] = [
  rounding('decimal', Decimal.ROUND_HALF_EVEN),
  wholeOrScaled('floor', Decimal.ROUND_FLOOR),
  wholeOrScaled('ceiling', Decimal.ROUND_CEIL),
  rounding('round up', Decimal.ROUND_UP),
  rounding('round down', Decimal.ROUND_DOWN),
  rounding('round half up', Decimal.ROUND_HALF_UP),
  rounding('round half down', Decimal.ROUND_HALF_DOWN),
  builtIn('abs', ['n'], ([n = null]) => absolute(n)),
  builtIn('modulo', ['dividend, divisor'], ([dividend = null, divisor = null]) => modulo(dividend, divisor)),
  ofNumber('sqrt', (number) => finite(number.sqrt())),
  ofNumber('log', (number) => finite(number.ln())),
  ofNumber('exp', exponential),
  ofNumber('odd', (number) => (number.isInteger() ? !number.mod(2).isZero() : null)),
  ofNumber('even', (number) => (number.isInteger() ? number.mod(2).isZero() : null)),
].map(ofSingles);
