import { audit } from '../../../libs/access/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findActedOn, type ReferralResult } from '../../../libs/referrals/index.js';
import { type Answer as HttpAnswer, notFound, ProblemError, refusal } from '../shell/index.js';
import type { ReferralDto } from './referrals.dto.js';
import { showReferral } from './show-referral.js';

/** Who saw what is asked case by case: each referral that was shown is a line, by the name that it has everywhere. */
export async function auditWhatIsRead(tx: Tx, items: readonly ReferralDto[]): Promise<void> {
  for (const { id, case: of, brief } of items) {
    await audit(tx, 'read-referral', { referral: id, case: of, told: brief !== null });
  }
}

/** A kept answer is older than a withdrawal may be: what it tells of the client is read again. */
export async function tellOnlyWhatMayBeTold(tx: Tx, id: string, answer: HttpAnswer): Promise<HttpAnswer> {
  const referral = await findActedOn(tx, id);
  if (!referral) throw notFound();
  const now = await showReferral(tx, referral);
  await auditWhatIsRead(tx, [now]);
  const { status, outcome, revision } = JSON.parse(answer.json ?? 'null') as ReferralDto;
  return { ...answer, json: JSON.stringify({ ...now, status, outcome, revision }) };
}

export async function answerActed(tx: Tx, result: ReferralResult): Promise<HttpAnswer> {
  if (result.ok) {
    const body = await showReferral(tx, result.referral);
    await auditWhatIsRead(tx, [body]);
    return { status: 200, headers: { etag: body.etag }, body, about: result.referral.caseId };
  }
  switch (result.reason) {
    case 'referral-is-unknown':
    case 'case-is-unknown':
      throw notFound();
    case 'team-is-sent-already':
    case 'team-is-not-of-this-service':
      throw new ProblemError(409, result.reason);
    case 'team-is-out':
      throw new ProblemError(409, result.reason, { instead: sayEach(result.instead) });
    case 'referral-is-not-in-that-status':
      throw new ProblemError(409, 'referral-is-not-in-that-status', { status: result.about });
    case 'revision-is-stale':
      throw new Error('a referral was called stale although no revision was named');
    default:
      throw refusal(result);
  }
}

/** By their words, and by the names that a partner's system sends. */
function sayEach(events: readonly { readonly event: string; readonly label: Text }[]): Text {
  if (events.length === 0) {
    return {
      en: 'this can be said as soon as the agency has the case again',
      fr: 'ce sera possible dès que l’organisme aura de nouveau le dossier',
    };
  }
  return {
    en: events.map(({ event, label }) => `“${label.en}” (${event})`).join(', '),
    fr: events.map(({ event, label }) => `« ${label.fr} » (${event})`).join(', '),
  };
}
