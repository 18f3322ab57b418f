import type { Tx } from '../platform/index.js';

/** Ids of the cases that were opened within a contact, oldest first. */
export async function listCasesOfContact(tx: Tx, contact: string): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }>(
    'cases.list-cases-of-contact',
    'SELECT id FROM cases WHERE tenant_id = $1 AND contact_id = $2 ORDER BY opened_at, id',
    [tx.who.tenant, contact],
  );
  return rows.map((row) => row.id);
}
