import type { Text } from '../eligibility/index.js';
import type { Tx, UnitOfWork } from '../platform/index.js';
import type { RegionNames } from './find-tenant.js';
import type { Role } from './roles.js';

/** The legal custodian of the data, as `config/tenants/<id>.yaml` gives it. */
export interface TenantSeed {
  readonly id: string;
  readonly name: Text;
  /** IANA name (`America/Toronto`): what "until Friday" means there. */
  readonly timeZone: string;
  /** Languages that its own staff serve, BCP 47. */
  readonly languages: readonly string[];
  /** The number that agencies call, as people write it. */
  readonly desk?: string | null;
  /** What each region is called, by its id; one that is left out is called by its id. */
  readonly regions?: RegionNames;
  readonly people: readonly PersonSeed[];
}
export interface PersonSeed {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly RoleGrant[];
}
export interface RoleGrant {
  readonly role: Role;
  readonly region?: string;
  /** Required for `agency-worker`: the only agency whose things that person sees. */
  readonly agency?: string;
}

/**
 * Brings tenants, people and grants to what the configuration says. Repeating it changes nothing;
 * a grant that the configuration no longer names is taken away, a person is never deleted (history names them).
 */
export async function seedTenants(work: UnitOfWork, tenants: readonly TenantSeed[]): Promise<void> {
  for (const tenant of tenants) {
    refuseHalfGrants(tenant);
    const who = { tenant: tenant.id, person: 'configuration', role: 'program-admin', agency: null };
    await work.run(who, (tx) => seedTenant(tx, tenant));
  }
}

async function seedTenant(tx: Tx, tenant: TenantSeed): Promise<void> {
  await tx.sql(
    'access.seed-tenant',
    `INSERT INTO tenants (tenant_id, name, time_zone, languages, desk, regions) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, languages = excluded.languages,
       desk = excluded.desk, regions = excluded.regions`,
    [
      ...[tenant.id, JSON.stringify(tenant.name), tenant.timeZone, JSON.stringify(tenant.languages)],
      ...[tenant.desk ?? null, JSON.stringify(tenant.regions ?? {})],
    ],
  );
  for (const person of tenant.people) await seedPerson(tx, tenant.id, person);
}

async function seedPerson(tx: Tx, tenant: string, person: PersonSeed): Promise<void> {
  await tx.sql(
    'access.seed-person',
    `INSERT INTO people (tenant_id, id, name, email) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, email = excluded.email`,
    [tenant, person.id, person.name, person.email ?? null],
  );
  await tx.sql(
    'access.seed-grants',
    `WITH wanted AS (
       SELECT role, coalesce(region, '') AS region, coalesce(agency, '') AS agency
       FROM jsonb_to_recordset($3::jsonb) AS grant_row(role text, region text, agency text)
     ), gone AS (
       DELETE FROM role_grants g WHERE g.tenant_id = $1 AND g.person_id = $2
       AND NOT EXISTS (SELECT FROM wanted w WHERE w.role = g.role AND w.region = g.region AND w.agency = g.agency_id)
     )
     INSERT INTO role_grants (tenant_id, person_id, role, region, agency_id)
     SELECT $1, $2, role, region, agency FROM wanted ON CONFLICT DO NOTHING`,
    [tenant, person.id, JSON.stringify(person.roles)],
  );
}

function refuseHalfGrants(tenant: TenantSeed): void {
  for (const person of tenant.people) {
    const half = person.roles.find((grant) => grant.role === 'agency-worker' && !grant.agency);
    if (half) {
      throw new Error(
        `Tenant ${tenant.id}: ${person.id} is an agency-worker without an agency. Name it: {role: agency-worker, agency: <id>}.`,
      );
    }
  }
}
