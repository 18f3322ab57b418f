import { SomebodyWasQuicker } from '../run-again.js';
import type { Tx } from '../unit-of-work.js';

/** A request that may be sent again: the caller's key, where it goes (`POST /api/v1/cases`), a hash of what it says. */
export interface RepeatableRequest {
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
}
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was sent, JSON: a repetition gets the same bytes. */
  readonly json: string;
}
export type Once =
  | { readonly kind: 'first' }
  | ({ readonly kind: 'replay' } & KeptAnswer)
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-body' };

const keptFor = 24 * 3_600_000;

/**
 * Tells whether this person's request is new. `first`: do the work and `remember` the answer, in this transaction; until it
 * ends, the same key is `in-flight` for everybody else. Keys of two people never meet.
 */
export async function once(tx: Tx, request: RepeatableRequest): Promise<Once> {
  const [row] = await tx.sql<{ free: boolean; route: string | null; bodyHash: string } & KeptAnswer>(
    'platform.once',
    `SELECT pg_try_advisory_xact_lock(hashtextextended(jsonb_build_array($1::text, $2::text, $3::text)::text, 211)) AS free,
       k.route, k.body_hash AS "bodyHash", k.status, k.headers, k.body::text AS json
     FROM (SELECT) AS one
     LEFT JOIN idempotency_keys k ON k.tenant_id = $1 AND k.person_id = $2 AND k.key = $3 AND k.expires_at > $4`,
    [tx.who.tenant, tx.who.person ?? '', request.key, tx.now],
  );
  if (!row) throw new Error('The database gave no answer about an idempotency key.');
  if (row.route === null) return { kind: row.free ? 'first' : 'in-flight' };
  if (row.route !== request.route || row.bodyHash !== request.bodyHash) return { kind: 'other-body' };
  return { kind: 'replay', status: row.status, headers: row.headers, json: row.json };
}

/** Keeps the answer for 24 hours, and forgets a few answers of this tenant that are older. */
export async function remember(tx: Tx, request: RepeatableRequest, answer: KeptAnswer): Promise<void> {
  const kept = await tx.sql(
    'platform.remember',
    `WITH forgotten AS (
       DELETE FROM idempotency_keys WHERE tenant_id = $1 AND (person_id, key) IN (
         SELECT person_id, key FROM idempotency_keys
         WHERE tenant_id = $1 AND expires_at <= $8 AND (person_id, key) <> ($2, $3)
         LIMIT 10 FOR UPDATE SKIP LOCKED)
     )
     INSERT INTO idempotency_keys AS k
       (tenant_id, person_id, key, route, body_hash, status, headers, body, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $10, $8, $9)
     ON CONFLICT (tenant_id, person_id, key) DO UPDATE SET route = excluded.route, body_hash = excluded.body_hash,
       status = excluded.status, headers = excluded.headers, body = excluded.body,
       created_at = excluded.created_at, expires_at = excluded.expires_at
     WHERE k.expires_at <= $8
     RETURNING k.key`,
    [
      tx.who.tenant,
      tx.who.person ?? '',
      request.key,
      request.route,
      request.bodyHash,
      answer.status,
      JSON.stringify(answer.headers),
      tx.now,
      new Date(tx.now.getTime() + keptFor),
      answer.json,
    ],
  );
  // The other one committed between our look and our lock. Running again finds its answer.
  if (kept.length === 0) throw new SomebodyWasQuicker(`The idempotency key ${request.key} was used meanwhile.`);
}
