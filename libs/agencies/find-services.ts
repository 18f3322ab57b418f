import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import type { Handover } from '../workflow/index.js';
import { isOpen, nextOpening } from './opening-hours.js';
import type { Capacity, Covers, OpeningHours, Phone, ServiceView } from './service.js';
import { countTeams, type TeamNow } from './team.js';

/**
 * The services with these ids as they stand at `tx.now`, in the order asked. One round trip. An id that the directory
 * does not have, or has no more, is left out: routing passes it over.
 */
export async function findServices(tx: Tx, ids: readonly string[]): Promise<readonly ServiceView[]> {
  const rows = await tx.sql<ServiceRow>(
    'agencies.find-services',
    `SELECT ${serviceColumns} FROM services s JOIN agencies a ON a.tenant_id = s.tenant_id AND a.id = s.agency_id
     WHERE s.tenant_id = $1 AND s.id = ANY ($3::text[]) AND NOT s.retired ORDER BY array_position($3::text[], s.id)`,
    [tx.who.tenant, tx.now, ids],
  );
  return rows.map((row) => toServiceView(row, tx.now));
}

/** Of a query over `services s` joined with `agencies a`, whose second parameter is the present instant. */
export const serviceColumns = `s.id, s.agency_id, s.name, s.description, s.phones, s.languages, s.interpreter, s.hours,
  a.link_to IS NOT NULL AS by_link, s.areas, s.covers, s.handovers, s.verify, s.capacity_state, s.full_until, a.time_zone,
  CASE WHEN s.by_teams THEN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('shifts', t.shifts, 'isBusy', t.busy_with IS NOT NULL,
      'isOut', t.out_of_service AND (t.out_until IS NULL OR t.out_until > $2))), '[]')
    FROM teams t WHERE t.tenant_id = s.tenant_id AND t.service_id = s.id AND NOT t.retired) END AS teams,
  ARRAY(SELECT h.date::text FROM holidays h WHERE h.tenant_id = s.tenant_id AND h.calendar = a.holidays
    AND h.date BETWEEN $2::timestamptz::date - 2 AND $2::timestamptz::date + 370) AS holidays`;

export interface ServiceRow {
  readonly id: string;
  readonly agency_id: string;
  readonly name: Text;
  readonly description: Text | null;
  readonly phones: readonly Phone[];
  readonly languages: readonly string[];
  readonly interpreter: boolean;
  readonly hours: OpeningHours;
  readonly areas: readonly string[] | null;
  readonly covers: Covers | null;
  /** Null: its capacity does not go by teams. */
  readonly teams: readonly TeamNow[] | null;
  readonly handovers: readonly Handover[];
  readonly verify: string | null;
  readonly capacity_state: Capacity['state'];
  readonly full_until: Date | null;
  readonly time_zone: string;
  readonly by_link: boolean;
  readonly holidays: readonly string[];
}

export function toServiceView(row: ServiceRow, now: Date): ServiceView {
  const holidays = new Set(row.holidays);
  const open = isOpen(row.hours, holidays, now, row.time_zone);
  const opens = open ? null : nextOpening(row.hours, holidays, now, row.time_zone);
  const teams = row.teams && countTeams(row.teams, holidays, now, row.time_zone);
  const saidFull = row.capacity_state === 'full' && (row.full_until === null || row.full_until > now);
  const fullUntil = saidFull ? (row.full_until?.toISOString() ?? null) : null;
  // What the agency said counts while it lasts; without a word of theirs the teams do.
  const full = saidFull || teams?.free === 0;
  return {
    id: row.id,
    agency: row.agency_id,
    name: row.name,
    description: row.description,
    phone: writePhone(row.phones[0]),
    ownLine: row.phones[0]?.ownLine ?? false,
    languages: row.languages,
    interpreter: row.interpreter,
    hours: row.hours,
    hoursKnown: row.hours !== 'unknown',
    timeZone: row.time_zone,
    open,
    opens: opens?.toISOString() ?? null,
    areas: row.areas,
    covers: row.covers,
    teams,
    handovers: row.handovers,
    capacity: { state: full ? 'full' : 'open', fullUntil },
    saidFull,
    full,
    verify: row.verify,
    byLink: row.by_link,
  };
}

function writePhone(phone: Phone | undefined): string | null {
  if (!phone) return null;
  return phone.extension === null ? phone.number : `${phone.number} x${phone.extension}`;
}
