import { dateOf } from './date.js';
import type { FeelDate } from './value.js';

const written = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;

/** `2024-02-29`, `-0044-03-15`, `12024-01-01`. Null for anything else, a plus sign among it. */
export function parseDate(text: string): FeelDate | null {
  const [, minus, year, month, day] = written.exec(text) ?? [];
  if (year === undefined || (minus === '-' && year === '0000')) return null;
  return dateOf(minus === '-' ? -Number(year) : Number(year), Number(month), Number(day));
}
