import type { Tx } from '../../platform/index.js';
import type { SecretKind } from './sign.js';

/** What an agency's systems can be told of. Ids and states alone: what they are about is read through the API, by consent. */
export const webhookEvents = [
  'referral.offered',
  'referral.accepted',
  'referral.declined',
  'referral.cancelled',
  'referral.revoked',
  'referral.expired',
  'referral.in-progress',
  'referral.completed',
  'case.moved',
  'case.facts-changed',
  'case.urgent',
  'case.called-off',
  'case.message-written',
  'webhook.test',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Where an agency's own systems want to be told. */
export interface Webhook {
  readonly id: string;
  readonly agency: string;
  readonly url: string;
  readonly description: string;
  /** Empty: all of them. */
  readonly events: readonly string[];
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly disabledAt: Date | null;
  /** `gone`: it answered 410 itself. */
  readonly disabledWhy: 'by-person' | 'gone' | null;
  /** Since when nothing has been taken; null: the last attempt was. */
  readonly failingSince: Date | null;
  readonly secrets: readonly ShownSecret[];
}
/** All that is shown of a secret once it was handed over. */
export interface ShownSecret {
  readonly kind: SecretKind;
  readonly publicKey: string | null;
  readonly createdAt: string;
  /** While two overlap: until when this one still signs. */
  readonly expiresAt: string | null;
}

const COLUMNS = `w.id, w.agency_id AS agency, w.url, w.description, w.events, w.revision, w.created_at AS "createdAt",
  w.created_by AS "createdBy", w.disabled_at AS "disabledAt", w.disabled_why AS "disabledWhy", w.failing_since AS "failingSince",
  coalesce((SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'publicKey', s.public_key, 'createdAt', s.created_at,
      'expiresAt', s.expires_at) ORDER BY s.created_at DESC, s.kind DESC) FROM webhook_secrets s
    WHERE s.tenant_id = w.tenant_id AND s.webhook_id = w.id AND (s.expires_at IS NULL OR s.expires_at > $2)), '[]') AS secrets`;

/** Where a page begins: behind the one of that moment and id. */
export interface WebhookSlice {
  readonly limit: number;
  readonly after: readonly [createdAt: string, id: string] | null;
}

/** Oldest first. */
export function listWebhooks(tx: Tx, agency: string, { limit, after }: WebhookSlice): Promise<Webhook[]> {
  return tx.sql<Webhook>(
    'agencies.list-webhooks',
    `SELECT ${COLUMNS} FROM webhooks w WHERE w.tenant_id = $1 AND w.agency_id = $3 AND w.removed_at IS NULL
       AND ($4::timestamptz IS NULL OR (w.created_at, w.id) > ($4, $5::uuid)) ORDER BY w.created_at, w.id LIMIT $6`,
    [tx.who.tenant, tx.now, agency, ...(after ?? [null, null]), limit],
  );
}

/** Whoever works for an agency finds its own alone: row-level security holds it. */
export async function findWebhook(tx: Tx, id: string): Promise<Webhook | null> {
  const [row] = await tx.sql<Webhook>(
    'agencies.find-webhook',
    `SELECT ${COLUMNS} FROM webhooks w WHERE w.tenant_id = $1 AND w.id = $3 AND w.removed_at IS NULL`,
    [tx.who.tenant, tx.now, id],
  );
  return row ?? null;
}

/** The same, and nobody else changes it until this transaction ends. Whoever tells it meanwhile does not wait. */
export async function lockWebhook(tx: Tx, id: string): Promise<Webhook | null> {
  const [locked] = await tx.sql(
    'agencies.lock-webhook',
    'SELECT id FROM webhooks WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [tx.who.tenant, id],
  );
  return locked ? findWebhook(tx, id) : null;
}
