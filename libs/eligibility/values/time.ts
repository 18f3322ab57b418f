import { dateOfDay, dayNumber } from './date.js';
import { anyDay, offsetAtUtc, offsetOf } from './zone.js';
import type { FeelDate, FeelDateTime, FeelTime, FeelZone } from './value.js';

export const nanosPerSecond = 1_000_000_000n;
const secondsPerDay = 86_400n;

/** Null unless each part is in its place: 24:00:00 and leap seconds are not. */
export function timeOf(hour: number, minute: number, second: number, nano: number, zone: FeelZone): FeelTime | null {
  const whole = [hour, minute, second, nano].every((part) => Number.isInteger(part) && part >= 0);
  if (!whole || hour > 23 || minute > 59 || second > 59 || nano > 999_999_999) return null;
  return { kind: 'time', second: hour * 3_600 + minute * 60 + second, nano, zone };
}

export const midnight: FeelTime = { kind: 'time', second: 0, nano: 0, zone: {} };

/** A date counts as midnight UTC wherever a moment is asked of it. */
export function asDateTime(value: FeelDate | FeelDateTime): FeelDateTime {
  return value.kind === 'date'
    ? { kind: 'date and time', date: value, time: { ...midnight, zone: { offset: 0 } } }
    : value;
}

export const isZoned = (zone: FeelZone): boolean => zone.offset !== undefined || zone.name !== undefined;

/** Nanoseconds on the line that all zoned moments share, or on the one that all local moments share: compare no others. */
export function nanosOf({ date, time }: FeelDateTime): bigint {
  const offset = offsetOf(time.zone, date, time.second) ?? 0;
  return nanos(BigInt(dayNumber(date)) * secondsPerDay + BigInt(time.second - offset), time.nano);
}

/** As `nanosOf`, for a time of day. */
export function nanosOfTime(time: FeelTime): bigint {
  const offset = offsetOf(time.zone, anyDay, time.second) ?? 0;
  return nanos(BigInt(time.second - offset), time.nano);
}

const nanos = (seconds: bigint, nano: number): bigint => seconds * nanosPerSecond + BigInt(nano);

/** In its own zone; null beyond the years that FEEL counts. */
export function plusNanos(from: FeelDateTime, added: bigint): FeelDateTime | null {
  const { zone } = from.time;
  const all = nanosOf(from) + added;
  const seconds = floorDivide(all, nanosPerSecond);
  const nano = Number(all - seconds * nanosPerSecond);
  const utcDay = Number(floorDivide(seconds, secondsPerDay));
  const offset = zone.name === undefined ? (zone.offset ?? 0) : offsetAtUtc(zone.name, utcDay, secondOfDay(seconds));
  const local = seconds + BigInt(offset);
  const date = dateOfDay(Number(floorDivide(local, secondsPerDay)));
  return date && { kind: 'date and time', date, time: { kind: 'time', second: secondOfDay(local), nano, zone } };
}

/** Around the clock. */
export function plusNanosInDay(from: FeelTime, added: bigint): FeelTime {
  const all = nanos(BigInt(from.second), from.nano) + added;
  const seconds = floorDivide(all, nanosPerSecond);
  return { ...from, second: secondOfDay(seconds), nano: Number(all - seconds * nanosPerSecond) };
}

const secondOfDay = (seconds: bigint): number => Number(seconds - floorDivide(seconds, secondsPerDay) * secondsPerDay);

export function floorDivide(a: bigint, b: bigint): bigint {
  const towardsZero = a / b;
  return towardsZero * b > a ? towardsZero - 1n : towardsZero;
}
