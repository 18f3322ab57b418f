import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';

/** What each region is called, by its id. */
export type RegionNames = Readonly<Record<string, Text>>;

export interface Tenant {
  readonly id: string;
  readonly name: Text;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly regions: RegionNames;
}

/** The tenant of this transaction; null when it was never seeded. */
export async function findTenant(tx: Tx): Promise<Tenant | null> {
  const [row] = await tx.sql<Row>(
    'access.find-tenant-with-regions',
    'SELECT name, time_zone, languages, regions FROM tenants WHERE tenant_id = $1',
    [tx.who.tenant],
  );
  if (!row) return null;
  return {
    ...{ id: tx.who.tenant, name: row.name, timeZone: row.time_zone },
    ...{ languages: row.languages, regions: row.regions },
  };
}

interface Row {
  readonly name: Text;
  readonly time_zone: string;
  readonly languages: readonly string[];
  readonly regions: RegionNames;
}

/** What people read for this region; one without a name is called by its id. Null: the whole tenant. */
export function nameRegion(tenant: Pick<Tenant, 'regions'> | null, region: string | null): Text | null {
  if (region === null) return null;
  const names = tenant?.regions ?? {};
  return (Object.hasOwn(names, region) ? names[region] : null) ?? { en: region, fr: region };
}
