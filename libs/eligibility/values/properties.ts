import { Num } from './number.js';
import { partsOf } from './duration.js';
import { isContext, isKinded } from './kind.js';
import { weekday } from './date.js';
import { daysOf } from './duration.js';
import { anyDay, offsetOf } from './zone.js';
import type { DaysDuration, FeelDate, FeelRange, FeelTime, FeelValue, MonthsDuration } from './value.js';

const number = (of: number): FeelValue => new Num(of);

/**
 * What a path reads: an entry of a context, a part of a date, time, duration or range. `undefined`: it has no such part.
 * A list is the caller's business.
 */
export function propertyOf(value: FeelValue, key: string): FeelValue | undefined {
  if (isContext(value)) return value.entries.get(key);
  if (!isKinded(value)) return undefined;
  switch (value.kind) {
    case 'date':
      return ofDate(value, key);
    case 'time':
      return ofTime(value, key, anyDay);
    case 'date and time':
      return ofDate(value.date, key) ?? ofTime(value.time, key, value.date);
    case 'days and time duration':
      return ofDays(value, key);
    case 'years and months duration':
      return ofMonths(value, key);
    case 'range':
      return ofRange(value, key);
    default:
      return undefined;
  }
}

function ofDate(date: FeelDate, key: string): FeelValue | undefined {
  if (key === 'year' || key === 'month' || key === 'day') return number(date[key]);
  return key === 'weekday' ? number(weekday(date)) : undefined;
}

function ofTime({ second, nano, zone }: FeelTime, key: string, on: FeelDate): FeelValue | undefined {
  if (key === 'hour') return number(Math.floor(second / 3_600));
  if (key === 'minute') return number(Math.floor((second % 3_600) / 60));
  if (key === 'second') return nano === 0 ? number(second % 60) : new Num(nano).times('1e-9').plus(second % 60);
  if (key === 'timezone') return zone.name ?? null;
  if (key !== 'time offset') return undefined;
  const offset = offsetOf(zone, on, second);
  return offset === null ? null : daysOf(BigInt(offset) * 1_000_000_000n);
}

function ofDays(duration: DaysDuration, key: string): FeelValue | undefined {
  const { days, hours, minutes, seconds, nanos } = partsOf(duration);
  if (key === 'days') return new Num(days.toString());
  if (key === 'hours') return number(hours);
  if (key === 'minutes') return number(minutes);
  return key === 'seconds' ? new Num(nanos).times('1e-9').plus(seconds) : undefined;
}

function ofMonths({ months }: MonthsDuration, key: string): FeelValue | undefined {
  if (key === 'years') return number(Math.trunc(months / 12) + 0);
  return key === 'months' ? number((months % 12) + 0) : undefined;
}

function ofRange(range: FeelRange, key: string): FeelValue | undefined {
  if (key === 'start') return range.low;
  if (key === 'end') return range.high;
  if (key === 'start included') return range.lowIncluded;
  return key === 'end included' ? range.highIncluded : undefined;
}
