import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type AgencyLink,
  audit,
  findAgencyLink,
  giveUpAgencyLink,
  hasFreshLink,
  tokenAfter,
} from '../../../libs/access/index.js';
import { findLinkAddress } from '../../../libs/agencies/index.js';
import { asHouse, lockCase } from '../../../libs/cases/index.js';
import { UnitOfWork } from '../../../libs/platform/index.js';
import { findReferral, isLinkOnItsWay, sendLink } from '../../../libs/referrals/index.js';
import { type Look, type Opened, readOpened, whereIsClient, whoOpens } from './read-link.js';
import { type Press, type Pressed, UseLink, type Used } from './use-link.js';

/** How long one that came by mail is the newest. */
const justCame = 5 * 60_000;

/** All that may be done with a link, as its agency and in transactions of its own. */
@Injectable()
export class LinkDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly work: UnitOfWork,
    private readonly uses: UseLink,
  ) {}

  find(token: string): Promise<AgencyLink | null> {
    return findAgencyLink(this.dataSource, token);
  }

  open(link: AgencyLink, look: Look): Promise<Opened> {
    return this.work.run(whoOpens(link), (tx) => readOpened(tx, link, look));
  }

  press(link: AgencyLink, press: Press, by: Pressed): Promise<Used> {
    return this.uses.press(link, press, by);
  }

  /** For the page that used the link and was sent twice: the link that it led on to. Nothing is done again, and none is made. */
  async again({ token, word }: Pressed): Promise<string | null> {
    const next = tokenAfter(token, word);
    return next !== null && (await this.find(next)) !== null ? next : null;
  }

  /** Of an expired one: its agency has an address to which a new one can go. */
  async canRenew(link: AgencyLink): Promise<boolean> {
    if (link.purpose !== 'report-outcome') return false;
    return (await this.work.run(whoOpens(link), (tx) => findLinkAddress(tx, link.agency))) !== null;
  }

  /** Once a link, to the agency's own address, and only while the client is with it. Whoever asks is told no more than that. */
  async renew(link: AgencyLink): Promise<void> {
    await this.work.run(whoOpens(link), async (tx) => {
      const referral = await findReferral(tx, link.referral);
      // Whoever revokes links has the lock of the case, too: what is sent for is sent for before, or after.
      if (referral) await asHouse(tx, () => lockCase(tx, referral.caseId));
      if (!(await giveUpAgencyLink(tx, link.id)) || (await whereIsClient(tx, link.referral)) === null) return;
      await audit(tx, 'renew-link', { link: link.id, referral: link.referral });
      await asHouse(tx, () => sendLink(tx, { referral: link.referral, purpose: 'report-outcome' }));
    });
  }

  /**
   * Of a used one, whose page may be closed: while the client is with the agency, one more goes to its own address. Not while one
   * is on its way, or has just come and was not used: whoever presses a hundred times fills no mailbox. Nobody is told which.
   */
  async sendAnother({ id, referral: about, ...link }: AgencyLink): Promise<void> {
    await this.work.run(whoOpens({ id, referral: about, ...link }), async (tx) => {
      const referral = await findReferral(tx, about);
      if (!referral || (await findLinkAddress(tx, link.agency)) === null) return;
      await asHouse(tx, () => lockCase(tx, referral.caseId));
      if ((await whereIsClient(tx, about)) === null || (await hasFreshLink(tx, about, justCame))) return;
      if (await asHouse(tx, () => isLinkOnItsWay(tx, about))) return;
      await audit(tx, 'renew-link', { link: id, referral: about });
      await asHouse(tx, () => sendLink(tx, { referral: about, purpose: 'report-outcome' }));
    });
  }
}
