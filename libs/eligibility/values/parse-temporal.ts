import { parseDate } from './parse-date.js';
import { parseDuration } from './parse-duration.js';
import { parseDateTime, parseTime } from './parse-time.js';
import type { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './value.js';

/** What stands in an `@"…"` literal: a date, a time, a date and time or a duration; null for anything else. */
export function parseTemporal(text: string): FeelDate | FeelTime | FeelDateTime | DaysDuration | MonthsDuration | null {
  return parseDate(text) ?? parseTime(text) ?? parseDateTime(text) ?? parseDuration(text);
}
