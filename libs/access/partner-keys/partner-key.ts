import { newId, type Tx } from '../../platform/index.js';
import { hashAccessToken, newAccessToken } from '../access-token.js';
import { keyPrefix } from './find-partner-key.js';
import type { Scope } from './scope.js';

/** A key of an agency's own system: what may be told of it. The key itself is kept nowhere. */
export interface PartnerKey {
  readonly id: string;
  readonly agency: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}
export interface KeyToMake {
  readonly agency: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date;
}
export interface KeyMade {
  readonly key: PartnerKey;
  /** `fd_…`, shown this once. */
  readonly secret: string;
}

const COLUMNS = `id, agency_id AS agency, name, scopes, created_at AS "createdAt", created_by AS "createdBy",
  expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt"`;

/** Where a page begins: behind the one of that moment and id. */
export interface KeySlice {
  readonly limit: number;
  readonly after: readonly [createdAt: string, id: string] | null;
}

/** Newest first; those that have ended too. */
export function listPartnerKeys(tx: Tx, agency: string, { limit, after }: KeySlice): Promise<PartnerKey[]> {
  return tx.sql<PartnerKey>(
    'access.list-partner-keys',
    `SELECT ${COLUMNS} FROM partner_keys WHERE tenant_id = $1 AND agency_id = $2
       AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid)) ORDER BY created_at DESC, id DESC LIMIT $5`,
    [tx.who.tenant, agency, ...(after ?? [null, null]), limit],
  );
}

/** The caller knows that there is such an agency. */
export async function addPartnerKey(tx: Tx, { agency, name, scopes, expiresAt }: KeyToMake): Promise<KeyMade> {
  const token = newAccessToken();
  const [key] = await tx.sql<PartnerKey>(
    'access.add-partner-key',
    `INSERT INTO partner_keys (tenant_id, id, agency_id, name, scopes, token_hash, created_at, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
    [
      tx.who.tenant,
      newId(),
      agency,
      name,
      scopes,
      hashAccessToken(token),
      tx.now,
      tx.who.person ?? tx.who.role,
      expiresAt,
    ],
  );
  if (!key) throw new Error('a partner key was not kept');
  return { key, secret: keyPrefix + token };
}

/** Null: there is none of that id. The one before holds for so long yet, and no longer than it would have. */
export async function rotatePartnerKey(
  tx: Tx,
  id: string,
  overlap: number,
  days: number,
): Promise<KeyMade | 'has-ended' | null> {
  const [before] = await tx.sql<PartnerKey>(
    'access.end-partner-key',
    `UPDATE partner_keys SET expires_at = least(expires_at, $3) WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [tx.who.tenant, id, new Date(tx.now.getTime() + overlap)],
  );
  if (!before) return null;
  if (before.revokedAt !== null || before.expiresAt < tx.now) return 'has-ended';
  const { agency, name, scopes } = before;
  const expiresAt = new Date(tx.now.getTime() + days * 86_400_000);
  return addPartnerKey(tx, { agency, name, scopes: scopes as readonly Scope[], expiresAt });
}

/** From its commit on, no change of this key is kept and no request is answered. Null: there is none of that id. */
export async function revokePartnerKey(tx: Tx, id: string): Promise<PartnerKey | null> {
  const [key] = await tx.sql<PartnerKey>(
    'access.revoke-partner-key',
    `UPDATE partner_keys SET revoked_at = coalesce(revoked_at, $3) WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [tx.who.tenant, id, tx.now],
  );
  return key ?? null;
}
