import { type Change, seenSince, type Tx } from '../platform/index.js';

/** The contacts that began or changed since then. Agencies watch none. */
export async function changedContacts(tx: Tx, since: number, limit: number): Promise<Change[]> {
  if (tx.who.role === 'agency-worker') return [];
  const rows = await tx.sql<{ id: string; revision: number; changed: string }>(
    'contacts.changed-contacts',
    `SELECT id, revision, changed FROM contacts WHERE tenant_id = $1 AND ${seenSince('$2')} ORDER BY changed, id LIMIT $3`,
    [tx.who.tenant, since, limit],
  );
  return rows.map((row) => ({ ...row, changed: Number(row.changed) }));
}

/** The alerts about contacts that were raised or seen since then, for who looks after them. They have no revision. */
export async function changedOverdueAlerts(tx: Tx, since: number, limit: number): Promise<Change[]> {
  if (tx.who.role !== 'supervisor') return [];
  const rows = await tx.sql<{ id: string; changed: string }>(
    'contacts.changed-alerts',
    `SELECT id, changed FROM contact_alerts WHERE tenant_id = $1 AND ${seenSince('$2')} ORDER BY changed, id LIMIT $3`,
    [tx.who.tenant, since, limit],
  );
  return rows.map((row) => ({ id: row.id, revision: 0, changed: Number(row.changed) }));
}
