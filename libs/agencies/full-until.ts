import { localToInstant } from '../workflow/index.js';
import { addDays, localDate, weekdayOf, type Holidays } from './opening-hours.js';
import type { KnownHours } from './service.js';
import { endOfShifts } from './team.js';

/** What people say instead of a time. */
export const fullPresets = [
  'one-hour',
  'four-hours',
  'end-of-shift',
  'this-morning',
  'this-evening',
  'tomorrow-morning',
  'friday',
  'monday',
] as const;
export type FullPreset = (typeof fullPresets)[number];

export interface FullFrom {
  readonly now: Date;
  /** IANA zone of the agency. */
  readonly zone: string;
  readonly holidays: Holidays;
  /** Of the service's teams, or of the service itself where it has none. */
  readonly shifts: readonly KnownHours[];
  /** Teams that drive out: how full they are goes by hours, never by the days of a week. */
  readonly byTheHour: boolean;
}

/** When the day begins for whoever says "until tomorrow", and when the evening does. */
const morning = '08:00';
const evening = '20:00';
const hour = 3_600_000;

/**
 * The instant that somebody means. An hour is sixty minutes, whatever the clocks do; a morning is 08:00 on the wall, an
 * evening 20:00. Friday and Monday are the next ones that have not begun to work yet. Null: no shift with an end is running, or
 * what is meant of today has passed. Pure.
 */
export function fullUntil(preset: FullPreset, { now, zone, holidays, shifts }: FullFrom): Date | null {
  const today = localDate(now, zone);
  switch (preset) {
    case 'one-hour':
      return new Date(now.getTime() + hour);
    case 'four-hours':
      return new Date(now.getTime() + 4 * hour);
    case 'end-of-shift':
      return endOfShifts(shifts, holidays, now, zone);
    case 'this-morning':
      return ahead(now, at(today, morning, zone));
    case 'this-evening':
      return ahead(now, at(today, evening, zone));
    case 'tomorrow-morning':
      return at(addDays(today, 1), morning, zone);
    case 'friday':
    case 'monday': {
      const days = [0, 1, 2, 3, 4, 5, 6, 7].map((later) => addDays(today, later));
      const meant = days.filter((day) => weekdayOf(day) === preset).map((day) => at(day, morning, zone));
      return meant.find((instant) => instant > now) ?? null;
    }
  }
}

const at = (date: string, time: string, zone: string): Date => new Date(localToInstant(`${date}T${time}`, zone));
const ahead = (now: Date, instant: Date): Date | null => (instant > now ? instant : null);

/** What is offered to be said. Whoever says another of them is understood all the same. */
const NEVER_BY_THE_HOUR: readonly FullPreset[] = ['friday', 'monday'];
const BY_THE_DAY: readonly FullPreset[] = ['four-hours', 'tomorrow-morning', 'friday', 'monday'];
const offered = ({ byTheHour }: FullFrom): readonly FullPreset[] =>
  byTheHour ? fullPresets.filter((preset) => !NEVER_BY_THE_HOUR.includes(preset)) : BY_THE_DAY;

export interface FullOption {
  readonly preset: FullPreset;
  /** ISO 8601: when it would end, said now. */
  readonly until: string;
}

/** Those that mean something now, each with when it would end, the soonest first; two that end together are one. Pure. */
export function fullOptions(from: FullFrom): readonly FullOption[] {
  const options = offered(from).flatMap((preset) => {
    const until = fullUntil(preset, from)?.toISOString();
    return until === undefined ? [] : [{ preset, until }];
  });
  return options
    .filter(({ until }, index) => options.findIndex((other) => other.until === until) === index)
    .sort((a, b) => a.until.localeCompare(b.until));
}
