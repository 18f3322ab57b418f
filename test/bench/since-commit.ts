import type { Client } from 'pg';
import type { Dispatched } from './dispatch-desk.js';

/** Case → when its offer was committed, in milliseconds of this machine's clock, which the database shares. */
export type Commits = ReadonlyMap<string, number>;

/** By the rows of history, which nothing changes later: each says of itself by which transaction it came. */
export async function sinceCommit(owner: Client, dispatched: readonly Dispatched[]): Promise<Commits> {
  const { rows } = await owner.query<{ id: string; at: string }>(
    `SELECT case_id AS id, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 AS at FROM case_history
     WHERE event = 'give-consent' AND case_id = ANY ($1)`,
    [dispatched.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, at }) => [id, Number(at)]));
}

export function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? NaN;
}
