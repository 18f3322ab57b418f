import { findLinkAddress, tellAgency, type WebhookEvent } from '../agencies/index.js';
import { agencyQueue, type EffectContext, type EffectOf, insertAlert } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import type { ReferralStatus } from './referral.js';
import { sendLink, type WhyMailed } from './send-link.js';

type Why = EffectOf<'tell-holder'>['why'];
const EVENTS: Readonly<Record<Why, WebhookEvent>> = {
  'facts-changed': 'case.facts-changed',
  entry: 'case.urgent',
  'called-off': 'case.called-off',
};
const MAILS: Readonly<Record<Why, WhyMailed>> = {
  'facts-changed': 'changed',
  entry: 'urgent',
  'called-off': 'called-off',
};

/**
 * The agency that holds the case, or was called off, hears of it on each way that it has: its inbox, its systems, and by mail
 * where it works by link. What it may read of the client is asked of consent when it reads.
 */
export async function tellHolder(
  tx: Tx,
  { record }: EffectContext,
  { agency, why }: EffectOf<'tell-holder'>,
): Promise<[]> {
  const { id } = record;
  // What its own people said, they know.
  if (why === 'facts-changed' && tx.who.agency === agency) return [];
  await insertAlert(tx, id, { queue: agencyQueue(agency), about: why, state: record.state.state });
  tellAgency(tx, { agency, caseId: id, type: EVENTS[why], subject: `cases/${id}`, data: { case: id } });
  await mailAgency(tx, id, agency, MAILS[why]);
  return [];
}

/** By mail, about the last referral of the case that the agency has had. Nothing where it wants no mails. */
async function mailAgency(tx: Tx, caseId: string, agency: string, why: WhyMailed): Promise<void> {
  if ((await findLinkAddress(tx, agency)) === null) return;
  const [last] = await tx.sql<{ id: string; status: ReferralStatus }>(
    'referrals.last-of-agency',
    `SELECT id, status FROM referrals WHERE tenant_id = $1 AND case_id = $2 AND agency_id = $3 AND handover <> 'number'
     ORDER BY offered_at DESC, id DESC LIMIT 1`,
    [tx.who.tenant, caseId, agency],
  );
  if (!last) return;
  const purpose = last.status === 'offered' ? 'answer-offer' : 'report-outcome';
  await sendLink(tx, { referral: last.id, purpose, why });
}
