import { type Change, seenSince, type Tx } from '../platform/index.js';
import { queuesOfMine } from './alert.js';

/** The cases that took a step since then, each with its newest revision. */
export async function changedCases(tx: Tx, since: number, limit: number): Promise<Change[]> {
  const rows = await tx.sql<{ id: string; revision: number; changed: string }>(
    'cases.changed-cases',
    `SELECT case_id AS id, max(seq) AS revision, max(changed) AS changed FROM case_history
     WHERE tenant_id = $1 AND ${seenSince('$2')} GROUP BY case_id ORDER BY max(changed), case_id LIMIT $3`,
    [tx.who.tenant, since, limit],
  );
  return rows.map((row) => ({ ...row, changed: Number(row.changed) }));
}

/** The alerts of my queues that were raised or seen since then. They have no revision. */
export async function changedAlerts(tx: Tx, since: number, limit: number): Promise<Change[]> {
  const rows = await tx.sql<{ id: string; changed: string }>(
    'cases.changed-alerts',
    `SELECT id, changed FROM alerts WHERE tenant_id = $1 AND ${seenSince('$2')} AND queue = ANY ($3)
     ORDER BY changed, id LIMIT $4`,
    [tx.who.tenant, since, queuesOfMine(tx), limit],
  );
  return rows.map((row) => ({ id: row.id, revision: 0, changed: Number(row.changed) }));
}
