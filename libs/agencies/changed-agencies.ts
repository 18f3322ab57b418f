import { type Change, seenSince, type Tx } from '../platform/index.js';

/**
 * Agencies whose entry, capacity or teams were changed since then, one line a change. Whoever works for one is told of that one
 * alone, although the directory is open to all. That a "full until" has ended is no change: who shows it knows when it does.
 */
export async function changedAgencies(tx: Tx, since: number, limit: number): Promise<Change[]> {
  const rows = await tx.sql<{ id: string; revision: number; changed: string }>(
    'agencies.changed-agencies',
    `SELECT id, revision, changed FROM agencies
       WHERE tenant_id = $1 AND ${seenSince('$2')} AND ($4::text IS NULL OR id = $4)
     UNION
     SELECT agency_id, 0, changed FROM teams
       WHERE tenant_id = $1 AND ${seenSince('$2')} AND ($4::text IS NULL OR agency_id = $4)
     ORDER BY changed, id LIMIT $3`,
    [tx.who.tenant, since, limit, tx.who.agency],
  );
  return rows.map((row) => ({ ...row, changed: Number(row.changed) }));
}
