import { createHmac } from 'node:crypto';
import type { AgencyLink } from '../../../libs/access/index.js';
import { asHouse, lockCase } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findReferral } from '../../../libs/referrals/index.js';
import { showReferral } from '../referrals/show-referral.js';
import { type Read, whatIsRead } from '../referrals/what-is-read.js';

const toldPrefix = 'told-';

/** The page that this word came with showed what may be told of the client. */
export const wasTold = (word: string): boolean => word.startsWith(toldPrefix);

/**
 * What the page of an offer showed, as one word for its form: another one once something else is to be read, and never by the clock
 * alone. Made with the link's token, so that nobody guesses from it what they were not shown.
 */
export function wordOfShown(token: string, read: Read, told: boolean): string {
  const all = JSON.stringify(whatIsRead(read)[told ? 'told' : 'bare']);
  return (told ? toldPrefix : 'bare-') + createHmac('sha256', token).update(`shown:${all}`).digest('base64url');
}

/**
 * Whether the page would show the same now. Under the case's lock, so that it stays so until the step is taken. True where nothing is
 * known of the page, or the offer is over: the step says that better.
 */
export async function isAsShown(tx: Tx, link: AgencyLink, token: string, word: string | null): Promise<boolean> {
  const found = word === null ? null : await findReferral(tx, link.referral);
  if (word === null || !found) return true;
  await asHouse(tx, () => lockCase(tx, found.caseId));
  const referral = await findReferral(tx, link.referral);
  if (referral?.status !== 'offered') return true;
  return word === wordOfShown(token, await showReferral(tx, referral), wasTold(word));
}
