import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { serviceColumns, toServiceView, type ServiceRow } from './find-services.js';
import { type FullFrom, fullOptions, type FullOption } from './full-until.js';
import type { ServiceView } from './service.js';

/** A service with what its people may say of its capacity. */
export interface ListedService extends ServiceView {
  readonly fullOptions: readonly FullOption[];
}
export interface AgencyView {
  readonly id: string;
  readonly name: Text;
  readonly website: string | null;
  /** IANA zone in which its hours and shifts are meant. */
  readonly timeZone: string;
  /** Row version; the ETag is made from it. */
  readonly revision: number;
  readonly services: readonly ListedService[];
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
  const agencies = await tx.sql<Omit<AgencyView, 'services'>>(
    'agencies.list-agencies',
    `SELECT id, name, website, time_zone AS "timeZone", revision FROM agencies
     WHERE tenant_id = $1 AND NOT retired AND ($2::text IS NULL OR id = $2) ORDER BY id`,
    [tx.who.tenant, id],
  );
  const services = await listServices(tx, id);
  const views = services.map((row) => {
    return { ...toServiceView(row, tx.now), fullOptions: fullOptions(fullFrom(row, tx.now)) };
  });
  return agencies.map((agency) => ({ ...agency, services: views.filter((service) => service.agency === agency.id) }));
}

/** Of one agency, or of all. */
export function listServices(tx: Tx, agency: string | null): Promise<ServiceRow[]> {
  return tx.sql<ServiceRow>(
    'agencies.list-services',
    `SELECT ${serviceColumns} FROM services s JOIN agencies a ON a.tenant_id = s.tenant_id AND a.id = s.agency_id
     WHERE s.tenant_id = $1 AND NOT s.retired AND ($3::text IS NULL OR s.agency_id = $3) ORDER BY s.agency_id, s.position`,
    [tx.who.tenant, tx.now, agency],
  );
}

/** What a "full until" of this service is worked out from. */
export function fullFrom(row: ServiceRow, now: Date): FullFrom {
  const own = row.hours === 'unknown' ? [] : [row.hours];
  const shifts = row.teams === null ? own : row.teams.map((team) => team.shifts);
  const byTheHour = row.teams !== null || row.handovers.includes('dispatch');
  return { now, zone: row.time_zone, holidays: new Set(row.holidays), shifts, byTheHour };
}
