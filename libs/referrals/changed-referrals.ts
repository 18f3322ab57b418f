import { type Change, seenSince, type Tx } from '../platform/index.js';

export interface ReferralChange extends Change {
  readonly caseId: string;
}

/** For a statement that changes what an agency sees of a referral of its own. */
export const CHANGED = 'changed = pg_current_xact_id()::text::bigint';

/**
 * The referrals that were answered, taken back, begun or completed since then: an agency that is not needed, or has lost sight of
 * the case, learns it here. That one was offered is a step of its case.
 */
export async function changedReferrals(tx: Tx, since: number, limit: number): Promise<ReferralChange[]> {
  const rows = await tx.sql<{ id: string; caseId: string; revision: number; changed: string }>(
    'referrals.changed-referrals',
    `SELECT id, case_id AS "caseId", revision, changed FROM referrals WHERE tenant_id = $1 AND ${seenSince('$2')}
     ORDER BY changed, id LIMIT $3`,
    [tx.who.tenant, since, limit],
  );
  return rows.map((row) => ({ ...row, changed: Number(row.changed) }));
}
