import type { LinkPurpose } from '../access/index.js';
import { type Tx, enqueue, isWaiting, withdraw } from '../platform/index.js';

/** A mail with a new link is to go to the agency of this referral. The link itself is made when the mail is. */
export interface LinkToSend {
  readonly referral: string;
  readonly purpose: LinkPurpose;
  /** Left out: it is the next link in its turn. */
  readonly why?: WhyMailed;
}
/** What the mail says beside its link. Called off, the link says why, and no more; in other hands, there is none. */
export type WhyMailed = 'changed' | 'message' | 'urgent' | 'called-off' | 'in-other-hands';

/**
 * Leaves when the transaction is kept. In order among the mails about one referral, and beside everything else about the
 * case: a mail server that is down must hold up nothing else.
 */
export async function sendLink(tx: Tx, link: LinkToSend): Promise<void> {
  await enqueue(tx, { topic, stream: link.referral, payload: link });
}

/** No mail about this referral that still waits is sent, and so no link made for it. The case is locked. How many waited. */
export const stopLinks = (tx: Tx, referral: string): Promise<number> => withdraw(tx, topic, referral);

/** A mail about this referral waits, or is tried again. The case is locked. */
export const isLinkOnItsWay = (tx: Tx, referral: string): Promise<boolean> => isWaiting(tx, topic, referral);

const topic = 'send-link';
