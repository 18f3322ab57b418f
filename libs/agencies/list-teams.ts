import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { type FullFrom, fullOptions, type FullOption } from './full-until.js';
import { nextOpening, openUntil } from './opening-hours.js';
import type { KnownHours } from './service.js';
import { conditionOf, type TeamCondition } from './team.js';

/** A team as it stands at one instant. Plain data. */
export interface TeamView {
  readonly id: string;
  readonly agency: string;
  readonly service: string;
  readonly name: Text;
  readonly languages: readonly string[];
  readonly shifts: KnownHours;
  readonly condition: TeamCondition;
  /** When its shift is over, if one is running that has an end (ISO 8601). */
  readonly shiftEnds: string | null;
  /** When its next shift begins, if none is running. */
  readonly shiftBegins: string | null;
  /** It is out of service, with the instant at which that ends by itself; null there: when somebody says so. */
  readonly out: { readonly until: string | null } | null;
  /** What "out of service until" may mean now. */
  readonly outOptions: readonly FullOption[];
  /** Whom it was sent for. */
  readonly busy: { readonly referral: string; readonly case: string; readonly since: string } | null;
  /** Row version; the ETag is made from it. Being sent and coming back does not move it. */
  readonly revision: number;
}

export interface TeamsPage {
  readonly limit: number;
  /** `md5(id)::uuid` of the team that the page begins behind; one that is no more keeps its place. */
  readonly after: string | null;
}

/** The teams of an agency, by service and in their order; without those that are no more. One round trip. */
export async function listTeams(tx: Tx, agency: string, { limit, after }: TeamsPage): Promise<readonly TeamView[]> {
  const rows = await tx.sql<TeamRow>(
    'agencies.list-teams',
    `SELECT ${COLUMNS} WHERE t.tenant_id = $1 AND t.agency_id = $3 AND NOT t.retired
     AND ($4::uuid IS NULL OR (s.position, t.position, t.id) > (
       SELECT b.position, l.position, l.id FROM teams l JOIN services b ON b.tenant_id = l.tenant_id AND b.id = l.service_id
       WHERE l.tenant_id = $1 AND l.agency_id = $3 AND md5(l.id)::uuid = $4))
     ORDER BY s.position, t.position, t.id LIMIT $5`,
    [tx.who.tenant, tx.now, agency, after, limit],
  );
  return rows.map((row) => toTeamView(row, tx.now));
}

/** One that is no more is found too: a referral may name it. */
export async function findTeam(tx: Tx, id: string): Promise<TeamView | null> {
  const row = await findTeamRow(tx, id);
  return row && toTeamView(row, tx.now);
}

export async function findTeamRow(tx: Tx, id: string): Promise<TeamRow | null> {
  const [row] = await tx.sql<TeamRow>('agencies.find-team', `SELECT ${COLUMNS} WHERE t.tenant_id = $1 AND t.id = $3`, [
    tx.who.tenant,
    tx.now,
    id,
  ]);
  return row ?? null;
}

const COLUMNS = `t.id, t.agency_id, t.service_id, t.name, t.languages, t.shifts, t.out_of_service, t.out_until, t.busy_with,
  t.busy_case, t.busy_since, t.revision, a.time_zone,
  ARRAY(SELECT h.date::text FROM holidays h WHERE h.tenant_id = t.tenant_id AND h.calendar = a.holidays
    AND h.date BETWEEN $2::timestamptz::date - 2 AND $2::timestamptz::date + 370) AS holidays
  FROM teams t JOIN services s ON s.tenant_id = t.tenant_id AND s.id = t.service_id AND NOT s.retired
  JOIN agencies a ON a.tenant_id = t.tenant_id AND a.id = t.agency_id`;

export interface TeamRow {
  readonly id: string;
  readonly agency_id: string;
  readonly service_id: string;
  readonly name: Text;
  readonly languages: readonly string[];
  readonly shifts: KnownHours;
  readonly out_of_service: boolean;
  readonly out_until: Date | null;
  readonly busy_with: string | null;
  readonly busy_case: string | null;
  readonly busy_since: Date | null;
  readonly revision: number;
  readonly time_zone: string;
  readonly holidays: readonly string[];
}

/** What an "out of service until" is worked out from. */
export function outFrom(row: TeamRow, now: Date): FullFrom {
  return { now, zone: row.time_zone, holidays: new Set(row.holidays), shifts: [row.shifts], byTheHour: true };
}

export function toTeamView(row: TeamRow, now: Date): TeamView {
  const holidays = new Set(row.holidays);
  const isOut = row.out_of_service && (row.out_until === null || row.out_until > now);
  const { shifts, time_zone: zone, busy_with: referral, busy_case: ofCase, busy_since: since } = row;
  const next = nextOpening(shifts, holidays, now, zone);
  return {
    id: row.id,
    agency: row.agency_id,
    service: row.service_id,
    name: row.name,
    languages: row.languages,
    shifts,
    condition: conditionOf({ shifts, isBusy: referral !== null, isOut }, holidays, now, zone),
    shiftEnds: openUntil(shifts, holidays, now, zone)?.toISOString() ?? null,
    shiftBegins: next && next > now ? next.toISOString() : null,
    out: isOut ? { until: row.out_until?.toISOString() ?? null } : null,
    outOptions: fullOptions(outFrom(row, now)),
    busy: referral && ofCase && since ? { referral, case: ofCase, since: since.toISOString() } : null,
    revision: row.revision,
  };
}
