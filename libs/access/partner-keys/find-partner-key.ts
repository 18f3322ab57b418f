import type { DataSource } from 'typeorm';
import type { Text } from '../../eligibility/index.js';
import { poolOf, type Statement, type Tx, type Who } from '../../platform/index.js';
import { hashAccessToken, looksLikeAccessToken } from '../access-token.js';
import type { Session } from '../session.js';
import { isScope } from './scope.js';

/** Says what it is, for people and for programs that look for secrets in the wrong places. */
export const keyPrefix = 'fd_';

/** By its whole shape: a session's token may begin like that by chance, and is shorter. */
export const looksLikePartnerKey = (token: string): boolean =>
  token.startsWith(keyPrefix) && looksLikeAccessToken(token.slice(keyPrefix.length));

/**
 * Whose key this is, as a session: before any tenant is known, by its hash. Who comes with it is, to everything below the
 * API's door, somebody who works for that agency. Null when it was never ours, has expired, was revoked, or its agency left.
 */
export async function findPartnerKey(dataSource: DataSource, key: string, now: Date): Promise<KeySession | null> {
  const token = key.slice(keyPrefix.length);
  if (!looksLikeAccessToken(token)) return null;
  const { rows } = await poolOf(dataSource).query<KeyRow>({
    name: 'access.find-partner-key',
    text: 'SELECT * FROM find_partner_key($1, $2)',
    values: [hashAccessToken(token), now],
  });
  const [row] = rows;
  return row ? toSession(row) : null;
}

export type KeySession = Session & { readonly lastUsedAt: Date | null };

function toSession(row: KeyRow): KeySession {
  return {
    id: row.key_id,
    who: { tenant: row.tenant, person: `key/${row.key_id}`, role: 'agency-worker', agency: row.agency },
    personName: row.key_name,
    tenantName: row.tenant_name,
    timeZone: row.time_zone,
    expiresAt: row.ends_at,
    region: null,
    idleUntil: null,
    scopes: row.scopes.filter(isScope),
    lastUsedAt: row.last_used,
  };
}

/** What must hold when what it did is kept, as with a session. */
export const holdPartnerKey = ({ tenant }: Who, id: string, now: Date): Statement => ({
  name: 'access.hold-key-of-agency',
  text: `SELECT count(*) = 1 OR refuse_ended_session() FROM partner_keys k
    WHERE k.tenant_id = $1 AND k.id = $2 AND k.revoked_at IS NULL AND k.expires_at > $3
    AND NOT is_agency_retired(k.tenant_id, k.agency_id)`,
  values: [tenant, id, now],
});

/** A write for each request would be dear; to the minute is near enough. */
export const isUseToBeNoted = (last: Date | null, now: Date): boolean =>
  last === null || now.getTime() - last.getTime() >= 60_000;

export function noteUse(tx: Tx, id: string): void {
  tx.write('access.note-key-use', 'UPDATE partner_keys SET last_used_at = $3 WHERE tenant_id = $1 AND id = $2', [
    tx.who.tenant,
    id,
    tx.now,
  ]);
}

interface KeyRow {
  readonly tenant: string;
  readonly key_id: string;
  readonly key_name: string;
  readonly agency: string;
  readonly scopes: readonly string[];
  readonly tenant_name: Text;
  readonly time_zone: string;
  readonly ends_at: Date;
  readonly last_used: Date | null;
}
