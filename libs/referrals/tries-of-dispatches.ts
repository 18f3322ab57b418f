import type { Tx } from '../platform/index.js';
import type { Referral, ReferralStatus } from './referral.js';

/** A service that was asked to send a team, and what it said. Nothing of the client. */
export interface DispatchTry {
  readonly id: string;
  readonly caseId: string;
  readonly service: string;
  readonly agency: string | null;
  readonly status: ReferralStatus;
  readonly reason: string | null;
  readonly offeredAt: Date;
  readonly expiresAt: Date | null;
  readonly answeredAt: Date | null;
  /** Whoever had said yes has the client no more: since when. */
  readonly releasedAt: Date | null;
  /** Which of its teams goes, once somebody there has said it. */
  readonly team: Referral['team'];
  /** Of one that said yes: the last step that it had the case in. Where it has the case no more, by this it lost it. */
  readonly last: { readonly event: string; readonly state: string } | null;
}

/** Who was asked to send a team for each of these cases: the newest twenty of each, newest first. */
export function triesOfDispatches(tx: Tx, cases: readonly string[]): Promise<DispatchTry[]> {
  if (cases.length === 0) return Promise.resolve([]);
  return tx.sql<DispatchTry>(
    'referrals.tries-of-dispatches',
    `SELECT r.id, r.case_id AS "caseId", r.service_id AS service, r.agency_id AS agency, r.status, r.reason,
       r.offered_at AS "offeredAt", r.expires_at AS "expiresAt", r.answered_at AS "answeredAt", r.released_at AS "releasedAt",
       (SELECT jsonb_build_object('id', t.id, 'name', t.name) FROM teams t WHERE t.tenant_id = $1 AND t.id = r.team_id) AS team,
       CASE WHEN r.status IN ('accepted', 'in-progress', 'completed') THEN (
         SELECT jsonb_build_object('event', h.event, 'state', h.from_state) FROM case_history h
         WHERE h.tenant_id = $1 AND h.case_id = r.case_id AND r.agency_id = ANY (h.agencies) AND h.at >= r.answered_at
         ORDER BY h.seq DESC LIMIT 1) END AS last
     FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT * FROM referrals WHERE tenant_id = $1 AND case_id = wanted.id AND handover = 'dispatch'
       ORDER BY offered_at DESC, id DESC LIMIT 20) r`,
    [tx.who.tenant, cases],
  );
}
