import { localToInstant } from '../workflow/index.js';
import { weekdays, type OpeningHours, type Span, type Weekday, type WeeklyHours } from './service.js';

/** Local dates (`2026-12-25`) of the holiday calendar that applies. */
export type Holidays = ReadonlySet<string>;

/** `09:00-17:00`; `22:00-06:00` ends next morning; `00:00-24:00` is a whole day. An empty span is none. */
export const spanShape = /^(?!(.{5})-\1$)([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
export const isSpan = (text: string): boolean => spanShape.test(text);

/**
 * Whether somebody answers at an instant. Pure. A span runs from the first time that the local clock shows its start
 * to the first time that it shows its end, so a night shift is an hour shorter or longer when the clock changes.
 * A span that began yesterday is yesterday's, whether or not today is a holiday. Unknown hours are worth a try.
 */
export function isOpen(hours: OpeningHours, holidays: Holidays, instant: Date, zone: string): boolean {
  if (hours === '24/7' || hours === 'unknown') return true;
  return periodsAt(hours, holidays, instant, zone).length > 0;
}

/** The end of the span that is running; null when none is, or when they never close. Pure. */
export function openUntil(hours: OpeningHours, holidays: Holidays, instant: Date, zone: string): Date | null {
  if (hours === '24/7' || hours === 'unknown') return null;
  const ends = periodsAt(hours, holidays, instant, zone).map(({ to }) => to);
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

/** The first instant from `instant` on at which somebody answers; null when nobody does within a year. Pure. */
export function nextOpening(hours: OpeningHours, holidays: Holidays, instant: Date, zone: string): Date | null {
  if (isOpen(hours, holidays, instant, zone)) return instant;
  if (hours === '24/7' || hours === 'unknown' || !hasAnySpan(hours)) return null;
  const today = localDate(instant, zone);
  for (let ahead = 0; ahead <= 366; ahead++) {
    const starts = periodsOf(addDays(today, ahead), hours, holidays, zone)
      .map((period) => period.from)
      .filter((from) => from > instant.getTime());
    if (starts.length > 0) return new Date(Math.min(...starts));
  }
  return null;
}

/** The hours in a few words, for a list. */
export function describeHours(hours: OpeningHours, language: 'en' | 'fr'): string {
  if (hours === '24/7') return language === 'fr' ? '24 heures sur 24, 7 jours sur 7' : '24 hours a day, 7 days a week';
  if (hours === 'unknown') return language === 'fr' ? 'heures non confirmées' : 'hours not confirmed';
  const names = dayNames[language];
  const parts = runsOfDays(hours).map(({ from, to, spans }) => {
    const days = from === to ? names[from] : `${names[from]}–${names[to]}`;
    return `${days} ${spans.map((span) => span.replace('-', '–')).join(', ')}`;
  });
  if (parts.length === 0) return language === 'fr' ? 'fermé' : 'closed';
  return parts.join('; ');
}

const dayNames: Readonly<Record<'en' | 'fr', readonly string[]>> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
};

/** Neighbouring weekdays with the same spans, together. Days without spans are left out. */
function runsOfDays(hours: WeeklyHours): { from: number; to: number; spans: readonly Span[] }[] {
  const runs: { from: number; to: number; spans: readonly Span[] }[] = [];
  weekdays.forEach((day, index) => {
    const spans = hours[day] ?? [];
    const last = runs.at(-1);
    if (last && last.to === index - 1 && last.spans.join() === spans.join()) last.to = index;
    else if (spans.length > 0) runs.push({ from: index, to: index, spans });
  });
  return runs;
}

function hasAnySpan(hours: WeeklyHours): boolean {
  return weekdays.some((day) => (hours[day]?.length ?? 0) > 0) || Array.isArray(hours.holidays);
}

function periodsAt(hours: WeeklyHours, holidays: Holidays, instant: Date, zone: string) {
  const today = localDate(instant, zone);
  return [addDays(today, -1), today]
    .flatMap((date) => periodsOf(date, hours, holidays, zone))
    .filter((period) => period.from <= instant.getTime() && instant.getTime() < period.to);
}

function periodsOf(date: string, hours: WeeklyHours, holidays: Holidays, zone: string): { from: number; to: number }[] {
  return spansOf(date, hours, holidays).map((span) => {
    const [start = '', end = ''] = span.split('-');
    const nextDay = end === '24:00' || end <= start;
    const endDate = nextDay ? addDays(date, 1) : date;
    return {
      from: Date.parse(localToInstant(`${date}T${start}`, zone)),
      to: Date.parse(localToInstant(`${endDate}T${end === '24:00' ? '00:00' : end}`, zone)),
    };
  });
}

function spansOf(date: string, hours: WeeklyHours, holidays: Holidays): readonly Span[] {
  if (holidays.has(date) && hours.holidays !== 'same') return hours.holidays === 'closed' ? [] : hours.holidays;
  return hours[weekdayOf(date)] ?? [];
}

/** Of a local date. */
export function weekdayOf(date: string): Weekday {
  const sundayFirst = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekdays[(sundayFirst + 6) % 7] ?? 'monday';
}

/** A local date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
/** The date that a wall calendar in the zone shows. */
export function localDate(instant: Date, zone: string): string {
  let format = dateFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dateFormats.set(zone, format);
  }
  return format.format(instant);
}
