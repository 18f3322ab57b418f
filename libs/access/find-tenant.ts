import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';

export interface Tenant {
  readonly id: string;
  readonly name: Text;
  readonly timeZone: string;
  readonly languages: readonly string[];
}

/** The tenant of this transaction; null when it was never seeded. */
export async function findTenant(tx: Tx): Promise<Tenant | null> {
  const [row] = await tx.sql<{ name: Text; time_zone: string; languages: readonly string[] }>(
    'access.find-tenant',
    'SELECT name, time_zone, languages FROM tenants WHERE tenant_id = $1',
    [tx.who.tenant],
  );
  return row ? { id: tx.who.tenant, name: row.name, timeZone: row.time_zone, languages: row.languages } : null;
}
