import { dateOfDay, dayNumber } from './date.js';
import type { FeelDate, FeelZone } from './value.js';

/**
 * Offsets of named zones. The runtime's zone table is what is read (`Intl`), no clock; two runtimes with different tables may
 * differ for named zones alone.
 */
const formatters = new Map<string, Intl.DateTimeFormat | null>();
const named = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/;

function formatterOf(name: string): Intl.DateTimeFormat | null {
  if (!named.test(name)) return null;
  const kept = formatters.get(name);
  if (kept !== undefined) return kept;
  if (formatters.size > 1_000) formatters.clear();
  const made = makeFormatter(name);
  formatters.set(name, made);
  return made;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  const field = 'numeric' as const;
  const fields = { year: field, month: field, day: field, hour: field, minute: field, second: field };
  try {
    return new Intl.DateTimeFormat('en-US', { calendar: 'gregory', hourCycle: 'h23', timeZone, ...fields });
  } catch {
    return null;
  }
}

export const zoneExists = (name: string): boolean => formatterOf(name) !== null;

/** Offset of a zone at a moment of UTC, both in seconds. Years that runtimes do not reach stand for the same year of the 400-year cycle. */
export function offsetAtUtc(name: string, day: number, second: number): number {
  const formatter = formatterOf(name);
  if (!formatter) return 0;
  const near = nearYear(day);
  const parts = new Map<string, number>();
  for (const { type, value } of formatter.formatToParts((near * 86_400 + second) * 1_000))
    parts.set(type, Number(value));
  const part = (name: string): number => parts.get(name) ?? 0;
  const local = dayNumber({ kind: 'date', year: part('year'), month: part('month'), day: part('day') });
  return (local - near) * 86_400 + part('hour') * 3_600 + part('minute') * 60 + part('second') - second;
}

const cycle = 146_097;
/** 1600-01-01 and 2100-01-01: before the one no zone had rules, after the other all go by those that they have now. */
const first = -135_140;
const last = 47_482;

function nearYear(day: number): number {
  if (day < first) return first - cycle + mod(day - first, cycle);
  return day < last + cycle ? day : last + mod(day - last, cycle);
}

const mod = (a: number, b: number): number => a - Math.floor(a / b) * b;

/**
 * Offset that a zone has at a local date and time; null for local time. Where the clock is set back the first of the two
 * moments is meant; a time that is skipped counts with the offset from before.
 */
export function offsetOf(zone: FeelZone, date: FeelDate, second: number): number | null {
  if (zone.offset !== undefined) return zone.offset;
  if (zone.name === undefined) return null;
  const { name } = zone;
  const day = dayNumber(date);
  const at = (offset: number): number => {
    const all = second - offset;
    const days = Math.floor(all / 86_400);
    return offsetAtUtc(name, day + days, all - days * 86_400);
  };
  const before = at(86_400);
  const after = at(-86_400);
  if (before === after || at(before) === before) return before;
  return at(after) === after ? after : before;
}

/** Times without a date are placed on this day when their zone has a name. */
export const anyDay: FeelDate = dateOfDay(0)!;
