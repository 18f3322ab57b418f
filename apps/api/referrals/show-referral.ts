import { findServices } from '../../../libs/agencies/index.js';
import { loadCase, runnable } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Referral } from '../../../libs/referrals/index.js';
import { showOffer } from '../cases/show-offer.js';
import { consentWasTakenBack } from '../cases/show-to-holder.js';
import type { ReferralDto } from './referrals.dto.js';

/**
 * A referral as its agency may see it: the brief only while consent or an override stands. One whose case the agency sees no
 * more is still its own: what was asked and answered, and nothing of the client.
 */
export async function showReferral(tx: Tx, referral: Referral): Promise<ReferralDto> {
  const loaded = await loadCase(tx, referral.caseId);
  const run = await runnable(tx, referral.program, referral.version, loaded?.zone ?? NOWHERE);
  const services = await findServices(tx, [referral.service]);
  const shown = loaded ?? UNSEEN;
  const told = loaded ? referral : { ...referral, mayBeTold: false };
  const offer = showOffer(run, shown, told, Object.fromEntries(services.map((one) => [one.id, one])));
  return {
    ...(offer as ReferralDto),
    case: referral.caseId,
    agency: referral.agency,
    program: run.program.title as ReferralDto['program'],
    outcome: referral.outcome,
    revision: referral.revision,
    withdrawn: loaded !== null && offer.brief === null && consentWasTakenBack(loaded.record.state.consents, [offer]),
  };
}

/** Of a case that is not seen nothing is known, and nothing is reckoned. */
const NOWHERE = 'UTC';
const UNSEEN = { record: { state: { offers: {} } }, answers: {} } as unknown as Parameters<typeof showOffer>[1];
