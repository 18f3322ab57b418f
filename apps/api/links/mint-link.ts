import { audit, type LinkPurpose, mintAgencyLink } from '../../../libs/access/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { BoxedReferral } from '../../../libs/referrals/index.js';

/** How long a link for reports is good: a client may be with an agency for months, and each use makes a new one. */
export const reportDays = 30;

export interface Minted {
  readonly token: string;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Date;
}

/**
 * A link for what the agency of this referral may say next. Null: there is nothing, or nobody is asked.
 * @param secret left out, a new one is made
 */
export async function mintLink(tx: Tx, referral: BoxedReferral, secret?: string): Promise<Minted | null> {
  const { agency, id } = referral;
  const end = agency === null ? null : endOf(referral, tx.now);
  if (agency === null || end === null) return null;
  const { id: link, token } = mintAgencyLink(tx, { agency, referral: id, ...end }, secret);
  await audit(tx, 'mint-link', { link, referral: id, agency, purpose: end.purpose });
  return { token, ...end };
}

function endOf({ status, box, expiresAt }: BoxedReferral, now: Date): Omit<Minted, 'token'> | null {
  if (status === 'offered') {
    return expiresAt !== null && expiresAt > now ? { purpose: 'answer-offer', expiresAt } : null;
  }
  const maySay = status === 'completed' ? box === 'taken' : status === 'accepted' || status === 'in-progress';
  if (!maySay) return null;
  return { purpose: 'report-outcome', expiresAt: new Date(now.getTime() + reportDays * 86_400_000) };
}
