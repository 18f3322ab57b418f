import { audit } from '../../../libs/access/index.js';
import { asHouse, lockCase } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findReferral } from '../../../libs/referrals/index.js';
import { notFound, ProblemError } from '../shell/index.js';
import { showReferral } from './show-referral.js';

/** What was read is otherwise now, and so nothing is done: 412. */
export class ReadOtherwise extends Error {}

/** Throws `ReadOtherwise`. Under the case's lock, so that it stays as it was read until the step is taken. */
export async function refuseReadOtherwise(tx: Tx, id: string, etag: string | null): Promise<void> {
  const found = etag === null ? null : await findReferral(tx, id);
  if (!found) return;
  await asHouse(tx, () => lockCase(tx, found.caseId));
  const referral = await findReferral(tx, id);
  if (referral && (await showReferral(tx, referral)).etag !== etag) throw new ReadOtherwise();
}

/** How it reads now, which is a look like any other, and audited in a transaction that is kept. */
export async function sayHowItReads(tx: Tx, id: string): Promise<ProblemError> {
  const referral = await findReferral(tx, id);
  if (!referral) return notFound();
  const current = await showReferral(tx, referral);
  await audit(tx, 'read-referral', { referral: id, case: current.case, told: current.brief !== null });
  return new ProblemError(412, 'it-reads-otherwise-now', {}, { current, headers: { etag: current.etag } });
}
