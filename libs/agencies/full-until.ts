import { localToInstant } from '../workflow/index.js';
import { addDays, localDate, weekdayOf, type Holidays } from './opening-hours.js';
import type { KnownHours } from './service.js';
import { endOfShifts } from './team.js';

/** What people say instead of a time. */
export const fullPresets = ['one-hour', 'end-of-shift', 'tomorrow-morning', 'friday'] as const;
export type FullPreset = (typeof fullPresets)[number];

export interface FullFrom {
  readonly now: Date;
  /** IANA zone of the agency. */
  readonly zone: string;
  readonly holidays: Holidays;
  /** Of the service's teams, or of the service itself where it has none. */
  readonly shifts: readonly KnownHours[];
}

/** When the day begins for whoever says "until tomorrow". */
const morning = '08:00';

/**
 * The instant that somebody means. An hour is sixty minutes, whatever the clocks do; a morning is 08:00 on the wall.
 * Friday is the next one that has not begun to work yet. Null: no shift with an end is running. Pure.
 */
export function fullUntil(preset: FullPreset, { now, zone, holidays, shifts }: FullFrom): Date | null {
  const today = localDate(now, zone);
  switch (preset) {
    case 'one-hour':
      return new Date(now.getTime() + 3_600_000);
    case 'end-of-shift':
      return endOfShifts(shifts, holidays, now, zone);
    case 'tomorrow-morning':
      return morningOf(addDays(today, 1), zone);
    case 'friday': {
      const days = [0, 1, 2, 3, 4, 5, 6, 7].map((ahead) => addDays(today, ahead));
      const fridays = days.filter((day) => weekdayOf(day) === 'friday').map((day) => morningOf(day, zone));
      return fridays.find((instant) => instant > now) ?? null;
    }
  }
}

const morningOf = (date: string, zone: string): Date => new Date(localToInstant(`${date}T${morning}`, zone));

export interface FullOption {
  readonly preset: FullPreset;
  /** ISO 8601: when it would end, said now. */
  readonly until: string;
}

/** Those that mean something now, each with when it would end; two that end together are one. Pure. */
export function fullOptions(from: FullFrom): readonly FullOption[] {
  const options = fullPresets.flatMap((preset) => {
    const until = fullUntil(preset, from)?.toISOString();
    return until === undefined ? [] : [{ preset, until }];
  });
  return options.filter(({ until }, index) => options.findIndex((other) => other.until === until) === index);
}
