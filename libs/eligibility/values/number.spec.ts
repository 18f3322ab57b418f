import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, divide, multiply, power, subtract } from './add.js';
import { num, plainOf, wholeOf } from './number.js';
import type { FeelValue } from './value.js';

const numRuns = process.env['DEEP'] ? 10_000 : 300;
const shown = (value: FeelValue): string | null => (value === null ? null : plainOf(value as never));

/** A decimal of the reference: `units` × 10^`exponent`. */
interface Exact {
  readonly units: bigint;
  readonly exponent: number;
}
const tenTo = (power: number): bigint => 10n ** BigInt(power);
const abs = (of: bigint): bigint => (of < 0n ? -of : of);

/** top / bottom rounded to 34 digits, half to even, by integers alone; as text without zeros at the end. */
function rounded(top: bigint, bottom: bigint): string {
  if (top === 0n) return '0';
  let exponent = String(abs(top)).length - String(abs(bottom)).length - 34;
  for (;;) {
    const [above, below] =
      exponent >= 0 ? [abs(top), abs(bottom) * tenTo(exponent)] : [abs(top) * tenTo(-exponent), abs(bottom)];
    const whole = above / below;
    const twice = (above % below) * 2n;
    const up = twice > below || (twice === below && whole % 2n === 1n);
    const units = whole + (up ? 1n : 0n);
    if (String(units).length <= 34) return text(top < 0n !== bottom < 0n ? -units : units, exponent);
    exponent += 1;
  }
}

function text(units: bigint, exponent: number): string {
  const minus = units < 0n ? '-' : '';
  const digits = String(abs(units));
  if (exponent >= 0) return `${minus}${digits}${'0'.repeat(exponent)}`;
  const padded = digits.padStart(-exponent + 1, '0');
  const fraction = padded.slice(exponent).replace(/0+$/, '');
  return `${minus}${padded.slice(0, exponent)}${fraction === '' ? '' : `.${fraction}`}`;
}

const decimals = fc
  .record({
    units: fc.oneof(fc.bigInt({ min: -99n, max: 99n }), fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n })),
    exponent: fc.integer({ min: -40, max: 20 }),
  })
  .map((one): Exact => one);
const read = ({ units, exponent }: Exact): FeelValue => num(`${units}e${exponent}`);

/** Both over a common 10^n. */
function aligned(a: Exact, b: Exact): [bigint, bigint, bigint] {
  const low = Math.min(a.exponent, b.exponent, 0);
  return [a.units * tenTo(a.exponent - low), b.units * tenTo(b.exponent - low), tenTo(-low)];
}

describe('numbers', () => {
  it('count as fractions of integers do, rounded to 34 digits, half to even', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [x, y, unit] = aligned(a, b);
        expect(shown(add(read(a), read(b)))).toBe(rounded(x + y, unit));
        expect(shown(subtract(read(a), read(b)))).toBe(rounded(x - y, unit));
        expect(shown(multiply(read(a), read(b)))).toBe(rounded(x * y, unit * unit));
        expect(shown(divide(read(a), read(b)))).toBe(y === 0n ? null : rounded(x, y));
      }),
      { numRuns },
    );
  });

  it('take powers as repeated multiplication does', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -50n, max: 50n }), fc.integer({ min: 0, max: 12 }), (base, times) => {
        const exact = rounded(base ** BigInt(times), 1n);
        expect(shown(power(num(base), num(times)))).toBe(exact);
        const inverse = base === 0n && times > 0 ? null : rounded(1n, base ** BigInt(times));
        expect(shown(power(num(base), num(-times)))).toBe(inverse);
      }),
      { numRuns },
    );
  });

  it('read as they are written, by 34 digits', () => {
    fc.assert(
      fc.property(decimals, (one) => {
        const top = one.exponent > 0 ? one.units * tenTo(one.exponent) : one.units;
        expect(shown(read(one))).toBe(rounded(top, one.exponent > 0 ? 1n : tenTo(-one.exponent)));
      }),
      { numRuns },
    );
    expect(shown(num('1.0000000000000000000000000000000005'))).toBe('1');
    expect(shown(num('1.0000000000000000000000000000000015'))).toBe('1.000000000000000000000000000000002');
  });

  it('are what was typed: 0.1 + 0.2 is 0.3', () => {
    expect(shown(add(num(0.1), num(0.2)))).toBe('0.3');
    expect(shown(num('.872'))).toBe('0.872');
    expect(shown(num('1.23e4'))).toBe('12300');
    expect(shown(num('-0'))).toBe('0');
    expect(shown(num('1e40'))).toBe(`1${'0'.repeat(40)}`);
  });

  it('refuse what is no number', () => {
    for (const text of ['', 'a', '1,5', '0x10', 'NaN', 'Infinity', '1 2', '1e'])
      expect([text, num(text)]).toEqual([text, null]);
    expect(num(Number.NaN)).toBeNull();
  });

  it('are null past the exponent, by zero, and where a root is not real', () => {
    expect(num('1e6145')).toBeNull();
    expect(shown(num('9e6144'))).toHaveLength(6145);
    expect(multiply(num('1e4000'), num('1e4000'))).toBeNull();
    expect(divide(num(1), num(0))).toBeNull();
    expect(power(num(10), num(100_000))).toBeNull();
    expect(power(num(0), num(-1))).toBeNull();
    expect(power(num(-8), num('0.5'))).toBeNull();
    expect(shown(power(num(4), num('0.5')))).toBe('2');
  });

  it('are whole only where JavaScript counts them exactly', () => {
    expect(wholeOf(num(-3))).toBe(-3);
    expect(wholeOf(num('2.5'))).toBeNull();
    expect(wholeOf(num('9007199254740993'))).toBeNull();
    expect(wholeOf('3')).toBeNull();
  });
});
