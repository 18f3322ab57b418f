import { findLinkAddress, tellAgency } from '../agencies/index.js';
import { alertOfMessage, asHouse } from '../cases/index.js';
import { type Change, newId, seenSince, type Tx } from '../platform/index.js';
import type { BoxedReferral, Referral, ReferralStatus } from './referral.js';
import { sendLink } from './send-link.js';

export const mostLettersOfMessage = 1000;

/** A short message about a referral, between its agency and us. */
export interface ReferralMessage {
  readonly id: string;
  readonly writtenBy: 'agency' | 'helpline';
  readonly person: string;
  readonly text: string;
  readonly at: Date;
}

/** While it is asked, and after it took the client: what else it has to say it says by telephone. */
const OPEN: ReadonlySet<ReferralStatus> = new Set(['offered', 'accepted', 'in-progress']);

/** Done, and the case is not with the agency: nobody looks there for messages any more. */
const isOver = ({ status, box }: BoxedReferral): boolean => status === 'completed' && box !== 'taken';

/**
 * We write to an agency while it may be told of the client, for any of our words may tell; it writes to us while the referral is
 * open or was taken by it, also after consent was taken back: what comes to us discloses nothing.
 */
export function mayWrite({ who }: Tx, referral: BoxedReferral): boolean {
  const { agency, handover, handedOverAs, mayBeTold, status } = referral;
  if (agency === null || (handedOverAs ?? handover) === 'number' || isOver(referral)) return false;
  const isOpen = OPEN.has(status) || status === 'completed';
  return who.role === 'agency-worker' ? who.agency === agency && isOpen : mayBeTold;
}

export type MessageWritten =
  | { readonly ok: true; readonly message: Omit<ReferralMessage, 'text'> }
  | { readonly ok: false; readonly reason: NotWritten };
type NotWritten = 'nothing-may-be-told' | 'referral-is-not-in-that-status' | 'referral-is-completed';

/** Writes it down, and puts it on the list of who is to read it: the agency's, or that of whoever has the case with us. */
export async function writeMessage(tx: Tx, referral: BoxedReferral, text: string): Promise<MessageWritten> {
  const { agency } = referral;
  const isTheirs = tx.who.role === 'agency-worker';
  if (agency === null || !mayWrite(tx, referral)) {
    if (isOver(referral)) return { ok: false, reason: 'referral-is-completed' };
    return { ok: false, reason: isTheirs ? 'referral-is-not-in-that-status' : 'nothing-may-be-told' };
  }
  const writtenBy = isTheirs ? 'agency' : 'helpline';
  const message = { id: newId(), writtenBy, person: tx.who.person ?? tx.who.role, at: tx.now } as const;
  tx.write(
    'referrals.insert-message',
    `INSERT INTO referral_messages (tenant_id, id, referral_id, agency_id, written_by, person_id, text, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.who.tenant, message.id, referral.id, agency, writtenBy, message.person, text, tx.now],
  );
  await asHouse(tx, () => alertOfMessage(tx, referral.caseId, isTheirs ? null : agency));
  if (!isTheirs) {
    const data = { message: message.id, referral: referral.id, case: referral.caseId };
    const subject = `referrals/${referral.id}`;
    tellAgency(tx, { agency, caseId: referral.caseId, type: 'case.message-written', subject, data });
    if ((await findLinkAddress(tx, agency)) !== null) {
      const purpose = referral.status === 'offered' ? 'answer-offer' : 'report-outcome';
      await sendLink(tx, { referral: referral.id, purpose, why: 'message' });
    }
  }
  return { ok: true, message };
}

export interface MessageFilter {
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** Newest first. None for an agency that may be told nothing of the client. */
export async function listMessages(
  tx: Tx,
  referral: Referral,
  { limit, after }: MessageFilter,
): Promise<ReferralMessage[]> {
  if (tx.who.role === 'agency-worker' && !referral.mayBeTold) return [];
  return tx.sql<ReferralMessage>(
    'referrals.list-messages',
    `SELECT id, written_by AS "writtenBy", person_id AS person, text, at FROM referral_messages
     WHERE tenant_id = $1 AND referral_id = $2 AND ($3::timestamptz IS NULL OR (at, id) < ($3, $4::uuid))
     ORDER BY at DESC, id DESC LIMIT $5`,
    [tx.who.tenant, referral.id, after?.at ?? null, after?.id ?? null, limit],
  );
}

export interface MessageChange extends Change {
  readonly referral: string;
}

/** The messages that were written since then. They never change. */
export async function changedMessages(tx: Tx, since: number, limit: number): Promise<MessageChange[]> {
  const rows = await tx.sql<{ id: string; referral: string; changed: string }>(
    'referrals.changed-messages',
    `SELECT id, referral_id AS referral, changed FROM referral_messages WHERE tenant_id = $1 AND ${seenSince('$2')}
     ORDER BY changed, id LIMIT $3`,
    [tx.who.tenant, since, limit],
  );
  return rows.map((row) => ({ ...row, revision: 1, changed: Number(row.changed) }));
}
