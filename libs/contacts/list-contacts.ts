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

const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'];
const LAST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** As the index `contacts_by_urgency` has it. */
const URGENT = 'CASE WHEN overdue > 0 THEN due_since ELSE due_at END';

/** Of contacts that go on. A closed one has no owner any more: it is of whoever began it. */
const MINE = `(NOT $2 OR started_by = $3 OR (owner_kind = 'person' AND owner_id = $3)
  OR (owner_kind = 'queue' AND owner_id = ANY ($4)))`;

/** Whose deadline has passed first, the longest wait before the others; then by deadline. Closed ones newest first. */
export async function listContacts(tx: Tx, filter: ContactFilter): Promise<ListedContact[]> {
  const { status, mine, limit, after } = filter;
  // With values for the first page too, the index goes there at once, whatever plan is kept.
  const place = after ? [after.at, after.id] : status === 'closed' ? LAST : FIRST;
  if (status === 'closed') {
    const closed = await tx.sql<ContactRow & { sorted_by: Date }>(
      `contacts.list-closed${mine ? '-of-person' : ''}`,
      `SELECT ${contactColumns}, ended_at AS sorted_by FROM contacts WHERE tenant_id = $1 AND status = 'closed'
       AND (ended_at, id) < ($2::timestamptz, $3::uuid) ${mine ? 'AND started_by = $5' : ''}
       ORDER BY ended_at DESC, id DESC LIMIT $4`,
      [tx.who.tenant, ...place, limit, ...(mine ? [tx.who.person] : [])],
    );
    return closed.map(toListed);
  }
  const open = await tx.sql<ContactRow & { sorted_by: Date }>(
    'contacts.list-unclosed',
    `SELECT ${contactColumns}, ${URGENT} AS sorted_by
     FROM contacts WHERE tenant_id = $1 AND status <> 'closed' AND ($8::text IS NULL OR status = $8) AND ${MINE}
     AND (${URGENT}, id) > ($5::timestamptz, $6::uuid)
     ORDER BY ${URGENT}, id LIMIT $7`,
    [tx.who.tenant, mine, tx.who.person, queuesOf(tx.who.role), ...place, limit, status],
  );
  return open.map(toListed);
}

const toListed = (row: ContactRow & { sorted_by: Date }): ListedContact => ({
  ...toContact(row),
  sortedBy: row.sorted_by.toISOString(),
});
