import { queuesOf } from '../access/index.js';
import type { Tx } from '../platform/index.js';
import { contactColumns, toContact, type ContactRow, type ContactView } from './contact.js';

export interface ContactFilter {
  /** Null: all that are not closed. */
  readonly status: ContactView['status'] | null;
  /** Only those that this person began or owns, and what waits in their queues. */
  readonly mine: boolean;
  readonly limit: number;
  /** Sort key and id of the last one that was seen. */
  readonly after: { readonly at: string; readonly id: string } | null;
}

export interface ListedContact extends ContactView {
  /** A closed one: its end. Else when its deadline passed last; until then, when it will pass. The list is sorted by it. */
  readonly sortedBy: string;
}

const MINE = `(NOT $2 OR started_by = $3 OR (owner_kind = 'person' AND owner_id = $3)
  OR (owner_kind = 'queue' AND owner_id = ANY ($4)))`;

/** Whose deadline has passed first, the longest wait before the others; then by deadline. Closed ones newest first. */
export async function listContacts(tx: Tx, filter: ContactFilter): Promise<ListedContact[]> {
  const { status, mine, limit, after } = filter;
  const values = [
    tx.who.tenant,
    mine,
    tx.who.person,
    queuesOf(tx.who.role),
    after?.at ?? null,
    after?.id ?? null,
    limit,
  ];
  if (status === 'closed') {
    const closed = await tx.sql<ContactRow & { sorted_by: Date }>(
      'contacts.list-closed',
      `SELECT ${contactColumns}, ended_at AS sorted_by FROM contacts WHERE tenant_id = $1 AND status = 'closed' AND ${MINE}
       AND ($5::timestamptz IS NULL OR (ended_at, id) < ($5, $6::uuid)) ORDER BY ended_at DESC, id DESC LIMIT $7`,
      values,
    );
    return closed.map(toListed);
  }
  const open = await tx.sql<ContactRow & { sorted_by: Date }>(
    'contacts.list-unclosed',
    `SELECT * FROM (
       SELECT ${contactColumns}, CASE WHEN overdue > 0 THEN due_since ELSE due_at END AS sorted_by
       FROM contacts WHERE tenant_id = $1 AND status <> 'closed' AND ($8::text IS NULL OR status = $8) AND ${MINE}) unclosed
     WHERE $5::timestamptz IS NULL OR (sorted_by, id) > ($5, $6::uuid) ORDER BY sorted_by, id LIMIT $7`,
    [...values, status],
  );
  return open.map(toListed);
}

const toListed = (row: ContactRow & { sorted_by: Date }): ListedContact => ({
  ...toContact(row),
  sortedBy: row.sorted_by.toISOString(),
});
