import { frenchSpaces } from './french-spaces';

/** Making a formatter costs a hundred times what using it does, and a long timeline asks for hundreds at each change. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

const inWords = (at: Date, language: string, options: Intl.DateTimeFormatOptions) =>
  frenchSpaces(formatter(`${language}-CA`, options).format(at));

/** Time of day in the tenant's zone. */
export function timeOfDay(iso: string, language: string, timeZone: string | undefined): string {
  return inWords(new Date(iso), language, { hour: 'numeric', minute: '2-digit', timeZone });
}

/** Date and time in the tenant's zone; today's date is left out. */
export function moment(iso: string, language: string, timeZone: string | undefined, now = Date.now()): string {
  const day = formatter('en-CA', { dateStyle: 'short', timeZone });
  if (day.format(new Date(iso)) === day.format(now)) return timeOfDay(iso, language, timeZone);
  const options = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone } as const;
  return inWords(new Date(iso), language, options);
}

/** `2027-03-04` as it is said; anything else as it is. */
export function longDate(date: string, language: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  const said = formatter(`${language}-CA`, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  return language === 'fr' ? said.replace(/^1 /, '1er ') : said;
}

/** The day, with its year, on which it is in the tenant's zone. */
export const dayOf = (iso: string, language: string, timeZone: string | undefined): string =>
  longDate(formatter('en-CA', { dateStyle: 'short', timeZone }).format(new Date(iso)), language);

const units = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
] as const;

/** `in 12 min.`, `3 hr. ago`: in whole units, the nearest, so that it is read at a glance. Of minutes never more than are left. */
export function fromNow(iso: string, language: string, now = Date.now()): string {
  const left = Date.parse(iso) - now;
  const [unit, size] = units.find(([, each]) => Math.abs(left) >= each) ?? (['minute', 60_000] as const);
  return new Intl.RelativeTimeFormat(`${language}-CA`, { style: 'short' }).format(
    unit === 'minute' ? Math.trunc(left / size) : Math.round(left / size),
    unit,
  );
}

/** `2026-11-24T15:00`, a time on the caller's own clock, with its day; anything else as it is. */
export function localMoment(local: string, language: string): string {
  const at = new Date(`${local.slice(0, 16)}:00Z`);
  if (Number.isNaN(at.getTime())) return local;
  const options = { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return inWords(at, language, { ...options, timeZone: 'UTC' });
}

/** `4:05`, or `1:02:09` from an hour on. Never negative. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `+18665925454` or `1-866-…` as it is read aloud; other numbers as they are. */
export function phoneNumber(number: string): string {
  const match = /^\+?1?[-. ]?\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})$/.exec(number.trim());
  return match ? `1-${match[1]}-${match[2]}-${match[3]}` : number;
}
