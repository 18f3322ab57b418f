import { Num } from './number.js';
import { lastYear } from './date.js';
import type { DaysDuration, MonthsDuration } from './value.js';
import type { Decimal } from 'decimal.js';

const lastMonths = lastYear * 12 + 11;
const nanosPerDay = 86_400_000_000_000n;
/** What lies between the first and the last moment that FEEL counts, and some. */
const lastNanos = 2n * 365_243n * 1_000_000n * nanosPerDay;

/** Null beyond the years that FEEL counts. Months are whole, towards zero. */
export function monthsOf(months: number): MonthsDuration | null {
  const whole = Math.trunc(months) + 0;
  return Math.abs(whole) <= lastMonths ? { kind: 'years and months duration', months: whole } : null;
}

/** Null beyond the moments that FEEL counts. */
export function daysOf(nanos: bigint): DaysDuration | null {
  const within = nanos <= lastNanos && nanos >= -lastNanos;
  return within ? { kind: 'days and time duration', nanos } : null;
}

/** Towards zero; null as `daysOf`. */
export function daysOfDecimal(nanos: Decimal): DaysDuration | null {
  return nanos.abs().greaterThan(tooMany) || nanos.isNaN() ? null : daysOf(BigInt(nanos.trunc().toFixed()));
}
const tooMany = new Num(lastNanos.toString());

/** Parts of a duration, each of the duration's sign. */
export interface DurationParts {
  readonly days: bigint;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly nanos: number;
}

export function partsOf({ nanos }: DaysDuration): DurationParts {
  const inDay = nanos % nanosPerDay;
  const seconds = Number(inDay / 1_000_000_000n);
  return {
    days: nanos / nanosPerDay,
    hours: Math.trunc(seconds / 3_600) + 0,
    minutes: Math.trunc((seconds % 3_600) / 60) + 0,
    seconds: (seconds % 60) + 0,
    nanos: Number(inDay % 1_000_000_000n),
  };
}
