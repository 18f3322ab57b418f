import type { Tx } from '../../platform/index.js';
import { bodyOf, type WebhookBody } from './deliver-webhook.js';

export const deliveryStatuses = ['waiting', 'delivered', 'given-up', 'missed'] as const;
/** `missed`: it happened while the webhook was switched off. */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export interface WebhookAttempt {
  readonly n: number;
  readonly at: string;
  /** Null: there was no answer. */
  readonly status: number | null;
  readonly milliseconds: number;
  readonly error: string | null;
}

/** One message of a webhook, and what became of it. */
export interface WebhookDelivery {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  /** Null: it is about no case. */
  readonly caseId: string | null;
  readonly status: DeliveryStatus;
  readonly deliveredAt: Date | null;
  readonly nextAt: Date | null;
  readonly body: WebhookBody;
  /** The newest ten, newest first. */
  readonly attempts: readonly WebhookAttempt[];
}

export interface DeliveryFilter {
  readonly status: DeliveryStatus | null;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

type Row = Omit<WebhookDelivery, 'body'> & Pick<WebhookBody, 'subject' | 'data'>;

/** Newest first. As the house: an agency's people don't see the outbox, which knows what waits. */
export async function listDeliveries(tx: Tx, webhook: string, filter: DeliveryFilter): Promise<WebhookDelivery[]> {
  const rows = await tx.sql<Row>(
    'agencies.list-deliveries',
    `SELECT * FROM (
       SELECT m.id, m.type, m.subject, m.data, m.at, m.case_id AS "caseId", m.delivered_at AS "deliveredAt",
         CASE WHEN m.delivered_at IS NOT NULL THEN 'delivered' WHEN m.delivery_id IS NULL THEN 'missed'
           WHEN o.deliver_after < 'infinity' THEN 'waiting' ELSE 'given-up' END AS status,
         CASE WHEN m.delivered_at IS NULL AND o.deliver_after < 'infinity' THEN greatest(o.deliver_after, $2) END AS "nextAt",
         coalesce((SELECT jsonb_agg(jsonb_build_object('n', a.n, 'at', a.at, 'status', a.status, 'milliseconds', a.milliseconds,
             'error', a.error) ORDER BY a.n DESC)
           FROM webhook_attempts a WHERE a.tenant_id = $1 AND a.message_id = m.id AND a.n > m.attempts - 10), '[]') AS attempts
       FROM webhook_messages m LEFT JOIN outbox o ON o.tenant_id = m.tenant_id AND o.id = m.delivery_id AND o.delivered_at IS NULL
       WHERE m.tenant_id = $1 AND m.webhook_id = $3
         AND ($5::timestamptz IS NULL OR (m.at, m.id) < ($5, $6::uuid))
       ORDER BY m.at DESC, m.id DESC) told
     WHERE $4::text IS NULL OR status = $4 ORDER BY at DESC, id DESC LIMIT $7`,
    [tx.who.tenant, tx.now, webhook, filter.status, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit],
  );
  return rows.map(({ subject, data, ...row }) => ({
    ...row,
    body: bodyOf(tx.who.tenant, { id: row.id, type: row.type, subject, at: row.at, data }),
  }));
}
