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

type End = Omit<Minted, 'token'>;

/**
 * A link for what the agency of this referral may say next. Null: there is nothing, or nobody is asked.
 * @param secret left out, a new one is made
 */
export const mintLink = (tx: Tx, referral: BoxedReferral, secret?: string): Promise<Minted | null> =>
  mint(tx, referral, endOf(referral, tx.now), secret);

/** A link that says why the team was called off, and lets nobody do anything. Null: it was not. */
export const mintCalledOff = (tx: Tx, referral: BoxedReferral): Promise<Minted | null> =>
  mint(tx, referral, referral.status === 'revoked' ? toReport(tx.now) : null);

async function mint(tx: Tx, { agency, id }: BoxedReferral, end: End | null, secret?: string): Promise<Minted | null> {
  if (agency === null || end === null) return null;
  const { id: link, token } = mintAgencyLink(tx, { agency, referral: id, ...end }, secret);
  await audit(tx, 'mint-link', { link, referral: id, agency, purpose: end.purpose });
  return { token, ...end };
}

const toReport = (now: Date): End => ({
  purpose: 'report-outcome',
  expiresAt: new Date(now.getTime() + reportDays * 86_400_000),
});

function endOf({ status, box, expiresAt }: BoxedReferral, now: Date): End | null {
  if (status === 'offered') {
    return expiresAt !== null && expiresAt > now ? { purpose: 'answer-offer', expiresAt } : null;
  }
  const maySay = status === 'completed' ? box === 'taken' : status === 'accepted' || status === 'in-progress';
  return maySay ? toReport(now) : null;
}
