import type { Tx } from '../unit-of-work.js';
import { type Packed, pack, unpack } from './pack.js';

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
  const [row] = await tx.sql<
    { free: boolean; route: string | null; bodyHash: string; expired: boolean } & Omit<KeptAnswer, 'json'> & Packed
  >(
    'platform.once',
    `SELECT pg_try_advisory_xact_lock(hashtextextended(concat_ws(chr(31), $1::text, $2::text, $3::text), 211)) AS free,
       k.route, k.body_hash AS "bodyHash", k.status, k.headers, k.body, k.encoding, k.expires_at <= $4 AS expired
     FROM (SELECT) AS one LEFT JOIN idempotency_keys k ON k.tenant_id = $1 AND k.person_id = $2 AND k.key = $3`,
    [tx.who.tenant, tx.who.person ?? '', request.key, tx.now],
  );
  if (!row) throw new Error('The database gave no answer about an idempotency key.');
  if (row.route === null || row.expired) {
    if (row.expired) forget(tx, request.key);
    return { kind: row.free ? 'first' : 'in-flight' };
  }
  if (row.route !== request.route || row.bodyHash !== request.bodyHash) return { kind: 'other-body' };
  return { kind: 'replay', status: row.status, headers: row.headers, json: unpack(row) };
}

/**
 * Keeps the answer for 24 hours; `about` is what it tells of, so that it can be forgotten with that. Where another one
 * committed between our look and our lock the key is there already: the work runs again, and finds its answer.
 */
export function remember(tx: Tx, request: RepeatableRequest, answer: KeptAnswer, about: string | null = null): void {
  const { body, encoding } = pack(answer.json);
  tx.write(
    'platform.remember',
    `INSERT INTO idempotency_keys
       (tenant_id, person_id, key, route, body_hash, status, headers, created_at, expires_at, body, encoding,
        about)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
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
      body,
      encoding,
      about,
    ],
  );
}

/** What was kept of one key of this person is gone with this transaction. */
function forget(tx: Tx, key: string): void {
  tx.write(
    'platform.forget-answer',
    'DELETE FROM idempotency_keys WHERE tenant_id = $1 AND person_id = $2 AND key = $3',
    [tx.who.tenant, tx.who.person ?? '', key],
  );
}

/** Forgets every kept answer that tells of this: its requests are new again. */
export function forgetAnswersAbout(tx: Tx, about: string): void {
  tx.write('platform.forget-answers-about', 'DELETE FROM idempotency_keys WHERE tenant_id = $1 AND about = $2', [
    tx.who.tenant,
    about,
  ]);
}
