import type { Tx } from '../platform/index.js';
import { seedTeams } from './seed-teams.js';
import type { AgencyDefinition, HolidayCalendar } from './service.js';

/**
 * Brings the directory to what the configuration says. Repeating it changes nothing. Capacity is live and stays as it
 * is; an agency or service that is no longer named is retired, not deleted: referrals name it. When two agencies claim
 * one service id it throws before anything is written.
 */
export async function seedAgencies(
  tx: Tx,
  agencies: readonly AgencyDefinition[],
  calendars: readonly HolidayCalendar[],
): Promise<void> {
  refuseSharedServiceIds(agencies);
  await seedHolidays(tx, calendars);
  await seedOrganizations(tx, agencies);
  await seedServices(tx, agencies);
  await seedTeams(tx, agencies);
}

async function seedHolidays(tx: Tx, calendars: readonly HolidayCalendar[]): Promise<void> {
  const days = calendars.flatMap((calendar) => calendar.days.map((day) => ({ calendar: calendar.id, ...day })));
  await tx.sql(
    'agencies.seed-holidays',
    `WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS day(calendar text, date date, name jsonb)),
     gone AS (
       DELETE FROM holidays h WHERE h.tenant_id = $1
       AND NOT EXISTS (SELECT FROM wanted w WHERE w.calendar = h.calendar AND w.date = h.date))
     INSERT INTO holidays (tenant_id, calendar, date, name) SELECT $1, calendar, date, name FROM wanted
     ON CONFLICT (tenant_id, calendar, date) DO UPDATE SET name = excluded.name`,
    [tx.who.tenant, JSON.stringify(days)],
  );
}

/** The revision moves only when something is different: an ETag that somebody holds survives a restart. */
async function seedOrganizations(tx: Tx, agencies: readonly AgencyDefinition[]): Promise<void> {
  const rows = agencies.map(({ id, name, website, timeZone, holidays, linkTo }) => ({
    id,
    name,
    website,
    time_zone: timeZone,
    holidays,
    link_to: linkTo ?? null,
  }));
  await tx.sql(
    'agencies.seed-agencies',
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb)
         AS agency(id text, name jsonb, website text, time_zone text, holidays text, link_to text)),
     gone AS (
       UPDATE agencies SET retired = true, revision = revision + 1
       WHERE tenant_id = $1 AND NOT retired AND id NOT IN (SELECT id FROM wanted))
     INSERT INTO agencies AS a (tenant_id, id, name, website, time_zone, holidays, link_to)
     SELECT $1, id, name, website, time_zone, holidays, link_to FROM wanted ORDER BY id
     ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, website = excluded.website,
       time_zone = excluded.time_zone, holidays = excluded.holidays, link_to = excluded.link_to, retired = false, revision = a.revision + 1
     WHERE (a.name, a.website, a.time_zone, a.holidays, a.link_to, a.retired) IS DISTINCT FROM
       (excluded.name, excluded.website, excluded.time_zone, excluded.holidays, excluded.link_to, false)`,
    [tx.who.tenant, JSON.stringify(rows)],
  );
}

async function seedServices(tx: Tx, agencies: readonly AgencyDefinition[]): Promise<void> {
  const rows = agencies.flatMap((agency) =>
    agency.services.map(({ serviceArea, byTeams, ...service }, position) => ({
      ...service,
      areas: serviceArea,
      by_teams: byTeams ?? false,
      agency_id: agency.id,
      position,
    })),
  );
  await tx.sql(
    'agencies.seed-services',
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS service(id text, agency_id text, position integer, name jsonb,
         description jsonb, phones jsonb, languages text[], interpreter boolean, hours jsonb, areas text[],
         covers jsonb, by_teams boolean, handovers text[], source text, verify text)),
     gone AS (
       UPDATE services SET retired = true, retired_at = $3
       WHERE tenant_id = $1 AND NOT retired AND id NOT IN (SELECT id FROM wanted))
     INSERT INTO services (tenant_id, id, agency_id, position, name, description, phones, languages, interpreter, hours,
       areas, covers, by_teams, handovers, source, verify)
     SELECT $1, id, agency_id, position, name, nullif(description, 'null'), phones, languages, interpreter, hours, areas,
       covers, by_teams, handovers, source, verify FROM wanted ORDER BY id
     ON CONFLICT (tenant_id, id) DO UPDATE SET agency_id = excluded.agency_id, position = excluded.position,
       name = excluded.name, description = excluded.description, phones = excluded.phones,
       languages = excluded.languages, interpreter = excluded.interpreter, hours = excluded.hours,
       areas = excluded.areas, covers = excluded.covers, by_teams = excluded.by_teams, handovers = excluded.handovers, source = excluded.source, verify = excluded.verify,
       retired = false`,
    [tx.who.tenant, JSON.stringify(rows), tx.now],
  );
}

function refuseSharedServiceIds(agencies: readonly AgencyDefinition[]): void {
  const owners = new Map<string, string>();
  for (const agency of agencies) {
    for (const service of agency.services) {
      const other = owners.get(service.id);
      if (other !== undefined) {
        throw new Error(
          `Service "${service.id}" is listed by ${other} and again by ${agency.id}. Give one of them another id.`,
        );
      }
      owners.set(service.id, agency.id);
    }
  }
}
