import { findLinkAddress, findServices } from '../agencies/index.js';
import {
  agencyQueue,
  type CaseRecord,
  type EffectContext,
  type EffectOf,
  EffectRefused,
  insertAlert,
} from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { CHANGED } from './changed-referrals.js';
import { newId } from '../platform/index.js';
import { takenAgain } from '../workflow/index.js';
import { LATER } from './referral.js';
import { sendLink } from './send-link.js';

/** The open referral of an offer ends: taken, cancelled by the client, or revoked by us. */
export async function closeOffer(tx: Tx, { record }: EffectContext, effect: EffectOf<'close-offer'>): Promise<[]> {
  tx.write(
    'referrals.close-offer',
    `UPDATE referrals SET status = $4, handed_over_as = $5, answered_at = $6, revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND state = $3 AND status = 'offered'`,
    [tx.who.tenant, record.id, effect.state, effect.as, effect.handover, tx.now],
  );
  return [];
}

/**
 * Whoever took the client has them no longer: handed back, called off, or another agency has them now. Their referral says so, and
 * why; when they had taken the client stands in the history.
 */
export async function releaseHolder(
  tx: Tx,
  { record }: EffectContext,
  effect: EffectOf<'release-holder'>,
): Promise<[]> {
  if (effect.reason === takenAgain) return leaveToLater(tx, record, effect.agency);
  if (effect.as === 'completed') return leaveToOthers(tx, record, effect.agency);
  tx.write(
    'referrals.release-holder',
    `UPDATE referrals SET status = $4, reason = $5, released_at = $6, revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND agency_id = $3 AND status IN ('accepted', 'in-progress')`,
    [tx.who.tenant, record.id, effect.agency, effect.as, effect.reason, tx.now],
  );
  return [];
}

/** What came of a referral whose client another agency took later. */
export const inOtherHands = 'in-other-hands';

const HAD_THE_CASE = `coalesce(handed_over_as, handover) <> 'number' AND EXISTS (SELECT FROM case_history h
  WHERE h.tenant_id = r.tenant_id AND h.case_id = r.case_id AND r.agency_id = ANY (h.agencies) AND h.at >= r.answered_at)`;

/**
 * Another agency has the client now: whoever had the case before is done, and its people hear so. Who took the client and never had
 * the case, a line that they were put through to, carries its referral on by itself, and is told nothing.
 */
async function leaveToOthers(tx: Tx, { id, state: { state } }: CaseRecord, agency: string): Promise<[]> {
  const [over] = await tx.sql<{ id: string }>(
    'referrals.leave-to-others',
    `UPDATE referrals r SET status = 'completed', outcome = coalesce(outcome, $4), revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND agency_id = $3 AND status IN ('accepted', 'in-progress') AND ${HAD_THE_CASE}
     RETURNING r.id`,
    [tx.who.tenant, id, agency, inOtherHands],
  );
  if (!over) return [];
  await insertAlert(tx, id, { queue: agencyQueue(agency), about: inOtherHands, state });
  if ((await findLinkAddress(tx, agency)) !== null) {
    await sendLink(tx, { referral: over.id, purpose: 'report-outcome', why: inOtherHands });
  }
  return [];
}

/** The same agency took the client once more: what it had them by before is done, and its people work on in the later one. */
function leaveToLater(tx: Tx, { id }: CaseRecord, agency: string): [] {
  tx.write(
    'referrals.leave-to-later',
    `UPDATE referrals r SET status = 'completed', outcome = coalesce(outcome, $4), revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND agency_id = $3 AND status IN ('accepted', 'in-progress') AND ${HAD_THE_CASE}
       AND EXISTS (${LATER})`,
    [tx.who.tenant, id, agency, takenAgain],
  );
  return [];
}

/** Ticks a guided step off. Doing it twice keeps the first time. */
export async function recordHandoverStep(
  tx: Tx,
  { record }: EffectContext,
  effect: EffectOf<'record-handover-step'>,
): Promise<[]> {
  tx.write(
    'referrals.record-handover-step',
    `INSERT INTO handover_steps (tenant_id, referral_id, step, at, person_id)
     SELECT tenant_id, id, $4, $5, $6 FROM referrals
     WHERE tenant_id = $1 AND case_id = $2 AND state = $3 AND status = 'offered'
     ON CONFLICT DO NOTHING`,
    [tx.who.tenant, record.id, effect.state, effect.step, tx.now, tx.who.person ?? tx.who.role],
  );
  return [];
}

/**
 * Services that a navigator named to the caller: referrals by number, complete as soon as they are told. Only services of
 * the directory: what was meant by anything else, nobody could count later.
 */
export async function giveServices(tx: Tx, { record }: EffectContext, effect: EffectOf<'give-services'>): Promise<[]> {
  const known = new Set((await findServices(tx, effect.services)).map(({ id }) => id));
  const unknown = effect.services.filter((service) => !known.has(service));
  if (unknown.length > 0) {
    throw new EffectRefused({ ok: false, reason: 'service-is-unknown', about: unknown.join(', ') });
  }
  const rows = effect.services.map((service) => ({ id: newId(), service }));
  tx.write(
    'referrals.give-services',
    `INSERT INTO referrals (tenant_id, id, case_id, offer_id, state, route, service_id, agency_id, fallback, handover,
       status, handed_over_as, offered_at, answered_at, program_id, program_version)
     SELECT $1, r.id, $2, r.id, $3, 'ourselves', r.service, s.agency_id, false, 'number', 'completed', 'number', $4, $4, $6, $7
     FROM jsonb_to_recordset($5) AS r (id uuid, service text)
     LEFT JOIN services s ON s.tenant_id = $1 AND s.id = r.service`,
    [tx.who.tenant, record.id, record.state.state, tx.now, JSON.stringify(rows), record.program, record.version],
  );
  return [];
}
