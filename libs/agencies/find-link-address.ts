import type { Tx } from '../platform/index.js';

/** Where links for this agency go by mail; null when it wants none, or is not in the directory any more. */
export async function findLinkAddress(tx: Tx, agency: string): Promise<string | null> {
  const [row] = await tx.sql<{ linkTo: string | null }>(
    'agencies.find-link-address',
    'SELECT link_to AS "linkTo" FROM agencies WHERE tenant_id = $1 AND id = $2 AND NOT retired',
    [tx.who.tenant, agency],
  );
  return row?.linkTo ?? null;
}
