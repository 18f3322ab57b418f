import { daysOf, monthsOf } from './duration.js';
import type { DaysDuration, MonthsDuration } from './value.js';

const months = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;
const days = /^(-?)P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;
const longest = 100;

/**
 * `P1Y6M`, or `-P2DT3H4M5.25S`: one kind or the other, never both in one. Any part may be larger than the next (`PT90M`).
 * Digits beyond nanoseconds are left out. Null for anything else.
 */
export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  if (text.length > longest) return null;
  const long = months.exec(text);
  if (long) {
    const [, minus, years = '0', rest = '0'] = long;
    const all = Number(years) * 12 + Number(rest);
    return monthsOf(minus === '-' ? -all : all);
  }
  const [, minus, ...parts] = days.exec(text) ?? [];
  if (minus === undefined) return null;
  const [day = 0n, hour = 0n, minute = 0n, second = 0n] = parts.slice(0, 4).map((part) => BigInt(part ?? '0'));
  const fraction = BigInt((parts[4] ?? '').slice(0, 9).padEnd(9, '0'));
  const nanos = (((day * 24n + hour) * 60n + minute) * 60n + second) * 1_000_000_000n + fraction;
  return daysOf(minus === '-' ? -nanos : nanos);
}
