import type { Tx } from '../platform/index.js';

/** What these people are called, by id; somebody who is not of this tenant is left out. */
export async function namePeople(tx: Tx, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const rows = await tx.sql<{ id: string; name: string }>(
    'access.name-people',
    'SELECT id, name FROM people WHERE tenant_id = $1 AND id = ANY ($2)',
    [tx.who.tenant, ids],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
