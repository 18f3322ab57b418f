import {
  type Delivery,
  hasten,
  type Keyring,
  maxAttempts,
  type Tx,
  Undeliverable,
  type UnitOfWork,
  type Who,
} from '../../platform/index.js';
import { aboutSecret } from './change-webhook.js';
import type { Answered } from './post-webhook.js';
import { signedHeaders, type SigningSecret } from './sign.js';
import { receiverOf } from './tell-agency.js';

/** What the receiver is sent: CloudEvents fields, and in `data` ids and states alone. */
export interface WebhookBody {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, string | number>>;
}

/** Nobody will be told this by itself any more: `gone` = the receiver answered 410, `undelivered` = ten attempts failed. */
export interface Stopped {
  readonly why: 'gone' | 'undelivered';
  readonly agency: string;
  /** Null: it was about no case. */
  readonly caseId: string | null;
}

export interface Courier {
  readonly work: UnitOfWork;
  readonly keyring: Keyring;
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Answered>;
  /** In the transaction that keeps the attempt. */
  readonly onStopped: (tx: Tx, stopped: Stopped) => Promise<void>;
}

interface Loaded {
  readonly id: string;
  readonly webhook: string;
  readonly agency: string;
  readonly caseId: string | null;
  readonly type: string;
  readonly subject: string;
  readonly data: WebhookBody['data'];
  readonly at: Date;
  readonly url: string;
  readonly disabled: boolean;
  readonly failingSince: Date | null;
  readonly secrets: readonly { readonly kind: SigningSecret['kind']; readonly sealed: string }[];
}

/** Makes one attempt and writes down how it went. Throws when it was not taken: the outbox tries again, or gives up. */
export async function deliverWebhook(courier: Courier, who: Who, delivery: Delivery): Promise<void> {
  const { message } = delivery.payload as { message: string };
  const found = await courier.work.run(who, async (tx) => ({ one: await load(tx, message), now: tx.now }));
  if (!found.one) throw new Undeliverable('the webhook was removed, or the agency left');
  if (found.one.disabled) throw new Undeliverable('the webhook is switched off');
  const body = JSON.stringify(bodyOf(who.tenant, found.one));
  const secrets = unsealed(courier.keyring, who.tenant, found.one);
  const answered = await courier.post(found.one.url, signedHeaders(found.one.id, found.now, body, secrets), body);
  await courier.work.run(who, (tx) => keep(tx, courier, found.one as Loaded, answered, delivery.attempt));
  if (answered.status === 410) throw new Undeliverable(answered.error ?? '410');
  if (answered.error !== null) throw new Error(answered.error);
}

export function bodyOf(
  tenant: string,
  { id, type, subject, at, data }: Pick<Loaded, 'id' | 'type' | 'subject' | 'at' | 'data'>,
): WebhookBody {
  const source = `urn:front-door:${tenant}`;
  const time = at.toISOString();
  return { specversion: '1.0', id, source, type, subject, time, datacontenttype: 'application/json', data };
}

function unsealed(keyring: Keyring, tenant: string, { webhook, secrets }: Loaded): readonly SigningSecret[] {
  return secrets.map(({ kind, sealed }) => {
    const secret = keyring.open(Buffer.from(sealed, 'base64'), aboutSecret(tenant, webhook));
    return { kind, secret, publicKey: null };
  });
}

async function load(tx: Tx, id: string): Promise<Loaded | null> {
  const [row] = await tx.sql<Loaded>(
    'agencies.load-webhook-message',
    `SELECT m.id, m.webhook_id AS webhook, m.agency_id AS agency, m.case_id AS "caseId", m.type, m.subject, m.data, m.at,
       w.url, w.disabled_at IS NOT NULL AS disabled, w.failing_since AS "failingSince",
       (SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'sealed', encode(s.sealed, 'base64')) ORDER BY s.created_at DESC, s.kind DESC)
        FROM webhook_secrets s WHERE s.tenant_id = $1 AND s.webhook_id = w.id AND (s.expires_at IS NULL OR s.expires_at > $3)) AS secrets
     FROM webhook_messages m JOIN webhooks w ON w.tenant_id = m.tenant_id AND w.id = m.webhook_id
       JOIN agencies a ON a.tenant_id = w.tenant_id AND a.id = w.agency_id
     WHERE m.tenant_id = $1 AND m.id = $2 AND w.removed_at IS NULL AND NOT a.retired`,
    [tx.who.tenant, id, tx.now],
  );
  return row ?? null;
}

/** A receiver that took nothing for so long was away, and is back. */
const awayAfter = 5 * 60_000;

async function keep(tx: Tx, courier: Courier, told: Loaded, answered: Answered, attempt: number): Promise<void> {
  const { status, milliseconds, error } = answered;
  const taken = error === null;
  tx.write(
    'agencies.keep-webhook-attempt',
    `WITH tried AS (
       UPDATE webhook_messages SET attempts = attempts + 1, delivered_at = CASE WHEN $3 THEN $4 ELSE delivered_at END
       WHERE tenant_id = $1 AND id = $2 RETURNING attempts)
     INSERT INTO webhook_attempts (tenant_id, message_id, n, at, status, milliseconds, error)
     SELECT $1, $2, attempts, $4, $5, $6, left($7, 200) FROM tried`,
    [tx.who.tenant, told.id, taken, tx.now, status, milliseconds, error],
  );
  const gone = status === 410;
  tx.write(
    'agencies.note-webhook-health',
    `UPDATE webhooks SET failing_since = CASE WHEN $3 THEN NULL ELSE coalesce(failing_since, $4) END,
       disabled_at = CASE WHEN $5 THEN $4 ELSE disabled_at END, disabled_why = CASE WHEN $5 THEN 'gone' ELSE disabled_why END,
       revision = revision + CASE WHEN $5 THEN 1 ELSE 0 END
     WHERE tenant_id = $1 AND id = $2 AND disabled_at IS NULL AND ($5 OR (failing_since IS NULL) <> $3)`,
    [tx.who.tenant, told.webhook, taken, tx.now, gone],
  );
  const { failingSince } = told;
  if (taken && failingSince && tx.now.getTime() - failingSince.getTime() >= awayAfter)
    hasten(tx, receiverOf(told.webhook));
  if (gone) await courier.onStopped(tx, { why: 'gone', agency: told.agency, caseId: told.caseId });
  else if (!taken && attempt >= maxAttempts) {
    await courier.onStopped(tx, { why: 'undelivered', agency: told.agency, caseId: told.caseId });
  }
}
