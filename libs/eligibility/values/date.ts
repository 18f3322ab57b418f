import type { FeelDate } from './value.js';

/** Years that FEEL counts, either way. */
export const lastYear = 999_999_999;

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : lengths[month - 1]!;
}

/** Null unless the day exists, in a year that FEEL counts. */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || Math.abs(year) > lastYear) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return { kind: 'date', year: year + 0, month, day };
}

/** Days from 1970-01-01. Years are counted from March, so that the leap day is a year's last; 146,097 days are 400 years. */
export function dayNumber({ year, month, day }: FeelDate): number {
  const from = month > 2 ? year : year - 1;
  const era = Math.floor(from / 400);
  const ofEra = from - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The day with this number; null beyond the years that FEEL counts. */
export function dateOfDay(number: number): FeelDate | null {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** A day that the month does not have becomes its last. */
export function plusMonths({ year, month, day }: FeelDate, months: number): FeelDate | null {
  const all = year * 12 + (month - 1) + months;
  const toYear = Math.floor(all / 12);
  if (Math.abs(toYear) > lastYear) return null;
  const toMonth = all - toYear * 12 + 1;
  return dateOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Whole months from one day to the other, towards zero. */
export function monthsBetween(from: FeelDate, to: FeelDate): number {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return months - 1;
  if (months < 0 && to.day > from.day) return months + 1;
  return months + 0;
}

/** Monday is 1, Sunday 7. */
export function weekday(date: FeelDate): number {
  const number = (dayNumber(date) + 3) % 7;
  return (number < 0 ? number + 7 : number) + 1;
}

export function dayOfYear(date: FeelDate): number {
  return dayNumber(date) - dayNumber({ ...date, month: 1, day: 1 }) + 1;
}

/** ISO 8601: the week of a day is that of its Thursday; week 1 has the year's first Thursday. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dayNumber(date) - weekday(date) + 4;
  const january = (year: number): number => dayNumber({ kind: 'date', year, month: 1, day: 1 });
  const year = [date.year + 1, date.year].find((one) => january(one) <= thursday) ?? date.year - 1;
  return Math.floor((thursday - january(year)) / 7) + 1;
}

export function compareDates(a: FeelDate, b: FeelDate): number {
  return Math.sign(a.year - b.year || a.month - b.month || a.day - b.day);
}
