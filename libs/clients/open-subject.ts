import { newId, type Tx } from '../platform/index.js';

/**
 * The anonymous client of a contact: the one that it has already, else a new one. Another contact never finds it.
 * Returns the subject's id.
 */
export async function openSubject(tx: Tx, where: { readonly contactId: string }): Promise<string> {
  const inserted = await tx.sql<{ id: string }>(
    'clients.open-subject',
    `WITH opened AS (
       INSERT INTO subjects (tenant_id, id, kind, contact_id, created_at) VALUES ($1, $2, 'anonymous', $3, $4)
       ON CONFLICT (tenant_id, contact_id) WHERE kind = 'anonymous' DO NOTHING RETURNING id)
     SELECT id FROM opened
     UNION ALL SELECT id FROM subjects WHERE tenant_id = $1 AND contact_id = $3 AND kind = 'anonymous'`,
    [tx.who.tenant, newId(), where.contactId, tx.now],
  );
  const id = inserted[0]?.id ?? (await findSubject(tx, where.contactId));
  if (id === null) throw new Error(`contact ${where.contactId} has no subject, although one was just opened`);
  return id;
}

/** Another transaction opened it while ours waited: a new statement sees what ours did not. */
async function findSubject(tx: Tx, contactId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    'clients.find-subject',
    `SELECT id FROM subjects WHERE tenant_id = $1 AND contact_id = $2 AND kind = 'anonymous'`,
    [tx.who.tenant, contactId],
  );
  return row?.id ?? null;
}
