import type { Tx } from '../platform/index.js';
import type { CaseFilter } from './list-cases.js';

/** An open case that reviewers look after, by when what is reviewed came in. */
export interface ListedReview {
  readonly id: string;
  /** By the program's clock `received`, else as whoever entered it said, else when the case was opened. */
  readonly receivedAt: string;
}

/**
 * What waits in the reviewers' queue, and what this person has claimed of it, the first received first. Cases of others are theirs;
 * a supervisor finds what any reviewer has claimed.
 * Only what is open and in those hands is sorted: the queue, not the archive.
 */
export async function listReviews(
  tx: Tx,
  { limit, after }: Pick<CaseFilter, 'limit' | 'after'>,
): Promise<ListedReview[]> {
  const rows = await tx.sql<{ id: string; received_at: Date }>(
    'cases.list-reviews',
    `SELECT r.id, r.received_at FROM (
       SELECT c.id, coalesce((c.progress->'clocks'->>'received')::timestamptz, (SELECT (h.refs->>'received')::timestamptz FROM case_history h
         WHERE h.tenant_id = $1 AND h.case_id = c.id AND h.seq = 1), c.opened_at) AS received_at
       FROM cases c WHERE c.tenant_id = $1 AND c.ended_at IS NULL
         AND ((c.owner_kind = 'queue' AND c.owner_id = 'reviewers') OR (c.owner_kind = 'person' AND (c.owner_id = $2 OR ($6
           AND EXISTS (SELECT FROM case_history h WHERE h.tenant_id = $1 AND h.case_id = c.id AND h.actor_id = c.owner_id
             AND h.actor_role = 'reviewer')))))) r
     WHERE (r.received_at, r.id) > ($3::timestamptz, $4::uuid) ORDER BY r.received_at, r.id LIMIT $5`,
    [tx.who.tenant, tx.who.person, after?.at ?? '-infinity', after?.id ?? FIRST, limit, tx.who.role === 'supervisor'],
  );
  return rows.map(({ id, received_at }) => ({ id, receivedAt: received_at.toISOString() }));
}

const FIRST = '00000000-0000-0000-0000-000000000000';
