import { dayOf } from '../calendar.js';

/** Days since 1970-01-01 of an ISO date, or null: `dayOf` without text work for the ten letters that dates come in. */
export function readDay(iso: string): number | null {
  if (iso.length !== 10) return dayOf(iso);
  const year = digits(iso, 0, 4);
  const month = digits(iso, 5, 7);
  const day = digits(iso, 8, 10);
  const hyphen = 45;
  if (iso.charCodeAt(4) !== hyphen || iso.charCodeAt(7) !== hyphen || !(month >= 1 && month <= 12)) return null;
  return year >= 0 && day >= 1 && day <= daysIn(year, month) ? dayNumber(year, month, day) : null;
}

/** NaN when something else than a digit is among them. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Counted with years that begin in March, so that the leap day is a year's last. */
function dayNumber(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((153 * months + 2) / 5) + day - 1 - 719_468;
}
