import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { serviceColumns, toServiceView, type ServiceRow } from './find-services.js';
import type { ServiceView } from './service.js';

export interface AgencyView {
  readonly id: string;
  readonly name: Text;
  readonly website: string | null;
  /** Row version; the ETag is made from it. */
  readonly revision: number;
  readonly services: readonly ServiceView[];
}

/** The tenant's directory by id, without what was retired. Two round trips. */
export async function listAgencies(tx: Tx): Promise<readonly AgencyView[]> {
  return readAgencies(tx, null);
}

export async function findAgency(tx: Tx, id: string): Promise<AgencyView | null> {
  const [agency] = await readAgencies(tx, id);
  return agency ?? null;
}

async function readAgencies(tx: Tx, id: string | null): Promise<readonly AgencyView[]> {
  const agencies = await tx.sql<{ id: string; name: Text; website: string | null; revision: number }>(
    'agencies.list-agencies',
    `SELECT id, name, website, revision FROM agencies
     WHERE tenant_id = $1 AND NOT retired AND ($2::text IS NULL OR id = $2) ORDER BY id`,
    [tx.who.tenant, id],
  );
  const services = await tx.sql<ServiceRow>(
    'agencies.list-services',
    `SELECT ${serviceColumns} FROM services s JOIN agencies a ON a.tenant_id = s.tenant_id AND a.id = s.agency_id
     WHERE s.tenant_id = $1 AND NOT s.retired AND ($3::text IS NULL OR s.agency_id = $3) ORDER BY s.agency_id, s.position`,
    [tx.who.tenant, tx.now, id],
  );
  const views = services.map((row) => toServiceView(row, tx.now));
  return agencies.map((agency) => ({ ...agency, services: views.filter((service) => service.agency === agency.id) }));
}
