import type { Text } from '../eligibility/index.js';
import { newId, type Tx } from '../platform/index.js';
import { type FullPreset, fullUntil } from './full-until.js';
import { findAgency } from './list-agencies.js';
import { findTeam, findTeamRow, outFrom, type TeamRow, toTeamView, type TeamView } from './list-teams.js';
import type { KnownHours } from './service.js';

export interface NewTeam {
  readonly service: string;
  readonly name: Text;
  readonly languages: readonly string[];
  readonly shifts: KnownHours;
}

/** What a person says of a team. What is left out stays as it is. */
export interface TeamChange {
  readonly name?: Text;
  readonly languages?: readonly string[];
  readonly shifts?: KnownHours;
  /** Out of service until then, or until somebody says otherwise (`until: null`). `out: null`: in service again. */
  readonly out?: { readonly until: Date | FullPreset | null } | null;
  /** There is no such team any more. Referrals go on naming it. */
  readonly retired?: true;
}

export type TeamChanged =
  | { readonly ok: true; readonly team: TeamView }
  | {
      readonly ok: false;
      readonly reason: 'team-is-unknown' | 'agency-is-not-in-the-directory' | 'service-is-not-of-this-agency';
    }
  | { readonly ok: false; readonly reason: 'out-until-is-over' | 'no-shift-ends' }
  | { readonly ok: false; readonly reason: 'team-is-sent'; readonly current: TeamView }
  | { readonly ok: false; readonly reason: 'somebody-else-changed-it'; readonly current: TeamView };

/** More than anybody sends; a slip of a script must not fill the table. */
export const mostTeams = 200;

/** A session of an agency may speak for that agency only; the database holds it to that as well. */
const isTheirs = ({ who }: Tx, agency: string): boolean => who.agency === null || who.agency === agency;

export async function addTeam(tx: Tx, agency: string, team: NewTeam): Promise<TeamChanged> {
  if (!isTheirs(tx, agency) || !(await findAgency(tx, agency))) {
    return { ok: false, reason: 'agency-is-not-in-the-directory' };
  }
  const id = newId();
  const [added] = await tx.sql(
    'agencies.add-team',
    `INSERT INTO teams (tenant_id, id, agency_id, service_id, position, name, languages, shifts, changed_by)
     SELECT s.tenant_id, $2, s.agency_id, s.id, (SELECT count(*) FROM teams t WHERE t.tenant_id = $1 AND t.service_id = s.id),
       $5, $6, $7, $8
     FROM services s WHERE s.tenant_id = $1 AND s.agency_id = $3 AND s.id = $4 AND NOT s.retired
     AND (SELECT count(*) FROM teams t WHERE t.tenant_id = $1 AND t.service_id = s.id AND NOT t.retired) < ${mostTeams}
     RETURNING id`,
    [
      tx.who.tenant,
      id,
      agency,
      team.service,
      JSON.stringify(team.name),
      team.languages,
      JSON.stringify(team.shifts),
      tx.who.person ?? tx.who.role,
    ],
  );
  const view = added ? await findTeam(tx, id) : null;
  return view ? { ok: true, team: view } : { ok: false, reason: 'service-is-not-of-this-agency' };
}

/** `ifRevision`: the one that the person saw; null: whatever it is now. A team that is with somebody is not taken off the list. */
export async function changeTeam(
  tx: Tx,
  agency: string,
  id: string,
  ifRevision: number | null,
  change: TeamChange,
): Promise<TeamChanged> {
  const row = await lockTeam(tx, agency, id);
  if (!row) return { ok: false, reason: 'team-is-unknown' };
  const current = toTeamView(row, tx.now);
  if (ifRevision !== null && ifRevision !== row.revision) {
    return { ok: false, reason: 'somebody-else-changed-it', current };
  }
  if (change.retired && current.busy) return { ok: false, reason: 'team-is-sent', current };
  const out = outAfter(change, row, tx.now);
  if (out === null) return { ok: false, reason: 'no-shift-ends' };
  if (change.out && out.until && out.until <= tx.now) return { ok: false, reason: 'out-until-is-over' };
  tx.write(
    'agencies.change-team',
    `UPDATE teams SET name = $3, languages = $4, shifts = $5, out_of_service = $6, out_until = $7, retired = $8,
       changed_by = CASE WHEN $9::text IS NULL THEN changed_by ELSE $9 END, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2`,
    [
      tx.who.tenant,
      id,
      JSON.stringify(change.name ?? row.name),
      change.languages ?? row.languages,
      JSON.stringify(change.shifts ?? row.shifts),
      out.isOut,
      out.until,
      change.retired ?? false,
      isOnlyLive(change) ? null : (tx.who.person ?? tx.who.role),
    ],
  );
  const team = await findTeam(tx, id);
  return team ? { ok: true, team } : { ok: false, reason: 'team-is-unknown' };
}

/**
 * It is back, whatever the case says: a slip elsewhere must not keep a team from being sent. Doing it twice changes nothing.
 */
export async function callTeamBack(tx: Tx, agency: string, id: string): Promise<TeamChanged> {
  const locked = await lockTeam(tx, agency, id);
  if (!locked) return { ok: false, reason: 'team-is-unknown' };
  tx.write(
    'agencies.call-team-back',
    `UPDATE teams SET busy_with = NULL, busy_case = NULL, busy_since = NULL
     WHERE tenant_id = $1 AND id = $2 AND busy_with IS NOT NULL`,
    [tx.who.tenant, id],
  );
  const team = await findTeam(tx, id);
  return team ? { ok: true, team } : { ok: false, reason: 'team-is-unknown' };
}

async function lockTeam(tx: Tx, agency: string, id: string): Promise<TeamRow | null> {
  if (!isTheirs(tx, agency)) return null;
  const [locked] = await tx.sql(
    'agencies.lock-team',
    'SELECT id FROM teams WHERE tenant_id = $1 AND agency_id = $2 AND id = $3 AND NOT retired FOR UPDATE',
    [tx.who.tenant, agency, id],
  );
  return locked ? findTeamRow(tx, id) : null;
}

/** Null: what was said means nothing for this team. */
function outAfter({ out }: TeamChange, row: TeamRow, now: Date): { isOut: boolean; until: Date | null } | null {
  if (out === undefined) return { isOut: row.out_of_service, until: row.out_until };
  if (out === null || out.until === null) return { isOut: out !== null, until: null };
  const until = typeof out.until === 'string' ? fullUntil(out.until, outFrom(row, now)) : out.until;
  return until && { isOut: true, until };
}

/** Out of service is of the day: the configuration may still say who they are and when they work. */
const isOnlyLive = ({ out: _, ...lasting }: TeamChange): boolean =>
  Object.values(lasting).every((value) => value === undefined);
