import { dayOfYear, weekday, weekOfYear } from '../../values/date.js';
import { equal } from '../../values/equal.js';
import { isKind, isKinded, kindOf } from '../../values/kind.js';
import { num } from '../../values/number.js';
import type { FeelDate, FeelTime, FeelValue } from '../../values/value.js';
import { type BuiltIn, builtIn, ofSingles } from './built-in.js';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const sameDate = (a: FeelDate, b: FeelDate): boolean => a.year === b.year && a.month === b.month && a.day === b.day;
const sameTime = (a: FeelTime, b: FeelTime): boolean =>
  a.second === b.second && a.nano === b.nano && a.zone.offset === b.zone.offset && a.zone.name === b.zone.name;

/** The same value, not only an equal one: with its fractions of a second, in its own zone. */
function same(a: FeelValue, b: FeelValue): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (!isKinded(a) || !isKinded(b)) return equal(a, b) === true;
  if (a.kind === 'date' && b.kind === 'date') return sameDate(a, b);
  if (a.kind === 'time' && b.kind === 'time') return sameTime(a, b);
  if (a.kind === 'date and time' && b.kind === 'date and time')
    return sameDate(a.date, b.date) && sameTime(a.time, b.time);
  return equal(a, b) === true;
}

const ofDate = (name: string, of: (date: FeelDate) => FeelValue): BuiltIn =>
  ofSingles(
    builtIn(name, ['date'], ([date = null]) =>
      isKind(date, 'date') ? of(date) : isKind(date, 'date and time') ? of(date.date) : null,
    ),
  );

/** What asks the time asks `env.moment`: there is no clock here. */
export const temporal: readonly BuiltIn[] = [
  { ...builtIn('is', ['value1, value2'], ([a = null, b = null]) => same(a, b)), optional: true },
  ofDate('day of year', (date) => num(dayOfYear(date))),
  ofDate('day of week', (date) => weekdays[weekday(date) - 1] ?? null),
  ofDate('month of year', (date) => months[date.month - 1] ?? null),
  ofDate('week of year', (date) => num(weekOfYear(date))),
  builtIn('now', [''], (_, env) => env.moment),
  builtIn('today', [''], (_, env) => env.moment?.date ?? null),
];
