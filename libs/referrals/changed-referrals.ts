import { type Change, seenSince, type Tx } from '../platform/index.js';

export interface ReferralChange extends Change {
  readonly caseId: string;
}

/** The referrals that their agency began or completed since then. All else that becomes of one is a step of its case. */
export async function changedReferrals(tx: Tx, since: number, limit: number): Promise<ReferralChange[]> {
  const rows = await tx.sql<{ id: string; caseId: string; revision: number; changed: string }>(
    'referrals.changed-referrals',
    `SELECT id, case_id AS "caseId", revision, changed FROM referrals WHERE tenant_id = $1 AND ${seenSince('$2')}
     ORDER BY changed, id LIMIT $3`,
    [tx.who.tenant, since, limit],
  );
  return rows.map((row) => ({ ...row, changed: Number(row.changed) }));
}
