import { createHmac } from 'node:crypto';
import type { ReferralDto } from './referrals.dto.js';

/** What a referral says of the client, and nothing that the clock alone changes. */
export type Read = Pick<ReferralDto, 'brief' | 'notKnown' | 'withdrawn' | 'leftUnsafeAt'>;

/** `bare`: that something may be told, without what. */
export function whatIsRead({ brief, notKnown, withdrawn, leftUnsafeAt }: Read): { bare: unknown; told: unknown } {
  const bare = [leftUnsafeAt, withdrawn, brief === null];
  const rows = brief?.map(({ question, label, doubtedSaidAt }) => [question, label, doubtedSaidAt]);
  return { bare, told: [bare, rows, notKnown] };
}

/**
 * A strong ETag of what is read of the client: another one once something else is. `secret` is an id that nobody outside is told, so
 * that whoever finds the ETag in a log cannot try out what it was made of.
 */
export function etagOfRead(secret: string, read: Read): string {
  const word = createHmac('sha256', secret)
    .update(JSON.stringify(whatIsRead(read).told))
    .digest('base64url');
  return `"${word.slice(0, 22)}"`;
}
