import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type AgencyLink, audit, tokenAfter, useAgencyLink } from '../../../libs/access/index.js';
import { findLinkAddress } from '../../../libs/agencies/index.js';
import {
  AdvanceCase,
  asHouse,
  EffectRefused,
  type Happening,
  lockCase,
  type NotTaken,
  type Reply,
} from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import {
  ActOnReferral,
  findReferral,
  type ReferralAction,
  sendLink,
  setOutWith,
  type TeamRefused,
} from '../../../libs/referrals/index.js';
import type { Refused } from '../../../libs/workflow/index.js';
import { type Minted, mintLink } from './mint-link.js';
import { whereIsClient, whoOpens } from './read-link.js';
import { isAsShown } from './what-was-shown.js';

/** What somebody pressed: an answer to the offer, a report on the referral, or an event of the case that the agency has. */
export type Press =
  /** `shown`: of the offer that is taken, `wordOfShown`. Null: not known, and not asked. */
  | { readonly kind: 'referral'; readonly action: ReferralAction; readonly shown: string | null }
  /** `revision`: of the case, as it was read last; null: not known, and not asked. */
  | {
      readonly kind: 'event';
      readonly caseId: string;
      readonly happening: Happening;
      readonly revision: number | null;
      /** Who sets out by it; null: none of the teams that we know. Left out: nobody was asked. */
      readonly team?: string | null;
    };

/** What the page that was pressed came with: both are secrets of whoever has it. */
export interface Pressed {
  readonly token: string;
  /** What it was made with. */
  readonly word: string;
}

export type Used =
  | { readonly kind: 'done'; readonly next: Minted | null }
  | { readonly kind: 'refused'; readonly refused: Refused | TeamRefused }
  /** Somebody was quicker, with this link or otherwise. */
  | { readonly kind: 'late' }
  /** What they read before they pressed is otherwise now; nothing was done. */
  | { readonly kind: 'changed' };

class LinkSpent extends Error {}

/** Takes the step that a link is for, by the commands of the API, and uses the link up in the same transaction. */
@Injectable()
export class UseLink {
  constructor(private readonly commands: CommandBus) {}

  async press(link: AgencyLink, press: Press, by: Pressed): Promise<Used> {
    const take = async (tx: Tx, step: () => Promise<{ readonly ok: boolean }>): Promise<Used> => {
      if (press.kind === 'event' && !(await isHeldBy(tx, link, press.caseId))) return { kind: 'late' };
      if (press.kind === 'referral' && !(await isAsShown(tx, link, by.token, press.shown))) return { kind: 'changed' };
      const result = await step();
      if (!result.ok) return toldOf(result as NotDone);
      // Last: the case is locked, so the lock on the link is taken in everybody's order.
      if (!(await useAgencyLink(tx, link.id, by.word))) throw new LinkSpent();
      const did = press.kind === 'event' ? 'event' : press.action.kind;
      await audit(tx, 'use-link', { link: link.id, referral: link.referral, did });
      return { kind: 'done', next: await nextLink(tx, link, press.kind, by) };
    };
    try {
      return await this.commands.execute(commandFor(link, press, take));
    } catch (error) {
      if (error instanceof LinkSpent) return { kind: 'late' };
      if (error instanceof EffectRefused) return { kind: 'refused', refused: error.refused };
      throw error;
    }
  }
}

type Take = (tx: Tx, step: () => Promise<{ readonly ok: boolean }>) => Promise<Used>;

function commandFor(link: AgencyLink, press: Press, take: Take): ActOnReferral<Used> | AdvanceCase<Used> {
  const who = whoOpens(link);
  if (press.kind === 'referral') return new ActOnReferral<Used>(who, link.referral, press.action, take);
  const { team } = press;
  const goes: Reply<Used> = (tx, work) =>
    take(tx, () => (team === undefined ? work() : setOutWith(tx, link.referral, team, work)));
  return new AdvanceCase<Used>(who, press.caseId, press.happening, press.revision, goes);
}

/** Reasons that no other words in the form would help against. */
const late: ReadonlySet<string> = new Set([
  'referral-is-unknown',
  'referral-is-not-in-that-status',
  'case-is-unknown',
  'case-is-closed',
  'no-offer-is-open',
  'team-is-out',
  'event-is-not-allowed-here',
]);

type NotDone = Refused | TeamRefused | Extract<NotTaken, { readonly reason: 'revision-is-stale' }>;

function toldOf(refused: NotDone): Used {
  if (refused.reason === 'revision-is-stale') return { kind: 'changed' };
  return late.has(refused.reason) ? { kind: 'late' } : { kind: 'refused', refused };
}

/** By the case alone an agency that has it again, by another offer, could go on with the link of the first. */
async function isHeldBy(tx: Tx, { referral }: AgencyLink, caseId: string): Promise<boolean> {
  await asHouse(tx, () => lockCase(tx, caseId));
  return (await whereIsClient(tx, referral)) === 'held';
}

/**
 * For the same phone to go on with, and a second one by mail where the agency wants that: whoever loses the page finds the
 * way back in the agency's mailbox. None once the case ended by what the agency said of it.
 */
async function nextLink(tx: Tx, link: AgencyLink, after: Press['kind'], by: Pressed): Promise<Minted | null> {
  const where = await whereIsClient(tx, link.referral);
  if (where === null || (where === 'ended' && after === 'event')) return null;
  const referral = await findReferral(tx, link.referral);
  const minted = referral && (await mintLink(tx, referral, tokenAfter(by.token, by.word) ?? undefined));
  if (minted && where !== 'elsewhere' && (await findLinkAddress(tx, link.agency)) !== null) {
    // The outbox is the house's: an agency sees none of it.
    await asHouse(tx, () => sendLink(tx, { referral: link.referral, purpose: minted.purpose }));
  }
  return minted;
}
