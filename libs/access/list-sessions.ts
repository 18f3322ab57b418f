import type { Tx } from '../platform/index.js';
import { hoursFrom, idleHours } from './open-session.js';
import { isRole, type Role } from './roles.js';
import { sessionHolds } from './session.js';

export interface OpenSession {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly role: Role;
  readonly agency: string | null;
  readonly region: string | null;
  readonly since: Date;
  /** To within five minutes; null where nobody notes it. */
  readonly lastSeen: Date | null;
  readonly expiresAt: Date;
}

/** The sessions of this tenant that hold now, oldest first. */
export async function listSessions(
  tx: Tx,
  { limit, after }: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<OpenSession[]> {
  const rows = await tx.sql<Row>(
    'access.list-sessions',
    `SELECT s.id, s.person_id, p.name, s.role, s.agency_id, s.region, s.created_at, s.idle_until, s.expires_at FROM sessions s
     JOIN people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
     WHERE s.tenant_id = $1 AND ${sessionHolds('$2')}
     AND ($3::timestamptz IS NULL OR (s.created_at, s.id) > ($3, $4::uuid))
     ORDER BY s.created_at, s.id LIMIT $5`,
    [tx.who.tenant, tx.now, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...sessionOf(row), role: row.role }] : []));
}

function sessionOf(row: Row): Omit<OpenSession, 'role'> {
  return {
    id: row.id,
    person: { id: row.person_id, name: row.name },
    agency: row.agency_id,
    region: row.region || null,
    since: row.created_at,
    lastSeen: row.idle_until && hoursFrom(row.idle_until, -idleHours),
    expiresAt: row.expires_at,
  };
}

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly role: string;
  readonly agency_id: string | null;
  readonly region: string;
  readonly created_at: Date;
  readonly idle_until: Date | null;
  readonly expires_at: Date;
}

/** Ends somebody's session in this tenant; from the commit on it changes nothing. Whose it was; null when none such is open. */
export async function endSession(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.sql<{ person_id: string }>(
    'access.end-session',
    `UPDATE sessions SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL AND expires_at > $3
     RETURNING person_id`,
    [tx.who.tenant, id, tx.now],
  );
  return row?.person_id ?? null;
}

/** Whose session at the issuer we were not told ends when the person is named: better one too many. `$2` person, `$3` session. */
export const isThatSession = (column: string): string =>
  `($3::text IS NULL OR ${column} = $3 OR (${column} IS NULL AND $2::text IS NOT NULL))`;

/** Ends all of a person's sessions in this tenant, or those of one session at the issuer. Their ids. */
export async function endSessionsOfPerson(
  tx: Tx,
  of: { readonly person: string | null; readonly issuerSession: string | null },
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    'access.end-sessions-of-person',
    `UPDATE sessions SET revoked_at = $4 WHERE tenant_id = $1 AND revoked_at IS NULL
     AND ($2::text IS NOT NULL OR $3::text IS NOT NULL)
     AND ($2::text IS NULL OR person_id = $2) AND ${isThatSession('issuer_session')} RETURNING id`,
    [tx.who.tenant, of.person, of.issuerSession, tx.now],
  );
  return rows.map(({ id }) => id);
}
