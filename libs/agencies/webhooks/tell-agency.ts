import { hasten, type Tx } from '../../platform/index.js';
import type { Webhook, WebhookEvent } from './webhook.js';

export interface ToTell {
  readonly agency: string;
  readonly caseId: string;
  readonly type: WebhookEvent;
  /** `cases/…`, `referrals/…`: what the data is about. */
  readonly subject: string;
  /** Ids and states. Never an answer, a name, or what somebody wrote. */
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * Tells the agency's webhooks, if this transaction is kept. Hold the case's lock, or the order of two transactions is not defined.
 * What becomes of referrals and cases the database tells by itself (`tell_agency`, ADR 0026).
 */
export function tellAgency(tx: Tx, { agency, caseId, type, subject, data }: ToTell): void {
  tx.write('agencies.tell-agency', 'SELECT tell_agency($1, $2, $3, $4, $5, $6)', [
    tx.who.tenant,
    agency,
    caseId,
    type,
    subject,
    JSON.stringify(data),
  ]);
}

/** The name by which the outbox knows a webhook. */
export const receiverOf = (webhook: string): string => `webhook/${webhook}`;

const SEND = `
  INSERT INTO outbox (tenant_id, id, topic, stream_id, receiver, partner, payload, created_at, deliver_after)
  SELECT $1, delivery_id, 'webhook', coalesce(md5(webhook_id::text || case_id::text)::uuid, id), 'webhook/' || webhook_id,
    agency_id, jsonb_build_object('message', id), $3, $3 FROM`;

/** Of one webhook; somebody who tries what does not answer need not try it more often. */
export const mostWaitingTests = 5;

/**
 * A message that says nothing, to see whether it arrives. Its id; null: enough of them wait already. As the house: an agency's
 * people don't see the outbox.
 */
export async function testWebhook(tx: Tx, { id, agency }: Webhook): Promise<string | null> {
  // Locked by a statement of its own: one that waited would count what was there before.
  tx.write('agencies.lock-tests', 'SELECT id FROM webhooks WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE', [
    tx.who.tenant,
    id,
  ]);
  const [row] = await tx.sql<{ id: string }>(
    'agencies.test-webhook',
    `WITH waiting AS (
       SELECT count(*) AS n FROM webhook_messages m JOIN outbox o ON o.tenant_id = m.tenant_id AND o.id = m.delivery_id
       WHERE m.tenant_id = $1 AND m.webhook_id = $2 AND m.type = 'webhook.test' AND m.delivered_at IS NULL
         AND o.delivered_at IS NULL AND o.deliver_after < 'infinity'
     ), made AS (
       INSERT INTO webhook_messages (tenant_id, id, webhook_id, agency_id, type, subject, data, at, delivery_id)
       SELECT $1, gen_random_uuid(), $2::uuid, $4, 'webhook.test', 'webhooks/' || $2::uuid, jsonb_build_object('webhook', $2::uuid), $3,
         gen_random_uuid() FROM waiting WHERE n < ${mostWaitingTests}
       RETURNING id, webhook_id, agency_id, case_id, delivery_id
     ), sent AS (${SEND} made)
     SELECT id, pg_notify('frontdoor_outbox', '') FROM made`,
    [tx.who.tenant, id, tx.now, agency],
  );
  return row?.id ?? null;
}

const mostAtOnce = 5000;

export interface Replayed {
  readonly messages: number;
  /** There are more since then: ask again from the moment of the last one. */
  readonly until: Date | null;
}

/**
 * Tells again what was told, or could not be, since then, or these; in the order in which it happened, by the same ids. What is
 * still on its way stays there, and is tried at once. As the house.
 */
export async function replayMessages(
  tx: Tx,
  { id }: Webhook,
  which: { readonly since: Date } | { readonly ids: readonly string[] },
): Promise<Replayed> {
  const [since, ids] = 'since' in which ? [which.since, null] : [null, which.ids];
  const rows = await tx.sql<{ at: Date }>(
    'agencies.replay-messages',
    `WITH chosen AS (
       SELECT m.id, m.delivery_id AS before FROM webhook_messages m
       WHERE m.tenant_id = $1 AND m.webhook_id = $2 AND ($4::timestamptz IS NULL OR m.at >= $4)
         AND ($5::uuid[] IS NULL OR m.id = ANY ($5))
         AND NOT EXISTS (SELECT FROM outbox o WHERE o.tenant_id = $1 AND o.id = m.delivery_id
           AND o.delivered_at IS NULL AND o.deliver_after < 'infinity')
       ORDER BY m.at, m.seq LIMIT ${mostAtOnce} FOR UPDATE
     ), given_up AS (
       DELETE FROM outbox o USING chosen c WHERE o.tenant_id = $1 AND o.id = c.before AND o.delivered_at IS NULL
     ), again AS (
       UPDATE webhook_messages m SET delivery_id = gen_random_uuid(), delivered_at = NULL FROM chosen c
       WHERE m.tenant_id = $1 AND m.id = c.id RETURNING m.id, m.webhook_id, m.agency_id, m.case_id, m.delivery_id, m.at, m.seq
     ), sent AS (${SEND} (SELECT * FROM again ORDER BY at, seq) ordered)
     SELECT at FROM again ORDER BY at`,
    [tx.who.tenant, id, tx.now, since, ids],
  );
  hasten(tx, receiverOf(id));
  tx.write('agencies.wake-outbox', "SELECT pg_notify('frontdoor_outbox', '')");
  return { messages: rows.length, until: rows.length === mostAtOnce ? (rows.at(-1)?.at ?? null) : null };
}
