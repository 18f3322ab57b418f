import { Injectable, type OnModuleInit } from '@nestjs/common';
import { audit, findTenant } from '../../../libs/access/index.js';
import { findLinkAddress } from '../../../libs/agencies/index.js';
import { lockCase } from '../../../libs/cases/index.js';
import { type Delivery, isWanted, OutboxPump, type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { type BoxedReferral, findReferral, type LinkToSend } from '../../../libs/referrals/index.js';
import { LinkAddress } from './link-address.js';
import { type Mail, Mailer } from './mail.js';
import { mintCalledOff, mintLink } from './mint-link.js';
import { writeCalledOff, writeInOtherHands, writeMail } from './write-mail.js';

/**
 * Delivers a `send-link` of the outbox: makes the link and mails it, if there is still something to answer. At each attempt
 * a new one, because no token is kept; whichever is used first, the step is taken once.
 */
@Injectable()
export class SendLinks implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxPump,
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly address: LinkAddress,
  ) {}

  onModuleInit(): void {
    this.outbox.onDelivery('send-link', (who, delivery) => this.deliver(who, delivery));
  }

  private async deliver(who: Who, { id, payload }: Delivery): Promise<void> {
    const mail = await this.work.run(who, (tx) => this.prepare(tx, id, payload as LinkToSend));
    if (mail) await this.mailer.send(mail, who.tenant);
  }

  /** Null: it was answered meanwhile, is too late to answer, links were revoked, or the agency wants no mails any more. */
  private async prepare(tx: Tx, id: string, { referral: about, purpose, why }: LinkToSend): Promise<Mail | null> {
    const referral = await findReferral(tx, about);
    if (why === 'called-off') return referral && this.callOff(tx, id, referral);
    if (why === 'in-other-hands') return referral && this.letGo(tx, id, referral);
    const isOfOffer = referral?.status === 'offered';
    if (!referral?.agency || isOfOffer !== (purpose === 'answer-offer')) return null;
    await lockCase(tx, referral.caseId);
    if (!(await isWanted(tx, id))) return null;
    const to = await findLinkAddress(tx, referral.agency);
    const [tenant, minted] = [await findTenant(tx), to === null ? null : await mintLink(tx, referral)];
    if (to === null || !minted || !tenant) return null;
    await audit(tx, 'send-link', { referral: about, agency: referral.agency, purpose });
    const url = this.address.urlOf(minted.token);
    return { id, to, ...writeMail({ tenant, minted, url, now: tx.now, why }) };
  }

  /** Nothing is left to say by its link: it shows why, whatever became of the links that they had. */
  private async callOff(tx: Tx, id: string, referral: BoxedReferral): Promise<Mail | null> {
    const { agency, caseId } = referral;
    const loaded = await lockCase(tx, caseId);
    if (agency === null || !loaded || !(await isWanted(tx, id))) return null;
    const to = await findLinkAddress(tx, agency);
    const [tenant, minted] = [await findTenant(tx), to === null ? null : await mintCalledOff(tx, referral)];
    if (to === null || !minted || !tenant) return null;
    await audit(tx, 'send-link', { case: caseId, agency, purpose: 'called-off' });
    return { id, to, ...writeCalledOff(tenant, loaded.record.number, this.address.urlOf(minted.token)) };
  }

  /** Nothing is left to say or to read: the mail names the case, and has no link. Nobody else tells them who have no account. */
  private async letGo(tx: Tx, id: string, { agency, caseId, outcome, status }: BoxedReferral): Promise<Mail | null> {
    const loaded = await lockCase(tx, caseId);
    if (agency === null || !loaded || status !== 'completed' || !(await isWanted(tx, id))) return null;
    const [to, tenant] = [await findLinkAddress(tx, agency), await findTenant(tx)];
    if (to === null || !tenant) return null;
    await audit(tx, 'send-mail', { case: caseId, agency, purpose: outcome });
    return { id, to, ...writeInOtherHands(tenant, loaded.record.number) };
  }
}
