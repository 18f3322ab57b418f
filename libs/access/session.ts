import type { DataSource } from 'typeorm';
import type { Text } from '../eligibility/index.js';
import { poolOf, type Tx, type Who } from '../platform/index.js';
import { hashAccessToken, looksLikeAccessToken } from './access-token.js';
import { isRole, type Role } from './roles.js';

export interface Session {
  readonly id: string;
  readonly who: Who & { readonly person: string; readonly role: Role };
  readonly personName: string;
  readonly tenantName: Text;
  readonly timeZone: string;
  readonly expiresAt: Date;
}

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
  return {
    id: row.session_id,
    who: { tenant: row.tenant, person: row.person_id, role: row.role, agency: row.agency },
    personName: row.person_name,
    tenantName: row.tenant_name,
    timeZone: row.time_zone,
    expiresAt: row.ends_at,
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

/** Which of these sessions still let their person in, as that role. */
export async function findActiveSessions(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }>(
    'access.find-active-sessions',
    `SELECT s.id FROM sessions s WHERE s.tenant_id = $1 AND s.id = ANY ($2) AND s.revoked_at IS NULL AND s.expires_at > $3
     AND EXISTS (
       SELECT FROM role_grants g WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
       AND (s.agency_id IS NULL OR g.agency_id = s.agency_id))`,
    [tx.who.tenant, ids, tx.now],
  );
  return new Set(rows.map(({ id }) => id));
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
}
