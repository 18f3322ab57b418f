import { holderNow, type StepTaken } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { CHANGED } from './changed-referrals.js';
import { daysShown } from './referral.js';

/**
 * A case that ended leaves nothing for the agency to say that had it last, in whosever hands it ended: its referral is completed
 * with it. One that was never given the case (it ended as the agency said yes) carries its referral on by itself. Whoever was done
 * before that, while the case was elsewhere, is shown nothing of how it ended.
 */
export function completeWithCase(tx: Tx, { case: id, run, before, after }: StepTaken): void {
  const { holder } = after;
  if (!after.ended || before === null || before.ended || holder === null) return;
  const endedWithIt = holderNow(run.program, before) === holder;
  const until = new Date(tx.now.getTime() + daysShown * 86_400_000);
  tx.write(
    'referrals.complete-with-case',
    `UPDATE referrals r SET status = 'completed', shown_until = $4, revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND agency_id = $3 AND status IN ('accepted', 'in-progress')
       AND coalesce(handed_over_as, handover) <> 'number' AND ($5 OR EXISTS (
         SELECT FROM case_history h WHERE h.tenant_id = $1 AND h.case_id = $2 AND $3 = ANY (h.agencies)
           AND h.at >= r.answered_at))`,
    [tx.who.tenant, id, holder, until, endedWithIt],
  );
  if (!endedWithIt) return;
  tx.write(
    'referrals.show-after-end',
    `UPDATE referrals SET shown_until = $4, revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND agency_id = $3 AND status = 'completed' AND shown_until IS NULL
       AND coalesce(handed_over_as, handover) <> 'number'`,
    [tx.who.tenant, id, holder, until],
  );
}
