import type { Tx } from '../platform/index.js';
import type { Holidays } from './opening-hours.js';

/** The local dates of a holiday calendar from two days ago to a year ahead; empty for a calendar that is not there. */
export async function findHolidays(tx: Tx, calendar: string): Promise<Holidays> {
  const rows = await tx.sql<{ date: string }>(
    'agencies.find-holidays',
    `SELECT date::text FROM holidays WHERE tenant_id = $1 AND calendar = $2
     AND date BETWEEN $3::timestamptz::date - 2 AND $3::timestamptz::date + 370`,
    [tx.who.tenant, calendar, tx.now],
  );
  return new Set(rows.map((row) => row.date));
}
