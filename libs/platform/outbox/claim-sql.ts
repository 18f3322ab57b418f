/**
 * Shares of what is under way, in all processes together. A receiver that is slow takes no more than its own, an agency no more
 * than its own with all of its receivers, and a helpline's agencies no more than theirs. What is left of a helpline's places
 * when `roomy` are taken is for agencies with fewer than `few` under way: several that hang do not lock out the next one. Nor
 * do helplines: the last `kept` of a process's places for partners are for those with no more than `little` under way.
 */
export const mostOfOneReceiver = 4;
export const mostOfOnePartner = 16;
export const mostOfOneTenant = 96;
const roomy = 64;
const few = 3;
const kept = 32;
const little = 4;

/** When a message may be claimed; the index says it in these words. Null is never the greatest. */
const DUE = 'greatest(o.deliver_after, o.leased_until)';

/**
 * The oldest undelivered messages of streams, our own first, then partner by partner: helplines with little under way, then who
 * has least under way, then who waits longest. A receiver costs one look at the index, however much waits for it; a message that was given up ('infinity') no longer
 * holds the others of its stream. What is chosen is locked last and looked at again: another process may have been quicker.
 * A share may be passed by as much as two processes claim in the same instant.
 */
export const CLAIM = `
  WITH RECURSIVE receivers AS (
    (SELECT o.receiver FROM outbox o WHERE o.delivered_at IS NULL ORDER BY o.receiver LIMIT 1)
    UNION ALL
    SELECT (SELECT o.receiver FROM outbox o WHERE o.delivered_at IS NULL AND o.receiver > r.receiver
      ORDER BY o.receiver LIMIT 1)
    FROM receivers r WHERE r.receiver IS NOT NULL
  ), under_way AS MATERIALIZED (
    SELECT o.receiver, o.tenant_id, o.partner, count(*)::int AS n FROM outbox o
    WHERE o.in_hand AND o.leased_until > $1 GROUP BY 1, 2, 3
  ), waiting AS MATERIALIZED (
    SELECT r.receiver, busy.n AS busy FROM receivers r
      CROSS JOIN LATERAL (SELECT coalesce(sum(u.n), 0)::int AS n FROM under_way u WHERE u.receiver = r.receiver) busy
    WHERE busy.n < ${mostOfOneReceiver} AND EXISTS (
      SELECT FROM outbox o WHERE o.delivered_at IS NULL AND o.receiver = r.receiver AND ${DUE} <= $1)
  ), heads AS MATERIALIZED (
    SELECT head.*, w.receiver, w.busy + row_number() OVER (PARTITION BY w.receiver ORDER BY head.since, head.seq) AS of_receiver
    FROM waiting w CROSS JOIN LATERAL (
      SELECT o.tenant_id, o.id, o.partner, o.seq, ${DUE} AS since FROM outbox o
      WHERE o.delivered_at IS NULL AND o.receiver = w.receiver AND ${DUE} <= $1
        AND NOT EXISTS (
          SELECT FROM outbox earlier
          WHERE earlier.tenant_id = o.tenant_id AND earlier.stream_id = o.stream_id AND earlier.seq < o.seq
            AND earlier.delivered_at IS NULL AND earlier.deliver_after < 'infinity')
      ORDER BY ${DUE}, o.seq LIMIT ${mostOfOneReceiver} - w.busy) head
  ), by_partner AS (
    SELECT h.*, coalesce(busy.n, 0)
      + row_number() OVER (PARTITION BY h.tenant_id, h.partner ORDER BY of_receiver, since, seq) AS of_partner
    FROM heads h LEFT JOIN (SELECT tenant_id, partner, sum(n) AS n FROM under_way GROUP BY 1, 2) busy
      ON busy.tenant_id = h.tenant_id AND busy.partner = h.partner
  ), by_tenant AS (
    SELECT p.*, coalesce(busy.n, 0)
      + row_number() OVER (PARTITION BY p.tenant_id, p.partner IS NULL ORDER BY of_partner, since, seq) AS of_tenant
    FROM by_partner p LEFT JOIN (SELECT tenant_id, sum(n) AS n FROM under_way WHERE partner IS NOT NULL GROUP BY 1) busy
      ON busy.tenant_id = p.tenant_id
    WHERE p.partner IS NULL OR of_partner <= ${mostOfOnePartner}
  ), fair AS (
    SELECT t.*, row_number() OVER (PARTITION BY partner IS NULL
      ORDER BY partner IS NOT NULL AND of_tenant > ${little}, of_partner, since, seq) AS turn FROM by_tenant t
    WHERE partner IS NULL OR of_tenant <= CASE WHEN of_partner < ${few} THEN ${mostOfOneTenant} ELSE ${roomy} END
  ), chosen AS MATERIALIZED (
    SELECT tenant_id, id FROM fair WHERE turn <= CASE
      WHEN partner IS NULL THEN $3::int WHEN of_tenant <= ${little} THEN $4::int ELSE $4::int - ${kept} END
    ORDER BY partner IS NOT NULL, turn LIMIT $5
  ), due AS (
    SELECT o.tenant_id, o.id FROM chosen JOIN outbox o USING (tenant_id, id)
    WHERE o.delivered_at IS NULL AND ${DUE} <= $1 FOR UPDATE OF o SKIP LOCKED
  ), claimed AS (
    UPDATE outbox o SET leased_until = $2, in_hand = true FROM due
    WHERE o.tenant_id = due.tenant_id AND o.id = due.id
    RETURNING o.tenant_id, o.id, o.partner
  )
  SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('tenant', tenant_id, 'id', id, 'partner', partner)), '[]') FROM claimed) AS claimed,
    (SELECT count(*)::int FROM heads) AS heads, (SELECT count(*)::int FROM chosen) AS chosen,
    (SELECT coalesce(jsonb_agg(receiver), '[]') FROM waiting w WHERE NOT EXISTS (SELECT FROM heads h WHERE h.receiver = w.receiver))
      AS blocked`;

/**
 * What is due and stands behind a message that waits for its next attempt is set aside until then, or each look would read
 * past all that has gathered for a receiver that is down. When the one before is done with, the next is let go (`letNextGo`).
 */
export const SET_ASIDE = `
  UPDATE outbox o SET leased_until = blocked.until FROM (
    SELECT o.tenant_id, o.id, before.until
    FROM outbox o CROSS JOIN LATERAL (
      SELECT max(earlier.deliver_after) AS until FROM outbox earlier
      WHERE earlier.tenant_id = o.tenant_id AND earlier.stream_id = o.stream_id AND earlier.seq < o.seq
        AND earlier.delivered_at IS NULL AND earlier.deliver_after < 'infinity' AND earlier.leased_until IS NULL) before
    WHERE o.delivered_at IS NULL AND o.receiver = ANY ($2) AND ${DUE} <= $1 AND before.until > $1
    LIMIT 1000 FOR UPDATE OF o SKIP LOCKED) blocked
  WHERE o.tenant_id = blocked.tenant_id AND o.id = blocked.id`;
