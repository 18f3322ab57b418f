import type { Tx } from '../platform/index.js';

/** Services whose phone number is known. One round trip. */
export async function findNumbers(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }>(
    'agencies.find-numbers',
    `SELECT id FROM services WHERE tenant_id = $1 AND NOT retired AND phones <> '[]'`,
    [tx.who.tenant],
  );
  return new Set(rows.map(({ id }) => id));
}
