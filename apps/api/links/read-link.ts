import { type AgencyLink, audit } from '../../../libs/access/index.js';
import { type CaseView, loadCase, mayActOn, runnable } from '../../../libs/cases/index.js';
import type { Tx, Who } from '../../../libs/platform/index.js';
import { type BoxedReferral, findReferral, type Referral } from '../../../libs/referrals/index.js';
import { showCaseToMe } from '../cases/show-to-holder.js';
import type { ReferralDto } from '../referrals/referrals.dto.js';
import { showReferral } from '../referrals/show-referral.js';

/** Whoever opens a link acts for its agency, and for nobody by name: history and audit name the link. */
export const whoOpens = (link: AgencyLink): Who => ({
  tenant: link.tenant,
  person: `link:${link.id}`,
  role: 'agency-worker',
  agency: link.agency,
});

export type Standing = 'good' | 'used' | 'expired' | 'unknown';

/** What may be said of a link before anything else is looked at. One that was revoked is as one that never was. */
export function standingOf(link: AgencyLink | null, now: Date): Standing {
  if (link === null || link.revokedAt !== null) return 'unknown';
  if (link.usedAt !== null) return 'used';
  return link.expiresAt <= now ? 'expired' : 'good';
}

export interface OpenOffer {
  readonly kind: 'offer';
  readonly referral: ReferralDto;
}
export interface OpenReport {
  readonly kind: 'report';
  readonly referral: ReferralDto;
  readonly saidYesAt: Date | null;
  /** The case, while the agency has it; null when it only has its referral to carry on. */
  readonly held: CaseView | null;
}
/** What is behind a good link now. `over`: the offer was answered otherwise, or the client is not with the agency any more. */
export type Opened = OpenOffer | OpenReport | { readonly kind: 'over'; readonly at: Date | null };

/** Reads as the agency: row-level security and consent decide what of the client is in it. `told`: it will be shown. */
export async function readOpened(tx: Tx, link: AgencyLink, told: boolean): Promise<Opened> {
  const referral = await findReferral(tx, link.referral);
  const opened = referral ? await openReferral(tx, link, referral) : { kind: 'over' as const, at: null };
  if (opened.kind !== 'over') {
    const shown = told && opened.referral.brief !== null;
    await audit(tx, 'read-referral', { referral: link.referral, case: opened.referral.case, told: shown });
  }
  return opened;
}

async function openReferral(tx: Tx, link: AgencyLink, referral: BoxedReferral): Promise<Opened> {
  const over = { kind: 'over' as const, at: referral.answeredAt };
  if (link.purpose === 'answer-offer') {
    return referral.status === 'offered' ? { kind: 'offer', referral: await showReferral(tx, referral) } : over;
  }
  const held = await readHeld(tx, referral.caseId);
  if (held === null && !isCarriedOn(referral)) return over;
  return { kind: 'report', referral: await showReferral(tx, referral), saidYesAt: referral.answeredAt, held };
}

const isCarriedOn = ({ status }: Referral): boolean => status === 'accepted' || status === 'in-progress';

async function readHeld(tx: Tx, caseId: string): Promise<CaseView | null> {
  const loaded = await loadCase(tx, caseId);
  if (!loaded) return null;
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  return mayActOn(run.program, loaded.record.state, tx.who) ? showCaseToMe(tx, run, loaded) : null;
}

/** Somebody at the agency has something to tell us yet: it has the case, or its referral to carry on and nobody since has them. */
export async function hasMoreToTell(tx: Tx, id: string): Promise<boolean> {
  const referral = await findReferral(tx, id);
  if (!referral) return false;
  const loaded = await loadCase(tx, referral.caseId);
  if (!loaded) return false;
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  const state = run.program.states[loaded.record.state.state];
  return mayActOn(run.program, loaded.record.state, tx.who) || (state?.kind === 'end' && isCarriedOn(referral));
}
