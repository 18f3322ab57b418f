import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';

/** What these agencies are called, by id, retired ones too. */
export async function nameAgencies(tx: Tx, ids: readonly string[]): Promise<Readonly<Record<string, Text>>> {
  if (ids.length === 0) return {};
  const rows = await tx.sql<{ id: string; name: Text }>(
    'agencies.name-agencies',
    'SELECT id, name FROM agencies WHERE tenant_id = $1 AND id = ANY ($2)',
    [tx.who.tenant, ids],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
