import type { Tx } from '../platform/index.js';
import type { AgencyDefinition } from './service.js';

/**
 * Brings the teams that nobody has changed to what the configuration says. One that a person has changed or added is theirs
 * from then on; whom a team is with, and that it is out of service, is live and stays. Throws when two are called the same.
 */
export async function seedTeams(tx: Tx, agencies: readonly AgencyDefinition[]): Promise<void> {
  const rows = agencies.flatMap((agency) =>
    agency.services.flatMap((service) =>
      (service.teams ?? []).map((team, position) => {
        return { ...team, agency_id: agency.id, service_id: service.id, position };
      }),
    ),
  );
  refuseTwins(rows);
  await tx.sql(
    'agencies.seed-teams',
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS team(id text, agency_id text, service_id text, position integer,
         name jsonb, languages text[], shifts jsonb)),
     gone AS (
       UPDATE teams SET retired = true, revision = revision + 1
       WHERE tenant_id = $1 AND NOT retired AND changed_by IS NULL AND id NOT IN (SELECT id FROM wanted))
     INSERT INTO teams AS t (tenant_id, id, agency_id, service_id, position, name, languages, shifts)
     SELECT $1, id, agency_id, service_id, position, name, languages, shifts FROM wanted ORDER BY id
     ON CONFLICT (tenant_id, id) DO UPDATE SET agency_id = excluded.agency_id, service_id = excluded.service_id,
       position = excluded.position, name = excluded.name, languages = excluded.languages, shifts = excluded.shifts,
       retired = false, revision = t.revision + 1
     WHERE t.changed_by IS NULL
       AND (t.agency_id, t.service_id, t.position, t.name, t.languages, t.shifts, t.retired) IS DISTINCT FROM
         (excluded.agency_id, excluded.service_id, excluded.position, excluded.name, excluded.languages, excluded.shifts, false)`,
    [tx.who.tenant, JSON.stringify(rows)],
  );
}

function refuseTwins(rows: readonly { readonly id: string; readonly service_id: string }[]): void {
  const services = new Map<string, string>();
  for (const { id, service_id: service } of rows) {
    const other = services.get(id);
    if (other !== undefined) {
      throw new Error(`Team "${id}" is listed by ${other} and again by ${service}. Give one of them another id.`);
    }
    services.set(id, service);
  }
}
