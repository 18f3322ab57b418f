import { findServices } from '../../../libs/agencies/index.js';
import { loadCase, runnable } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Referral } from '../../../libs/referrals/index.js';
import { showOffer } from '../cases/show-case.js';
import type { ReferralDto } from './referrals.dto.js';

/** A referral as its agency may see it: the brief only while consent or an override stands. */
export async function showReferral(tx: Tx, referral: Referral): Promise<ReferralDto> {
  const loaded = await loadCase(tx, referral.caseId);
  if (!loaded) throw new Error(`referral ${referral.id} belongs to a case that cannot be read`);
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  const services = await findServices(tx, [referral.service]);
  const offer = showOffer(run, loaded, referral, Object.fromEntries(services.map((one) => [one.id, one])));
  return {
    ...(offer as ReferralDto),
    case: referral.caseId,
    agency: referral.agency,
    program: run.program.title as ReferralDto['program'],
    offeredAt: referral.offeredAt.toISOString(),
    outcome: referral.outcome,
    revision: referral.revision,
  };
}
