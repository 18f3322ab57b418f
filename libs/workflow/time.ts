/** Instants are ISO 8601 in UTC, as `Date.toISOString()` writes them. Pure: no function here reads a clock. */

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Seconds in an ISO 8601 duration of weeks, days, hours, minutes and seconds; a day is 24 hours.
 * Null when it is not one. Years and months have no fixed length and are refused.
 */
export function durationSeconds(duration: string): number | null {
  const match = DURATION.exec(duration);
  if (!match || duration === 'P' || duration.endsWith('T')) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

/** `instant` plus an ISO 8601 duration. Throws RangeError on a duration that validation should have refused. */
export function addDuration(instant: string, duration: string): string {
  const seconds = durationSeconds(duration);
  if (seconds === null) throw new RangeError(`"${duration}" is not a duration in weeks, days, hours, minutes, seconds`);
  return addSeconds(instant, seconds);
}

export function addSeconds(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

export function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

export function earlier(a: string, b: string): string {
  return Date.parse(a) <= Date.parse(b) ? a : b;
}

export function later(a: string, b: string): string {
  return Date.parse(a) >= Date.parse(b) ? a : b;
}

/**
 * The instant of a local date or date-time (`2026-03-08T02:30`) in an IANA zone. A time that the clock's change
 * skips becomes the one an hour later; a time that happens twice becomes the first of the two.
 */
export function localToInstant(local: string, zone: string): string {
  const asUtc = Date.parse(local.includes('T') ? `${local}Z` : `${local}T00:00Z`);
  const before = offsetAt(asUtc - 86_400_000, zone);
  const candidates = [asUtc - before, asUtc - offsetAt(asUtc + 86_400_000, zone)];
  const real = candidates.filter((instant) => instant + offsetAt(instant, zone) === asUtc);
  return new Date(real.length > 0 ? Math.min(...real) : asUtc - before).toISOString();
}

/** The date that a calendar there shows at an instant. */
export function localDate(instant: string, zone: string): string {
  const minute = Math.floor(Date.parse(instant) / 60_000);
  const known = dates.get(zone);
  if (known?.minute === minute) return known.date;
  const date = dateAt(minute * 60_000, zone);
  dates.set(zone, { minute, date });
  return date;
}

/** Of the last minute that was asked for: dates begin with a minute, and everybody asks for the one that is now. */
const dates = new Map<string, { readonly minute: number; readonly date: string }>();

function dateAt(instant: number, zone: string): string {
  const parts = partsFormat(zone).formatToParts(instant);
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${get('year').padStart(4, '0')}-${get('month')}-${get('day')}`;
}

/** Milliseconds that the zone's clock is ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = partsFormat(zone).formatToParts(instant);
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function partsFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}
