import type { Tx } from '../platform/index.js';

/** What was seen or changed: kinds and ids, never an answer or a name. */
export type AuditSubject = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * Who did or saw what, reads included, in the transaction that it is about. The table takes rows and gives none back
 * for change: the application may neither alter nor delete them.
 */
export async function audit(tx: Tx, action: string, subject: AuditSubject = {}): Promise<void> {
  tx.write(
    'access.audit',
    'INSERT INTO audit (tenant_id, at, person_id, role, action, subject) VALUES ($1, $2, $3, $4, $5, $6)',
    [tx.who.tenant, tx.now, tx.who.person, tx.who.role, action, JSON.stringify(subject)],
  );
}
