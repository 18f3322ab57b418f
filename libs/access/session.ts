import type { DataSource } from 'typeorm';
import type { Text } from '../eligibility/index.js';
import { poolOf, type Tx, type Who } from '../platform/index.js';
import { hashAccessToken, looksLikeAccessToken } from './access-token.js';
import { hoursFrom, idleHours } from './open-session.js';
import { type Scope, scopes } from './partner-keys/scope.js';
import { isRole, type Role } from './roles.js';

export interface Session {
  readonly id: string;
  readonly who: Who & { readonly person: string; readonly role: Role };
  readonly personName: string;
  readonly tenantName: Text;
  readonly timeZone: string;
  readonly expiresAt: Date;
  /** Null: wherever the tenant answers. */
  readonly region: string | null;
  /** Null: it does not end when nobody is there (the demo). */
  readonly idleUntil: Date | null;
  /** Of a partner's system: what it may do of all that its agency's people may. */
  readonly scopes?: readonly Scope[];
}

/** What endpoints know it as. A partner's system is an integrator at the door, and somebody of its agency behind it. */
export const roleOf = ({ who, scopes: some }: Session): Role => (some === undefined ? who.role : 'integrator');

/**
 * Whose token this is, in one round trip and before any tenant is known: the database function `find_session` is
 * the single place that looks across tenants, and it answers only to a token's hash. Null when the token was never
 * ours, has expired, was signed out, or its person lost that role.
 */
export async function findSession(dataSource: DataSource, token: string, now: Date): Promise<Session | null> {
  if (!looksLikeAccessToken(token)) return null;
  // Every request asks this, so it is prepared once a connection.
  const { rows } = await poolOf(dataSource).query<SessionRow>({
    name: 'access.find-session',
    text: 'SELECT * FROM find_session($1, $2)',
    values: [hashAccessToken(token), now],
  });
  const row = rows[0];
  if (!row || !isRole(row.role)) return null;
  const isPartner = row.role === 'integrator';
  return {
    id: row.session_id,
    who: {
      tenant: row.tenant,
      person: row.person_id,
      role: isPartner ? 'agency-worker' : row.role,
      agency: row.agency,
      // An agency is asked by its name, not by a region: its own people see whom it is asked for.
      region: row.agency === null ? row.region || null : null,
    },
    personName: row.person_name,
    tenantName: row.tenant_name,
    timeZone: row.time_zone,
    expiresAt: row.ends_at,
    region: row.region || null,
    idleUntil: row.idle_until,
    ...(isPartner && { scopes }),
  };
}

/**
 * Signing out: from its commit on no change of this session is kept, and no request is answered. It waits for none of them.
 * The transaction must have no premise: this is the one change after which that cannot hold. It asks itself instead, and a
 * session that somebody else of this tenant has ended already, or nobody ever began, is refused (`sessionHasEnded`).
 */
export function revokeSession(tx: Tx, id: string): void {
  tx.write(
    'access.revoke-session',
    `WITH ended AS (
       UPDATE sessions SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id)
     SELECT count(*) = 1 OR refuse_ended_session() FROM ended`,
    [tx.who.tenant, id, tx.now],
  );
}

/** Which of these sessions still let their person in, as that role. Who follows what happens is there: it is noted. */
export async function findActiveSessions(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string; idle_until: Date | null }>(
    'access.find-active-sessions-by-region',
    `SELECT s.id, s.idle_until FROM sessions s WHERE s.tenant_id = $1 AND s.id = ANY ($2) AND ${sessionHolds('$3')}`,
    [tx.who.tenant, ids, tx.now],
  );
  const present = rows.filter(({ idle_until }) => isToBeNoted(idle_until, tx.now)).map(({ id }) => id);
  if (present.length > 0) notePresence(tx, present);
  return new Set(rows.map(({ id }) => id));
}

/** That a session `s` holds at that moment, in SQL: as `find_session` has it. */
export const sessionHolds = (moment: string): string => `s.revoked_at IS NULL AND s.expires_at > ${moment}
  AND (s.idle_until IS NULL OR s.idle_until > ${moment}) AND EXISTS (
    SELECT FROM role_grants g WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
    AND (s.agency_id IS NULL OR g.agency_id = s.agency_id) AND g.region = s.region)`;

/** A write for each request would be dear; one in five minutes is near enough. */
const noteEvery = 5 * 60_000;

export function isToBeNoted(idleUntil: Date | null, now: Date): boolean {
  return idleUntil !== null && idleUntil.getTime() < hoursFrom(now, idleHours).getTime() - noteEvery;
}

/** Their person was there just now. Of a session that has ended it says nothing. */
export function notePresence(tx: Tx, ids: readonly string[]): void {
  tx.write(
    'access.note-presence',
    `UPDATE sessions SET idle_until = $3
     WHERE tenant_id = $1 AND id = ANY ($2) AND revoked_at IS NULL AND idle_until > $4 AND idle_until < $3`,
    [tx.who.tenant, ids, hoursFrom(tx.now, idleHours), tx.now],
  );
}

interface SessionRow {
  readonly tenant: string;
  readonly session_id: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly role: string;
  readonly agency: string | null;
  readonly tenant_name: Text;
  readonly time_zone: string;
  readonly ends_at: Date;
  readonly region: string;
  readonly idle_until: Date | null;
}
