import type { Tx } from '../platform/index.js';
import { BOX, type BoxedReferral, COLUMNS, type ReferralBox, type ReferralStatus } from './referral.js';

export interface ReferralFilter {
  readonly status: ReferralStatus | null;
  readonly box: ReferralBox | null;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** What can be said of a box by the status alone, so that few rows are asked whose the case is. */
const STATUSES: Readonly<Record<ReferralBox, readonly ReferralStatus[] | null>> = {
  waiting: ['offered'],
  taken: ['accepted', 'in-progress', 'completed'],
  done: null,
};

/**
 * Newest first. An agency's own people see their agency's alone: the database holds them to it. Their agency is named too, so
 * that an index finds its rows.
 */
export function listReferrals(tx: Tx, { status, box, limit, after }: ReferralFilter): Promise<BoxedReferral[]> {
  const statuses = status === null ? box && STATUSES[box] : [status];
  const values = [tx.who.tenant, tx.now, statuses, after?.at ?? null, after?.id ?? null, limit, box];
  return tx.who.agency === null
    ? tx.sql('referrals.list', listed(''), values)
    : tx.sql('referrals.list-of-agency', listed('AND r.agency_id = $8'), [...values, tx.who.agency]);
}

const listed = (ofAgency: string): string => `
  SELECT ${COLUMNS}, ${BOX} AS box FROM referrals r
  WHERE r.tenant_id = $1 ${ofAgency} AND ($3::text[] IS NULL OR r.status = ANY ($3))
    AND ($4::timestamptz IS NULL OR (r.offered_at, r.id) < ($4, $5::uuid)) AND ($7::text IS NULL OR ${BOX} = $7)
  ORDER BY r.offered_at DESC, r.id DESC LIMIT $6`;
