import { asStep } from '../cases/index.js';
import { answersBefore } from '../clients/index.js';
import type { Answers, Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { type Handover, type HandoverStep, stepsOfHandover } from '../workflow/index.js';

export const referralStatuses = [
  'offered',
  'accepted',
  'declined',
  'cancelled',
  'revoked',
  'expired',
  'in-progress',
  'completed',
] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/** A named service offered for a need. */
export interface Referral {
  readonly id: string;
  readonly caseId: string;
  /** The version that the case is on: the words for what the referral is about. */
  readonly program: string;
  readonly version: number;
  readonly state: string;
  readonly route: string;
  readonly service: string;
  readonly agency: string | null;
  readonly fallback: boolean;
  readonly handover: Handover;
  readonly handedOverAs: Handover | null;
  readonly status: ReferralStatus;
  readonly reason: string | null;
  readonly disclosure: string | null;
  readonly consentId: string | null;
  readonly override: string | null;
  /**
   * Something may be told to the service now: it has the client or is being asked to take them, in a handover that
   * tells, and consent stands or an override was made. Who declined, or was not needed, is told nothing more; nor is who
   * took the client, once another agency has taken them, or it is done with them itself and the case is not with it. Who had
   * the case may read what it did for a while after the end (`daysShown`).
   */
  readonly mayBeTold: boolean;
  /**
   * The answers that it was told of, as they stood when it had the case last, or said yes without ever having it. Null while it
   * may be told what they are now (`STANDS_AS_IT_WAS`).
   */
  readonly answersThen: Answers | null;
  readonly offeredAt: Date;
  readonly expiresAt: Date | null;
  readonly answeredAt: Date | null;
  /** It had said yes, and gave the client back (declined) or was called off (revoked). */
  readonly releasedAt: Date | null;
  readonly outcome: string | null;
  /** Who of the agency goes, or went. Null: nobody has said. */
  readonly team: { readonly id: string; readonly name: Text } | null;
  /** For its agency to name the case by, for a while after it has lost it. */
  readonly caseNumber: string | null;
  readonly revision: number;
  readonly steps: readonly { readonly step: HandoverStep; readonly at: string }[];
}

/** How long an agency may read, once it is over, what it did for the client; and name a case that it has no more. */
export const daysShown = 30;

/**
 * It took the client, and the case is not with it: what is said to us from then on is not said to it. While its yes waits for
 * the case to come back ("risk now" is asked), the case is as good as with it. Whoever is sent to save a life, by override,
 * goes on being told where to.
 */
const STANDS_AS_IT_WAS = `r.disclosure IS NOT NULL
  AND (r.status = 'completed' OR (r.status IN ('accepted', 'in-progress') AND r.override IS NULL)) AND EXISTS (
  SELECT FROM cases c WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id AND c.progress->>'holder' = r.agency_id
  AND c.held_by IS DISTINCT FROM r.agency_id
  AND c.progress #>> ARRAY['offers', r.state, 'result'] IS DISTINCT FROM 'handed-over')`;

/** The step by which it lost the case, which is its last one of those that name it; what that step told us is not for it. */
const LOST_IT = `SELECT h.at FROM case_history h
  WHERE h.tenant_id = r.tenant_id AND h.case_id = r.case_id AND r.agency_id = ANY (h.agencies) AND h.at >= r.answered_at
  ORDER BY h.seq DESC LIMIT 1`;
const TOLD_UNTIL = `coalesce((${LOST_IT}), r.answered_at + interval '1 microsecond')`;

export const COLUMNS = `r.id, r.case_id AS "caseId", r.program_id AS program, r.program_version AS version, r.state, r.route, r.service_id AS service, r.agency_id AS agency, r.fallback,
  r.handover, r.handed_over_as AS "handedOverAs", r.status, r.reason, r.disclosure, r.consent_id AS "consentId",
  r.override, r.offered_at AS "offeredAt", r.expires_at AS "expiresAt", r.answered_at AS "answeredAt", r.released_at AS "releasedAt", r.outcome, r.revision,
  CASE WHEN coalesce(r.released_at, r.answered_at, r.offered_at) > $2::timestamptz - interval '${daysShown} days'
    THEN r.case_number END AS "caseNumber",
  (SELECT jsonb_build_object('id', t.id, 'name', t.name) FROM teams t WHERE t.tenant_id = r.tenant_id AND t.id = r.team_id) AS team,
  (EXISTS (
      SELECT FROM cases c WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id AND CASE
        WHEN r.status = 'offered' THEN true
        WHEN r.status IN ('accepted', 'in-progress') THEN c.progress->>'holder' = r.agency_id
        WHEN r.status = 'completed' THEN c.held_by = r.agency_id OR r.shown_until > $2
      END)
    AND coalesce(r.handed_over_as, r.handover) IN ('warm', 'dispatch')
    AND (r.override IS NOT NULL OR EXISTS (
      SELECT FROM consents k WHERE k.tenant_id = r.tenant_id AND k.id = r.consent_id AND k.given AND k.withdrawn_at IS NULL
      AND (k.until IS NULL OR k.until > $2)))) AS "mayBeTold",
  CASE WHEN ${STANDS_AS_IT_WAS} THEN (${answersBefore('r.tenant_id', 'r.case_id', TOLD_UNTIL)}) END AS "answersThen",
  coalesce((SELECT jsonb_agg(jsonb_build_object('step', h.step, 'at', h.at) ORDER BY h.at) FROM handover_steps h
    WHERE h.tenant_id = r.tenant_id AND h.referral_id = r.id), '[]') AS steps`;

/**
 * Where a referral lies for its agency: it is asked and has not answered; it took the client and nobody since, or has the case;
 * or that is over. A number alone was given to the client, and asks nobody for anything.
 */
export const referralBoxes = ['waiting', 'taken', 'done'] as const;
export type ReferralBox = (typeof referralBoxes)[number];
export interface BoxedReferral extends Referral {
  readonly box: ReferralBox | null;
}
/** Its agency took the client once more, by a later referral than `r`. */
export const LATER = `SELECT FROM referrals l WHERE l.tenant_id = r.tenant_id AND l.case_id = r.case_id
  AND l.agency_id = r.agency_id AND (l.offered_at, l.id) > (r.offered_at, r.id)
  AND l.status IN ('accepted', 'in-progress', 'completed') AND coalesce(l.handed_over_as, l.handover) <> 'number'`;

export const BOX = `CASE WHEN coalesce(r.handed_over_as, r.handover) = 'number' THEN NULL
  WHEN r.status = 'offered' THEN 'waiting'
  WHEN r.status = 'completed' AND EXISTS (${LATER}) THEN 'done'
  WHEN r.status IN ('accepted', 'in-progress', 'completed') AND EXISTS (
    SELECT FROM cases c WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id AND (c.held_by = r.agency_id
      OR (r.status <> 'completed' AND c.progress->>'holder' = r.agency_id))) THEN 'taken'
  ELSE 'done' END`;

/** All referrals of a case, newest first. */
export function referralsOfCase(tx: Tx, caseId: string): Promise<Referral[]> {
  return tx.sql<Referral>(
    'referrals.of-case',
    `SELECT ${COLUMNS} FROM referrals r WHERE r.tenant_id = $1 AND r.case_id = $3 ORDER BY r.offered_at DESC, r.id DESC`,
    [tx.who.tenant, tx.now, caseId],
  );
}

export async function findReferral(tx: Tx, id: string): Promise<BoxedReferral | null> {
  const [row] = await tx.sql<BoxedReferral>(
    'referrals.find-referral',
    `SELECT ${COLUMNS}, ${BOX} AS box FROM referrals r WHERE r.tenant_id = $1 AND r.id = $3`,
    [tx.who.tenant, tx.now, id],
  );
  return row ?? null;
}

/**
 * For whoever acted on it, and may have lost its case to another region by that very step. Then it is read as it was for the step: what was asked
 * and answered may be told, and of a case that they see no more nothing is.
 */
export async function findActedOn(tx: Tx, id: string): Promise<BoxedReferral | null> {
  const found = await findReferral(tx, id);
  return found || !tx.who.region ? found : asStep(tx, () => findReferral(tx, id));
}

/** Its agency took the same client again later, by another offer: what it says of them now, it says there. */
export async function isTakenAgain(tx: Tx, { id }: Referral): Promise<boolean> {
  const later = await tx.sql(
    'referrals.taken-again',
    `SELECT FROM referrals r WHERE r.tenant_id = $1 AND r.id = $2 AND EXISTS (${LATER})`,
    [tx.who.tenant, id],
  );
  return later.length > 0;
}

/** The guided steps of this referral's handover. */
export function stepsOf(referral: Pick<Referral, 'handover' | 'mayBeTold' | 'override'>): readonly HandoverStep[] {
  return stepsOfHandover(referral.handover, referral.mayBeTold, referral.override !== null);
}
