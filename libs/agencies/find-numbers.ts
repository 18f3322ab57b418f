import type { Tx } from '../platform/index.js';

/** Services that we can call: their phone number is known, and is not a line that we answer ourselves. One round trip. */
export async function findNumbers(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }>(
    'agencies.find-numbers',
    `SELECT id FROM services WHERE tenant_id = $1 AND NOT retired AND phones <> '[]'
       AND (phones->0->>'ownLine') IS DISTINCT FROM 'true'`,
    [tx.who.tenant],
  );
  return new Set(rows.map(({ id }) => id));
}
