import { isKind } from '../../values/kind.js';
import { num, isNumber, wholeOf } from '../../values/number.js';
import { dateOf, monthsBetween } from '../../values/date.js';
import { monthsOf } from '../../values/duration.js';
import { parseDate } from '../../values/parse-date.js';
import { parseDateTime, parseTime, lastOffset } from '../../values/parse-time.js';
import { parseDuration } from '../../values/parse-duration.js';
import { asDateTime, midnight, timeOf } from '../../values/time.js';
import { zoneExists } from '../../values/zone.js';
import { show } from '../../values/show.js';
import type { FeelDate, FeelTime, FeelValue, FeelZone } from '../../values/value.js';
import { type BuiltIn, builtIn, ofSingles, spendOn } from './built-in.js';
import { parseRange } from './parse-range.js';

function toDate(from: FeelValue): FeelValue {
  if (typeof from === 'string') return parseDate(from);
  if (isKind(from, 'date and time')) return from.date;
  return isKind(from, 'date') ? from : null;
}

function dateFrom(year: FeelValue, month: FeelValue, day: FeelValue): FeelDate | null {
  const [y, m, d] = [wholeOf(year), wholeOf(month), wholeOf(day)];
  return y === null || m === null || d === null ? null : dateOf(y, m, d);
}

function toTime(from: FeelValue): FeelValue {
  if (typeof from === 'string') return parseTime(from);
  if (isKind(from, 'date and time')) return from.time;
  if (isKind(from, 'date')) return asDateTime(from).time;
  return isKind(from, 'time') ? from : null;
}

/** Seconds may have a fraction, to the nanosecond. */
function timeFrom(hour: FeelValue, minute: FeelValue, second: FeelValue, zone: FeelZone | null): FeelTime | null {
  const [h, m] = [wholeOf(hour), wholeOf(minute)];
  if (h === null || m === null || !isNumber(second) || !zone || second.isNegative()) return null;
  const whole = second.trunc();
  return timeOf(h, m, whole.toNumber(), second.minus(whole).times(1e9).trunc().toNumber(), zone);
}

/** Nothing at all is local time. */
function zoneFrom(offset: FeelValue): FeelZone | null {
  if (offset === null) return {};
  if (!isKind(offset, 'days and time duration')) return null;
  const seconds = Number(offset.nanos / 1_000_000_000n);
  return Math.abs(seconds) <= lastOffset ? { offset: seconds + 0 } : null;
}

function toDateTime(from: FeelValue): FeelValue {
  if (typeof from === 'string') return parseDateTime(from);
  if (isKind(from, 'date')) return { kind: 'date and time', date: from, time: midnight };
  return isKind(from, 'date and time') ? from : null;
}

function joined(date: FeelValue, time: FeelValue): FeelValue {
  const day = dayOf(date);
  return day && isKind(time, 'time') ? { kind: 'date and time', date: day, time } : null;
}

/** `date and time(2024, 2, 29, 10, 30, 0)`, with an offset or the name of a zone after that. */
function fromParts([
  year = null,
  month = null,
  day = null,
  hour = null,
  minute = null,
  second = null,
  zoned = null,
]: readonly FeelValue[]): FeelValue {
  const zone = typeof zoned === 'string' ? (zoneExists(zoned) ? { name: zoned } : null) : zoneFrom(zoned);
  return joined(dateFrom(year, month, day), timeFrom(hour, minute, second, zone));
}

/** Separators are one character each, of space, comma and point, and differ. */
function toNumber(from: FeelValue, grouping: FeelValue, decimal: FeelValue): FeelValue {
  if (typeof from !== 'string') return null;
  if (grouping !== null && (typeof grouping !== 'string' || !/^[ ,.]$/.test(grouping))) return null;
  if (decimal !== null && (typeof decimal !== 'string' || !/^[,.]$/.test(decimal))) return null;
  if (grouping === (decimal ?? '.')) return null;
  const whole = grouping === null ? from : from.replaceAll(grouping, '');
  if (decimal === null || decimal === '.') return num(whole);
  return whole.includes('.') ? null : num(whole.replace(decimal, '.'));
}

/** By the day alone, as the kit has it. */
function monthsFrom(from: FeelValue, to: FeelValue): FeelValue {
  const [first, last] = [dayOf(from), dayOf(to)];
  return first && last && monthsOf(monthsBetween(first, last));
}

function dayOf(value: FeelValue): FeelDate | null {
  if (isKind(value, 'date and time')) return value.date;
  return isKind(value, 'date') ? value : null;
}

const ofOneValue: readonly BuiltIn[] = [
  builtIn('date', ['from', 'year, month, day'], (values) => {
    const [a = null, b = null, c = null] = values;
    return values.length === 1 ? toDate(a) : dateFrom(a, b, c);
  }),
  builtIn(
    'date and time',
    [
      'from',
      'date, time',
      'year, month, day, hour, minute, second',
      'year, month, day, hour, minute, second, offset',
      'year, month, day, hour, minute, second, timezone',
    ],
    (values) => {
      const [a = null, b = null] = values;
      return values.length === 1 ? toDateTime(a) : values.length === 2 ? joined(a, b) : fromParts(values);
    },
  ),
  builtIn('time', ['from', 'hour, minute, second', 'hour, minute, second, offset'], (values) => {
    const [a = null, b = null, c = null, offset = null] = values;
    return values.length === 1 ? toTime(a) : timeFrom(a, b, c, zoneFrom(offset));
  }),
  builtIn('number', ['from', 'from, grouping separator, decimal separator'], (values) => {
    const [from = null, grouping = null, decimal = null] = values;
    return values.length === 1 && isNumber(from) ? from : toNumber(from, grouping, decimal);
  }),
  builtIn('duration', ['from'], ([from = null]) => {
    if (typeof from === 'string') return parseDuration(from);
    return isKind(from, 'days and time duration') || isKind(from, 'years and months duration') ? from : null;
  }),
  builtIn('years and months duration', ['from, to'], ([from = null, to = null]) => monthsFrom(from, to)),
  builtIn('range', ['from'], ([from = null]) => (typeof from === 'string' ? parseRange(from) : null)),
  builtIn('not', ['negand'], ([negand = null]) => (typeof negand === 'boolean' ? !negand : null)),
];

export const conversion: readonly BuiltIn[] = [
  ...ofOneValue.map(ofSingles),
  builtIn('string', ['from'], ([from = null], env) => {
    if (from === null) return null;
    spendOn(env, from);
    return show(from);
  }),
];
