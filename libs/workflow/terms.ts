import type { Text } from '../eligibility/index.js';
import { localDate } from './time.js';

export const grantPeriods = ['month', 'quarter', 'half-year', 'year'] as const;
/** There are so many places in each of these. */
export type GrantPeriod = (typeof grantPeriods)[number];

/** How many months a place is held at most. One of so many in each month is held to the end of the calendar year. */
const MONTHS: Readonly<Record<GrantPeriod, number>> = { month: 12, quarter: 3, 'half-year': 6, year: 12 };

/** The time for which a place is given, by the calendar there: it begins with this month (1 to 12). */
export interface Term {
  readonly year: number;
  readonly month: number;
}

/** The term of a local date. */
export function termOf(day: string, per: GrantPeriod): Term {
  const months = MONTHS[per];
  const month = Number(day.slice(5, 7));
  return { year: Number(day.slice(0, 4)), month: month - ((month - 1) % months) };
}

/** The term that the calendar shows there at an instant. */
export const termAt = (instant: string, zone: string, per: GrantPeriod): Term => termOf(localDate(instant, zone), per);

export function termAfter({ year, month }: Term, per: GrantPeriod): Term {
  const next = month + MONTHS[per];
  return next > 12 ? { year: year + 1, month: next - 12 } : { year, month: next };
}

/** Kept of a grant: January is left out. */
export const termOfGrant = ({ year, month = 1 }: { readonly year: number; readonly month?: number }): Term => ({
  year,
  month,
});

/** Its first local date. */
export const firstDayIn = ({ year, month }: Term): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;

export const compareTerms = (a: Term, b: Term): number => a.year - b.year || a.month - b.month;

/** `2026`, or `July to December 2026`. */
export function termText(term: Term, per: GrantPeriod): Text {
  const year = String(term.year);
  if (MONTHS[per] === 12) return { en: year, fr: year };
  const last = term.month + MONTHS[per] - 1;
  const name = (month: number, language: string) =>
    new Intl.DateTimeFormat(`${language}-CA`, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1));
  return {
    en: `${name(term.month, 'en')} to ${name(last, 'en')} ${year}`,
    fr: `${name(term.month, 'fr')} à ${name(last, 'fr')} ${year}`,
  };
}
