import type { Tx } from '../unit-of-work.js';
import type { Claimed } from './claim.js';
import { outboxChannel } from './enqueue.js';

/** A message as its handler gets it. `id` is the same at each attempt: receivers can tell a repetition by it. */
export interface Delivery {
  readonly id: string;
  readonly topic: string;
  readonly stream: string;
  readonly payload: unknown;
  readonly createdAt: Date;
  /** 1 at the first time. */
  readonly attempt: number;
}

/** Thrown by a handler when no further attempt can help (the receiver is gone for good). */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}

export const maxAttempts = 10;

/** Before the attempt after the n-th: 10 s, then four times as long each, at most 30 h. Ten attempts take 75 h. */
export const backoff = (attempt: number): number => Math.min(10_000 * 4 ** (attempt - 1), 30 * 3_600_000);

/** Null: somebody else has it by now, or it was delivered. */
export async function loadDelivery(tx: Tx, { id, lease }: Claimed): Promise<Delivery | null> {
  const [row] = await tx.sql<Delivery>(
    'platform.load-delivery',
    `SELECT id, topic, stream_id AS stream, payload, created_at AS "createdAt", attempts + 1 AS attempt
     FROM outbox WHERE tenant_id = $1 AND id = $2 AND leased_until = $3 AND delivered_at IS NULL`,
    [tx.who.tenant, id, lease],
  );
  return row ?? null;
}

/** What was set aside behind it may go; true when something waits there. */
const letNextGo = `
  next AS (
    SELECT n.tenant_id, n.id, n.leased_until FROM done CROSS JOIN LATERAL (
      SELECT o.tenant_id, o.id, o.leased_until FROM outbox o
      WHERE o.tenant_id = done.tenant_id AND o.stream_id = done.stream_id AND o.seq > done.seq
        AND o.delivered_at IS NULL AND o.deliver_after < 'infinity'
      ORDER BY o.seq LIMIT 1) n
  ), let_go AS (
    UPDATE outbox o SET leased_until = NULL FROM next
    WHERE o.tenant_id = next.tenant_id AND o.id = next.id AND next.leased_until IS NOT NULL
  )
  SELECT EXISTS (SELECT FROM next) AS more`;

export async function markDelivered(tx: Tx, { id }: Claimed): Promise<boolean> {
  const [row] = await tx.sql<{ more: boolean }>(
    'platform.mark-delivered',
    `WITH done AS (
       UPDATE outbox SET delivered_at = $3, attempts = attempts + 1, leased_until = NULL, in_hand = false, last_error = NULL
       WHERE tenant_id = $1 AND id = $2 AND delivered_at IS NULL RETURNING tenant_id, stream_id, seq
     ), ${letNextGo}`,
    [tx.who.tenant, id, tx.now],
  );
  return row?.more ?? false;
}

/** Only while the claim is ours: another process may have taken the message over. True when the next may go instead. */
export async function postpone(tx: Tx, { id, lease }: Claimed, attempt: number, failure: Error): Promise<boolean> {
  const givenUp = failure instanceof Undeliverable || attempt >= maxAttempts;
  const [row] = await tx.sql<{ more: boolean }>(
    'platform.postpone-delivery',
    `WITH kept AS (
       UPDATE outbox SET attempts = $4, leased_until = NULL, in_hand = false, deliver_after = $5, last_error = left($6, 500)
       WHERE tenant_id = $1 AND id = $2 AND leased_until = $3 AND delivered_at IS NULL
       RETURNING tenant_id, stream_id, seq
     ), done AS (SELECT * FROM kept WHERE $7), ${letNextGo}`,
    [
      tx.who.tenant,
      id,
      lease,
      attempt,
      givenUp ? 'infinity' : new Date(tx.now.getTime() + backoff(attempt)),
      failure.message,
      givenUp,
    ],
  );
  return row?.more ?? false;
}

/**
 * What waits in this stream, of this topic, is not to leave any more. A handler that has begun already asks `isWanted` under
 * the lock of what the stream is about, which whoever withdraws holds, too. How many there were.
 */
export async function withdraw(tx: Tx, topic: string, stream: string): Promise<number> {
  const rows = await tx.sql(
    'platform.withdraw',
    `UPDATE outbox SET delivered_at = $4, leased_until = NULL, last_error = 'withdrawn'
     WHERE tenant_id = $1 AND topic = $2 AND stream_id = $3 AND delivered_at IS NULL RETURNING id`,
    [tx.who.tenant, topic, stream, tx.now],
  );
  return rows.length;
}

/** Something of this topic waits in this stream, and was not given up. */
export async function isWaiting(tx: Tx, topic: string, stream: string): Promise<boolean> {
  const rows = await tx.sql(
    'platform.is-waiting',
    `SELECT FROM outbox WHERE tenant_id = $1 AND topic = $2 AND stream_id = $3 AND delivered_at IS NULL
     AND deliver_after < 'infinity' LIMIT 1`,
    [tx.who.tenant, topic, stream],
  );
  return rows.length === 1;
}

/** False: it was withdrawn since it was taken in hand, or somebody else has delivered it. */
export async function isWanted(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql(
    'platform.is-wanted',
    `SELECT FROM outbox WHERE tenant_id = $1 AND id = $2 AND delivered_at IS NULL`,
    [tx.who.tenant, id],
  );
  return rows.length === 1;
}

/**
 * A receiver answers again after it was down: what waits for another attempt there is tried now, and not hours later. The
 * attempts made so far count.
 */
export function hasten(tx: Tx, receiver: string): void {
  tx.write(
    'platform.hasten',
    `WITH hastened AS (
       UPDATE outbox SET deliver_after = $3
       WHERE tenant_id = $1 AND receiver = $2 AND delivered_at IS NULL AND attempts > 0
         AND deliver_after > $3 AND deliver_after < 'infinity' RETURNING id
     ) SELECT pg_notify('${outboxChannel}', '') FROM hastened LIMIT 1`,
    [tx.who.tenant, receiver, tx.now],
  );
}
