import type { DataSource } from 'typeorm';

export interface Claimed {
  readonly tenant: string;
  readonly id: string;
  readonly receiver: string;
  readonly lease: Date;
}

/** Longer than any attempt takes. Who stops while it holds one leaves the message to others when it ends. */
export const lease = 120_000;
/** At a time, of one process: a receiver that is slow takes no more of it than this. */
export const mostOfOneReceiver = 4;
const batch = 32;

/** When a message may be claimed; the index says it in these words. Null is never the greatest. */
const DUE = 'greatest(o.deliver_after, o.leased_until)';

/**
 * The oldest undelivered messages of streams, receiver by receiver: who has least in flight first, then who waits longest. A
 * receiver costs one look at the index, however much waits for it; a message that was given up ('infinity') no longer holds
 * the others of its stream.
 */
const CLAIM = `
  WITH RECURSIVE receivers AS (
    (SELECT o.receiver FROM outbox o WHERE o.delivered_at IS NULL ORDER BY o.receiver LIMIT 1)
    UNION ALL
    SELECT (SELECT o.receiver FROM outbox o WHERE o.delivered_at IS NULL AND o.receiver > r.receiver
      ORDER BY o.receiver LIMIT 1)
    FROM receivers r WHERE r.receiver IS NOT NULL
  ), waiting AS MATERIALIZED (
    SELECT r.receiver, busy.n AS busy, first.since
    FROM receivers r
      CROSS JOIN LATERAL (SELECT coalesce(($3::jsonb ->> r.receiver)::int, 0) AS n) busy
      CROSS JOIN LATERAL (
        SELECT ${DUE} AS since FROM outbox o
        WHERE o.delivered_at IS NULL AND o.receiver = r.receiver AND ${DUE} <= $1 ORDER BY ${DUE} LIMIT 1) first
    WHERE busy.n < ${mostOfOneReceiver}
    ORDER BY busy.n, first.since
  ), due AS (
    SELECT head.tenant_id, head.id, w.receiver FROM waiting w CROSS JOIN LATERAL (
      SELECT o.tenant_id, o.id FROM outbox o
      WHERE o.delivered_at IS NULL AND o.receiver = w.receiver AND ${DUE} <= $1
        AND NOT EXISTS (
          SELECT FROM outbox earlier
          WHERE earlier.tenant_id = o.tenant_id AND earlier.stream_id = o.stream_id AND earlier.seq < o.seq
            AND earlier.delivered_at IS NULL AND earlier.deliver_after < 'infinity')
      ORDER BY ${DUE}, o.seq LIMIT ${mostOfOneReceiver} - w.busy FOR UPDATE SKIP LOCKED) head
    LIMIT $4
  ), claimed AS (
    UPDATE outbox o SET leased_until = $2 FROM due
    WHERE o.tenant_id = due.tenant_id AND o.id = due.id
    RETURNING o.tenant_id, o.id, o.receiver, o.leased_until
  )
  SELECT tenant_id AS tenant, id, receiver, leased_until AS lease FROM claimed
  UNION ALL
  SELECT NULL, NULL, receiver, NULL FROM waiting WHERE NOT EXISTS (SELECT FROM due WHERE due.receiver = waiting.receiver)`;

/**
 * What is due and stands behind a message that waits for its next attempt is set aside until then, or each look would read
 * past all that has gathered for a receiver that is down. When the one before is done with, the next is let go (`letNextGo`).
 */
const SET_ASIDE = `
  UPDATE outbox o SET leased_until = blocked.until FROM (
    SELECT o.tenant_id, o.id, before.until
    FROM outbox o CROSS JOIN LATERAL (
      SELECT max(earlier.deliver_after) AS until FROM outbox earlier
      WHERE earlier.tenant_id = o.tenant_id AND earlier.stream_id = o.stream_id AND earlier.seq < o.seq
        AND earlier.delivered_at IS NULL AND earlier.deliver_after < 'infinity' AND earlier.leased_until IS NULL) before
    WHERE o.delivered_at IS NULL AND o.receiver = ANY ($2) AND ${DUE} <= $1 AND before.until > $1
    LIMIT 1000 FOR UPDATE OF o SKIP LOCKED) blocked
  WHERE o.tenant_id = blocked.tenant_id AND o.id = blocked.id`;

/**
 * Takes what may be delivered now, as frontdoor_worker, which sees no payload. `busy`: how much of whom is in flight here.
 * Empty: nothing may.
 */
export async function claim(
  worker: DataSource,
  now: Date,
  busy: ReadonlyMap<string, number>,
  room: number,
): Promise<readonly Claimed[]> {
  const until = new Date(now.getTime() + lease);
  const inFlight = JSON.stringify(Object.fromEntries(busy));
  const found = await worker.query<Found[]>(CLAIM, [now, until, inFlight, Math.min(room, batch)]);
  const claimed = found.filter((one): one is Claimed => one.id !== null);
  const blocked = found.flatMap(({ id, receiver }) => (id === null ? [receiver] : []));
  if (claimed.length === 0 && blocked.length > 0) await worker.query(SET_ASIDE, [now, blocked]);
  return claimed;
}

type Found = Claimed | { readonly id: null; readonly receiver: string };
