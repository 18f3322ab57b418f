import { type AgencyLink, audit, isNewLook, type LinkLook } from '../../../libs/access/index.js';
import {
  asHouse,
  type CaseView,
  loadCase,
  type LoadedCase,
  mayActOn,
  readWhatWasTold,
  runnable,
} from '../../../libs/cases/index.js';
import type { Tx, Who } from '../../../libs/platform/index.js';
import {
  type BoxedReferral,
  findReferral,
  isTakenAgain,
  listMessages,
  type Referral,
  type ReferralMessage,
  type ReferralStatus,
} from '../../../libs/referrals/index.js';
import type { RunnableProgram } from '../../../libs/workflow/index.js';
import { showCaseToMe } from '../cases/show-to-holder.js';
import type { ReferralDto } from '../referrals/referrals.dto.js';
import { showReferral } from '../referrals/show-referral.js';
import { type WhoGoes, whoGoes } from './who-goes.js';

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
  /** What we and the agency wrote, newest first; none while it may be told nothing. */
  readonly messages: readonly ReferralMessage[];
}
export interface OpenReport {
  readonly kind: 'report';
  readonly referral: ReferralDto;
  readonly saidYesAt: Date | null;
  /** The case, while the agency has it; null when it only has its referral to carry on. */
  readonly held: CaseView | null;
  /** Where its team sets out next, and it could send more than one. */
  readonly whoGoes: WhoGoes | null;
  /** We look after something now, and the case may come back to the agency. */
  readonly isElsewhere: boolean;
  readonly messages: readonly ReferralMessage[];
}
/** What is behind a good link now. `over`: the offer was answered otherwise, or the client is not with the agency any more. */
export type Opened = OpenOffer | OpenReport | Over;
export interface Over {
  readonly kind: 'over';
  /** When that came to be; null: not known to the agency. Never when it said yes. */
  readonly at: Date | null;
  /** They had said yes, and are not to go: which case, and the word for why. */
  readonly calledOff: { readonly number: string; readonly why: string | null } | null;
}

/** How a link is looked at. `told`: what is read will be shown. */
export type Look = Pick<LinkLook, 'token' | 'asked'> & { readonly told: boolean };

/**
 * Reads as the agency: row-level security and consent decide what of the client is in it. The page renews itself each minute, so
 * the audit log is told when it tells something new, and each hour (ADR 0038).
 */
export async function readOpened(tx: Tx, link: AgencyLink, { token, asked, told }: Look): Promise<Opened> {
  const referral = await findReferral(tx, link.referral);
  const opened = referral ? await openReferral(tx, link, referral) : { ...OVER, at: null };
  if (opened.kind === 'over') return opened;
  // Somebody pressed to read it: a page that renews itself may lie in a pocket, and a machine presses nothing.
  if (asked && told && opened.referral.brief !== null) readWhatWasTold(tx, opened.referral.case, link.agency);
  // Which of its own teams is free is no news of the client.
  if (await isNewLook(tx, link.id, { token, asked, told: told ? { ...opened, whoGoes: null } : null })) {
    const shown = told && opened.referral.brief !== null;
    await audit(tx, 'read-referral', { referral: link.referral, case: opened.referral.case, told: shown });
  }
  return opened;
}

async function openReferral(tx: Tx, link: AgencyLink, referral: BoxedReferral): Promise<Opened> {
  if (link.purpose === 'answer-offer' && referral.status === 'offered') {
    return { kind: 'offer', referral: await showReferral(tx, referral), messages: await messagesOf(tx, referral) };
  }
  const where = link.purpose === 'answer-offer' ? null : await whereIs(tx, referral);
  if (where === null) return overOf(tx, referral);
  const held = where.kind === 'held' ? await showCaseToMe(tx, where.run, where.loaded) : null;
  return {
    kind: 'report',
    referral: await showReferral(tx, referral),
    saidYesAt: referral.answeredAt,
    held,
    whoGoes: held && where.kind === 'held' ? await whoGoes(tx, referral, where.run, where.loaded, held.allowed) : null,
    isElsewhere: where.kind === 'elsewhere',
    messages: await messagesOf(tx, referral),
  };
}

const OVER = { kind: 'over', calledOff: null } as const;

/** An agency that was called off had the case, and so its number; it reads no cases any more. */
async function overOf(tx: Tx, { caseId, status, answeredAt, releasedAt, reason }: Referral): Promise<Over> {
  if (releasedAt === null) return { ...OVER, at: taken.includes(status) ? null : answeredAt };
  if (status !== 'revoked') return { ...OVER, at: releasedAt };
  const loaded = await asHouse(tx, () => loadCase(tx, caseId));
  return { ...OVER, at: releasedAt, calledOff: { number: loaded?.record.number ?? '', why: reason } };
}

const newestMessages = 20;
const messagesOf = (tx: Tx, referral: Referral): Promise<ReferralMessage[]> =>
  listMessages(tx, referral, { limit: newestMessages, after: null });

type Where =
  | { readonly kind: 'held'; readonly run: RunnableProgram; readonly loaded: LoadedCase }
  | { readonly kind: 'elsewhere' | 'ended' };

/** It took the client by this referral, did not hand them back, and did not take them again since by another. */
const taken: readonly ReferralStatus[] = ['accepted', 'in-progress', 'completed'];

/**
 * Where the client is whom the agency took: `held`, it has the case; `elsewhere`, we look after something and it may come back;
 * `ended`, only the referral is to be carried on. Null: somebody else has them, or the agency is done with them.
 */
async function whereIs(tx: Tx, referral: Referral): Promise<Where | null> {
  const { caseId, status, agency } = referral;
  if (!taken.includes(status) || (await isTakenAgain(tx, referral))) return null;
  const loaded = await loadCase(tx, caseId);
  if (!loaded) return null;
  const { program, version, state } = loaded.record;
  const run = await runnable(tx, program, version, loaded.zone);
  if (mayActOn(run.program, state, tx.who)) return { kind: 'held', run, loaded };
  if (status === 'completed') return null;
  if (run.program.states[state.state]?.kind === 'end') return { kind: 'ended' };
  return state.holder === agency ? { kind: 'elsewhere' } : null;
}

export async function whereIsClient(tx: Tx, referral: string): Promise<Where['kind'] | null> {
  const found = await findReferral(tx, referral);
  return found && ((await whereIs(tx, found))?.kind ?? null);
}
