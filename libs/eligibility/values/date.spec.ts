import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dateOf,
  dateOfDay,
  dayNumber,
  dayOfYear,
  daysInMonth,
  lastYear,
  monthsBetween,
  plusMonths,
  weekday,
  weekOfYear,
} from './date.js';
import type { FeelDate } from './value.js';

const numRuns = process.env['DEEP'] ? 10_000 : 300;

const leapYears = new Set([0, ...Array.from({ length: 99 }, (_, index) => (index + 1) * 4)]);
for (const century of [100, 200, 300]) leapYears.delete(century);

/** The day after, by the rules of the calendar and nothing else. */
function next({ year, month, day }: FeelDate): FeelDate {
  const ofCycle = ((year % 400) + 400) % 400;
  const last = [31, leapYears.has(ofCycle) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  if (day < last) return { kind: 'date', year, month, day: day + 1 };
  return month < 12
    ? { kind: 'date', year, month: month + 1, day: 1 }
    : { kind: 'date', year: year + 1, month: 1, day: 1 };
}

const anyYear = fc.oneof(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: -lastYear, max: lastYear }));
const dates = fc
  .record({ year: anyYear, month: fc.integer({ min: 1, max: 12 }), part: fc.nat() })
  .map(({ year, month, part }) => dateOf(year, month, (part % daysInMonth(year, month)) + 1)!);

describe('days', () => {
  it('are numbered one by one, as a naive count does over 800 years', () => {
    let date = dateOf(-401, 1, 1)!;
    let number = dayNumber(date);
    for (let count = 0; count < 292_194; count++) {
      const after = next(date);
      if (dayNumber(after) !== number + 1) throw new Error(`${JSON.stringify(after)} is ${dayNumber(after)}`);
      date = after;
      number += 1;
    }
    expect(date).toEqual({ kind: 'date', year: 399, month: 1, day: 1 });
    expect(dayNumber(dateOf(1970, 1, 1)!)).toBe(0);
    expect(dayNumber(dateOf(2000, 3, 1)!)).toBe(11_017);
  });

  it('are found again by number, next to their neighbours, in any year', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(dateOfDay(dayNumber(date))).toEqual(date);
        if (date.year < lastYear) expect(dateOfDay(dayNumber(date) + 1)).toEqual(next(date));
      }),
      { numRuns },
    );
  });

  it('agree with the calendar of the platform where that reaches', () => {
    fc.assert(
      fc.property(fc.integer({ min: -80_000_000, max: 80_000_000 }), (number) => {
        const there = new Date(number * 86_400_000);
        const date = dateOfDay(number)!;
        expect([date.year, date.month, date.day]).toEqual([
          there.getUTCFullYear(),
          there.getUTCMonth() + 1,
          there.getUTCDate(),
        ]);
        expect(weekday(date) % 7).toBe(there.getUTCDay());
        expect(dayOfYear(date)).toBe(number - dayNumber({ ...date, month: 1, day: 1 }) + 1);
      }),
      { numRuns },
    );
  });

  it('end with the years that FEEL counts', () => {
    expect(dateOf(lastYear + 1, 1, 1)).toBeNull();
    expect(dateOfDay(dayNumber(dateOf(lastYear, 12, 31)!) + 1)).toBeNull();
    expect(dateOfDay(dayNumber(dateOf(-lastYear, 1, 1)!) - 1)).toBeNull();
    expect(plusMonths(dateOf(lastYear, 12, 31)!, 1)).toBeNull();
    expect([
      dateOf(2023, 2, 29),
      dateOf(2023, 13, 1),
      dateOf(2023, 0, 1),
      dateOf(2023, 1, 0),
      dateOf(1.5, 1, 1),
    ]).toEqual([null, null, null, null, null]);
    expect(dateOf(2024, 2, 29)).not.toBeNull();
    expect(dateOf(1900, 2, 29)).toBeNull();
  });

  it('of the 31st become the last of a shorter month', () => {
    expect(plusMonths(dateOf(2024, 1, 31)!, 1)).toEqual(dateOf(2024, 2, 29));
    expect(plusMonths(dateOf(2024, 3, 31)!, -13)).toEqual(dateOf(2023, 2, 28));
    expect(plusMonths(dateOf(1, 1, 15)!, -13)).toEqual(dateOf(-1, 12, 15));
  });

  it('are as many whole months apart as fit between them, the same way back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 27 }), (from, months, rest) => {
        fc.pre(Math.abs(from.year) < lastYear - 60);
        const start = { ...from, day: Math.min(from.day, 28) };
        const on = dayNumber(plusMonths(start, months)!);
        const to = dateOfDay(months < 0 ? on - rest : on + rest)!;
        expect(monthsBetween(start, to)).toBe(months);
        expect(monthsBetween(to, start)).toBe(-months + 0);
      }),
      { numRuns },
    );
  });

  it('stand in ISO weeks', () => {
    const week = (year: number, month: number, day: number): number => weekOfYear(dateOf(year, month, day)!);
    expect([week(2005, 1, 1), week(2005, 1, 2), week(2005, 1, 3), week(2003, 12, 29)]).toEqual([53, 53, 1, 1]);
    expect([week(2019, 9, 17), week(2020, 12, 31), week(2021, 1, 3), week(2018, 12, 31)]).toEqual([38, 53, 53, 1]);
  });
});
