import type { Decimal } from 'decimal.js';
import type { FeelType } from './type.js';

/**
 * A value of FEEL (DMN 1.5). Plain data; nothing is changed in place.
 * Numbers are decimals of 34 digits (`values/number.ts` makes them), text is counted in code points, and `null` is a value:
 * an answer that is not known is no FEEL value at all, and never becomes one on the way here.
 */
export type FeelValue =
  | null
  | boolean
  | string
  | Decimal
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | readonly FeelValue[]
  | FeelContext
  | FeelRange
  | FeelFunction;

/** Proleptic Gregorian calendar; years from -999,999,999 to 999,999,999, which JavaScript's dates do not reach. */
export interface FeelDate {
  readonly kind: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Seconds east of UTC, or the name of a zone (IANA); neither: local time. Never both. */
export interface FeelZone {
  readonly offset?: number;
  readonly name?: string;
}

/** `second` counts from midnight, 0 to 86,399; `nano` from 0 to 999,999,999. */
export interface FeelTime {
  readonly kind: 'time';
  readonly second: number;
  readonly nano: number;
  readonly zone: FeelZone;
}

export interface FeelDateTime {
  readonly kind: 'date and time';
  readonly date: FeelDate;
  readonly time: FeelTime;
}

/** Days and time, in nanoseconds. */
export interface DaysDuration {
  readonly kind: 'days and time duration';
  readonly nanos: bigint;
}

/** Years and months, in months. */
export interface MonthsDuration {
  readonly kind: 'years and months duration';
  readonly months: number;
}

/** A map, so that `__proto__` is a key like any other. Order is that of writing; equality does not look at it. */
export interface FeelContext {
  readonly kind: 'context';
  readonly entries: ReadonlyMap<string, FeelValue>;
}

/** An end that is `null` and not included is open. `by` keeps how a one-sided range was written: `(<10)` is not `(null..10)`. */
export interface FeelRange {
  readonly kind: 'range';
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  readonly by?: '<' | '<=' | '>' | '>=' | '=' | '!=';
}

export interface FeelFunction {
  readonly kind: 'function';
  readonly parameters: readonly string[];
  readonly call: (values: readonly FeelValue[]) => FeelValue;
  /** A function that is called in several ways: puts arguments in their order itself. `names`: one per value, where they have names. */
  readonly callAny?: (values: readonly FeelValue[], names: readonly string[] | null) => FeelValue;
  /** What is known of what it takes and gives; absent: nothing. */
  readonly type?: { readonly parameters: readonly FeelType[]; readonly result: FeelType };
}
