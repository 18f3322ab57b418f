import { type Keyring, newId, type Tx } from '../../platform/index.js';
import { newSecret, type SigningSecret } from './sign.js';
import { receiverOf } from './tell-agency.js';
import { findWebhook, type Webhook } from './webhook.js';

/** What is handed over once, when it is made. */
export interface NewSecrets {
  /** `whsec_…` */
  readonly secret: string;
  /** `whpk_…` */
  readonly publicKey: string;
}
export interface WebhookMade extends NewSecrets {
  readonly webhook: Webhook;
}
export interface WebhookToMake {
  readonly agency: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

/** Of one agency, those that are switched off too: each is told everything, and each that hangs keeps others waiting. */
export const mostWebhooks = 10;

/** Null: there is no such agency. */
export async function addWebhook(
  tx: Tx,
  keyring: Keyring,
  wanted: WebhookToMake,
): Promise<WebhookMade | 'too-many' | null> {
  const id = newId();
  // Locked by a statement of its own: one that waited would count what was there before.
  tx.write('agencies.lock-webhooks', `SELECT pg_advisory_xact_lock(hashtext('webhooks ' || $1), hashtext($2))`, [
    tx.who.tenant,
    wanted.agency,
  ]);
  const [has] = await tx.sql<{ count: number }>(
    'agencies.count-webhooks',
    'SELECT count(*)::int FROM webhooks WHERE tenant_id = $1 AND agency_id = $2 AND removed_at IS NULL',
    [tx.who.tenant, wanted.agency],
  );
  if (has && has.count >= mostWebhooks) return 'too-many';
  const [added] = await tx.sql(
    'agencies.add-webhook',
    `INSERT INTO webhooks (tenant_id, id, agency_id, url, description, events, created_at, created_by)
     SELECT tenant_id, $3, id, $4, $5, $6, $7, $8 FROM agencies WHERE tenant_id = $1 AND id = $2 AND NOT retired RETURNING id`,
    [
      tx.who.tenant,
      wanted.agency,
      id,
      wanted.url,
      wanted.description,
      wanted.events,
      tx.now,
      tx.who.person ?? tx.who.role,
    ],
  );
  if (!added) return null;
  const made = makeSecrets(tx, keyring, id);
  const webhook = await findWebhook(tx, id);
  return webhook && { webhook, ...made };
}

export interface WebhookChange {
  readonly url?: string;
  readonly description?: string;
  readonly events?: readonly string[];
  readonly enabled?: boolean;
}

/** The caller has locked it, and knows its revision. */
export async function changeWebhook(tx: Tx, id: string, change: WebhookChange): Promise<Webhook | null> {
  tx.write(
    'agencies.change-webhook',
    `UPDATE webhooks SET url = coalesce($3, url), description = coalesce($4, description), events = coalesce($5::text[], events),
       disabled_at = CASE WHEN $6::boolean THEN NULL WHEN NOT $6 THEN coalesce(disabled_at, $7::timestamptz) ELSE disabled_at END,
       disabled_why = CASE WHEN $6 THEN NULL WHEN NOT $6 THEN coalesce(disabled_why, 'by-person') ELSE disabled_why END,
       failing_since = CASE WHEN $6 THEN NULL ELSE failing_since END, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2`,
    [
      tx.who.tenant,
      id,
      change.url ?? null,
      change.description ?? null,
      change.events ?? null,
      change.enabled ?? null,
      tx.now,
    ],
  );
  return findWebhook(tx, id);
}

/**
 * Nothing is told there any more, and nobody finds it. It is marked and not deleted: whatever tells it meanwhile must not fail by
 * it. Its secrets go at once; what was told there is forgotten like all messages (`forgetMessages`). As the house: an agency's
 * people don't see the outbox.
 */
export function removeWebhook(tx: Tx, id: string): void {
  const { tenant } = tx.who;
  tx.write(
    'agencies.remove-webhook',
    `UPDATE webhooks SET removed_at = $3, disabled_at = coalesce(disabled_at, $3), disabled_why = coalesce(disabled_why, 'by-person'),
       url = '', description = '', revision = revision + 1 WHERE tenant_id = $1 AND id = $2`,
    [tenant, id, tx.now],
  );
  tx.write('agencies.forget-secrets', 'DELETE FROM webhook_secrets WHERE tenant_id = $1 AND webhook_id = $2', [
    tenant,
    id,
  ]);
  tx.write(
    'agencies.stop-telling',
    'DELETE FROM outbox WHERE tenant_id = $1 AND receiver = $2 AND delivered_at IS NULL',
    [tenant, receiverOf(id)],
  );
}

/**
 * New secrets. The ones before go on signing beside them for so long, so that nothing is refused while the partner changes
 * over; ones that were about to end do not last longer by it.
 */
export async function rotateSecrets(
  tx: Tx,
  keyring: Keyring,
  id: string,
  overlap: number,
): Promise<WebhookMade | null> {
  tx.write(
    'agencies.end-secrets',
    `UPDATE webhook_secrets SET expires_at = $3 WHERE tenant_id = $1 AND webhook_id = $2
     AND (expires_at IS NULL OR expires_at > $3)`,
    [tx.who.tenant, id, new Date(tx.now.getTime() + overlap)],
  );
  tx.write('agencies.note-rotation', 'UPDATE webhooks SET revision = revision + 1 WHERE tenant_id = $1 AND id = $2', [
    tx.who.tenant,
    id,
  ]);
  const made = makeSecrets(tx, keyring, id);
  const webhook = await findWebhook(tx, id);
  return webhook && { webhook, ...made };
}

function makeSecrets(tx: Tx, keyring: Keyring, webhook: string): NewSecrets {
  const [shared, pair] = [newSecret('hmac'), newSecret('ed25519')];
  for (const one of [shared, pair]) keepSecret(tx, keyring, webhook, one);
  return { secret: shared.secret, publicKey: pair.publicKey ?? '' };
}

function keepSecret(tx: Tx, keyring: Keyring, webhook: string, { kind, secret, publicKey }: SigningSecret): void {
  const id = newId();
  tx.write(
    'agencies.keep-secret',
    `INSERT INTO webhook_secrets (tenant_id, id, webhook_id, kind, sealed, public_key, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.who.tenant, id, webhook, kind, keyring.seal(secret, aboutSecret(tx.who.tenant, webhook)), publicKey, tx.now],
  );
}

/** What a secret of a webhook is sealed for. */
export const aboutSecret = (tenant: string, webhook: string): string => `webhook ${tenant} ${webhook}`;
