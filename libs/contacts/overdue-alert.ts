import { newId, type Tx } from '../platform/index.js';
import type { ContactView } from './contact.js';

/** A contact whose deadline passed, until somebody has seen that. It names the contact, and nothing that was said in it. */
export interface OverdueAlert {
  readonly id: string;
  readonly contactId: string;
  /** The line that the contact came in on. */
  readonly line: string;
  /** `supervisors` or `on-call-managers`: whose the contact became. */
  readonly queue: string;
  /** Whether the conversation was still going on, or only the note was missing. */
  readonly status: ContactView['status'];
  readonly at: Date;
  readonly seenBy: string | null;
  readonly seenAt: Date | null;
}

export async function insertOverdueAlert(tx: Tx, contact: ContactView, queue: string): Promise<void> {
  tx.write(
    'contacts.insert-overdue-alert',
    'INSERT INTO contact_alerts (tenant_id, id, contact_id, queue, status, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [tx.who.tenant, newId(), contact.id, queue, contact.status, tx.now],
  );
}

const columns = `a.id, a.contact_id AS "contactId", a.queue, a.status, a.at, a.seen_by AS "seenBy", a.seen_at AS "seenAt",
  c.line_id AS line`;

/** The queues that a contact climbs are the supervisors' to look after. */
const looksAfter = (tx: Tx): boolean => tx.who.role === 'supervisor';

export interface OverdueFilter {
  /** Only those that nobody has seen, of contacts that are not closed. */
  readonly waiting: boolean;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** Newest first; none for who does not look after them. */
export async function listOverdueAlerts(tx: Tx, { waiting, limit, after }: OverdueFilter): Promise<OverdueAlert[]> {
  if (!looksAfter(tx)) return [];
  return tx.sql<OverdueAlert>(
    'contacts.list-overdue-alerts',
    `SELECT ${columns} FROM contact_alerts a JOIN contacts c ON c.tenant_id = a.tenant_id AND c.id = a.contact_id
     WHERE a.tenant_id = $1 AND (NOT $2 OR (a.seen_at IS NULL AND c.status <> 'closed'))
     AND ($3::timestamptz IS NULL OR (a.at, a.id) < ($3, $4::uuid)) ORDER BY a.at DESC, a.id DESC LIMIT $5`,
    [tx.who.tenant, waiting, after?.at ?? null, after?.id ?? null, limit],
  );
}

/** Somebody has seen it; the first one counts. Null when there is no such alert for me. */
export async function seeOverdueAlert(tx: Tx, id: string): Promise<OverdueAlert | null> {
  if (!looksAfter(tx)) return null;
  const [row] = await tx.sql<OverdueAlert>(
    'contacts.see-overdue-alert',
    `UPDATE contact_alerts a SET seen_by = coalesce(a.seen_by, $3), seen_at = coalesce(a.seen_at, $4) FROM contacts c
     WHERE a.tenant_id = $1 AND a.id = $2 AND c.tenant_id = a.tenant_id AND c.id = a.contact_id RETURNING ${columns}`,
    [tx.who.tenant, id, tx.who.person ?? tx.who.role, tx.now],
  );
  return row ?? null;
}
