import type { Tx } from './unit-of-work.js';

/**
 * One row that a transaction changed, for those who watch. `changed` is the number of that transaction: numbers are given when
 * transactions begin to write, but rows are seen when they commit, so a lower number may be seen after a higher one.
 */
export interface Change {
  readonly id: string;
  readonly revision: number;
  readonly changed: number;
}

/**
 * Every transaction with a lower number has ended: what it changed is seen by statements after this one, and nothing will be
 * added there. Whoever reads "from the horizon on" next time misses nothing, and may see what is above it twice.
 */
export async function findHorizon(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ horizon: string }>(
    'platform.find-horizon',
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon',
  );
  if (!row) throw new Error('The database does not tell which transactions are running.');
  return Number(row.horizon);
}

/** Rows of a database that was restored elsewhere may hold numbers that are still to come: those are not changes. */
export const seenSince = (since: string): string =>
  `changed >= ${since} AND changed < pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;
