import { dateOfDay, dayNumber } from './date.js';
import { parseDate } from './parse-date.js';
import { midnight, timeOf } from './time.js';
import { zoneExists } from './zone.js';
import type { FeelDateTime, FeelTime, FeelZone } from './value.js';

const written = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/;
const longest = 120;

/** Offsets reach 18 hours either way. */
export const lastOffset = 18 * 3_600;

function zoneOf(text: string | undefined): FeelZone | null {
  if (text === undefined) return {};
  if (text === 'Z') return { offset: 0 };
  if (text.startsWith('@')) return zoneExists(text.slice(1)) ? { name: text.slice(1) } : null;
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  const offset = hours * 3_600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || offset > lastOffset) return null;
  return { offset: text.startsWith('-') && offset > 0 ? -offset : offset };
}

/**
 * `10:30:00`, `10:30:00.25Z`, `10:30:00-05:00`, `10:30:00@Europe/Paris`. Digits beyond nanoseconds are left out. Null for
 * anything else: an offset and a zone together, a zone that the runtime does not know.
 */
export function parseTime(text: string): FeelTime | null {
  if (text.length > longest) return null;
  const [, hour, minute, second, fraction = '', zoned] = written.exec(text) ?? [];
  const zone = hour === undefined ? null : zoneOf(zoned);
  return zone && timeOf(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(9, '0')), zone);
}

/** A date alone is its midnight, local time. `T24:00:00` is the next day's. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  if (!date || at < 0) return date && { kind: 'date and time', date, time: midnight };
  const endOfDay = /^24:00:00(?:\.0+)?(?![.\d])/.exec(text.slice(at + 1));
  const time = parseTime(endOfDay ? `00:00:00${text.slice(at + 1 + endOfDay[0].length)}` : text.slice(at + 1));
  const day = endOfDay ? dateOfDay(dayNumber(date) + 1) : date;
  return time && day && { kind: 'date and time', date: day, time };
}
