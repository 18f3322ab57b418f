import { randomUUID } from 'node:crypto';
import { newSecret } from '../../libs/agencies/index.js';
import { declineReasons } from '../../libs/workflow/index.js';
import { isYes, NotDone, saidOf } from './finding.js';
import type { Todo } from './gate.js';
import { ask, callAs, type Offered, referralNow, revokeKey } from './house.js';
import type { Kit, Told } from './kit.js';
import type { Lead } from './plan.js';
import { letExpire } from './play-path.js';

/** What holds for every program; the paths of one come first. */
export const chapters = [
  'forgeries',
  'tolerance',
  'reasons',
  'takenBack',
  'late',
  'full',
  'changingSecrets',
  'changingKeys',
  'replay',
] as const;
export type Chapter = (typeof chapters)[number];

/** By these the kit knows the keys that it keeps for the partner. */
export const keyNames = { former: 'partner kit', next: 'partner kit, next' } as const;

/** Messages that are sent once more at the same time. */
const mostAtOnce = 8;

/** Each tries one thing, with callers of its own. */
export class Chapters {
  constructor(
    private readonly kit: Kit,
    private readonly lead: Lead,
  ) {}

  /** What is not ours is refused, whatever is wrong with it, and nothing is done by it. */
  async forgeries(): Promise<void> {
    const { kit } = this;
    const { offered, message, request } = await this.toAccept();
    const since = kit.gate.asked.length;
    const other = JSON.stringify({ ...message.body, id: randomUUID() });
    const verify = 'Verify each message as docs/partners.md shows, and answer 4xx to what does not verify.';
    for (const [check, how] of [
      ['a signature by another secret', { secrets: [newSecret('hmac').secret] }],
      ['a body that was changed', { text: other }],
      ['a message of ten minutes ago', { at: new Date(Date.now() - 600_000) }],
      ['a message without a signature', { secrets: [] }],
    ] as const) {
      await kit.check(`refuses ${check}`, async () => {
        const status = await kit.post(message, how);
        if (status === null || status < 400 || status >= 500)
          throw new NotDone('an answer of 4xx', saidOf(status), verify);
      });
    }
    await kit.check('does nothing by a forged message', async () => {
      await kit.settle();
      const came = kit.gate.asked.slice(since).find(({ path }) => path === request.path);
      if (came) throw new NotDone('nothing is sent', `${came.method} ${came.path} → ${came.status}`, verify);
    });
    kit.sent.delete(message.id);
    await kit.check('takes the genuine message after that', async () => {
      await kit.tellAll(offered);
      await kit.carriedOut('accept', request, since);
    });
  }

  /** At least once, and there may be more kinds of message one day. */
  async tolerance(): Promise<void> {
    const { kit } = this;
    const { offered, message, request } = await this.toAccept();
    const since = kit.gate.asked.length;
    await kit.check('does once what comes twice at the same moment', async () => {
      await kit.tellAll(offered, 'twice');
      await kit.carriedOut('accept', request, since);
      await kit.tellAll(offered, 'twice');
      await kit.hasCaughtUp(offered);
    });
    await kit.check('does nothing by a message that came before', async () => {
      const looked = kit.gate.looked;
      await this.takes(message);
      await kit.settle();
      if (kit.gate.looked !== looked)
        throw new NotDone(
          'nothing',
          'it asked again what to do',
          'Keep the ids of messages (webhook-id) that you have taken.',
        );
    });
    const id = randomUUID();
    const unknown = { ...message, id, type: 'agency.renamed', body: { ...message.body, id, type: 'agency.renamed' } };
    await kit.check('takes a kind of message that it does not know', () => this.takes(unknown));
  }

  async reasons(): Promise<void> {
    for (const reason of declineReasons) {
      await this.kit.check(`declines: ${reason}`, async () => {
        const { kit } = this;
        const offered = await kit.offer(this.lead);
        const request = { method: 'POST', path: `/referrals/${offered.referral}/decline`, body: { reason } } as const;
        const since = kit.gate.asked.length;
        kit.tell(offered.referral, 'decline', request);
        await kit.tellAll(offered);
        await kit.carriedOut('decline', request, since);
        const now = await referralNow(kit.house, offered.referral);
        if (now?.reason !== reason)
          throw new NotDone(`reason ${reason}`, `reason ${String(now?.reason)}`, 'Send the reason that was asked for.');
      });
    }
  }

  /** The client or the helpline ends it while it is offered. The later message first: an older one changes nothing any more. */
  async takenBack(): Promise<void> {
    const { kit } = this;
    await kit.check('cancelled while offered, told backwards', async () => {
      const offered = await kit.offer(this.lead);
      await ask(kit.house, 'navigator', 'POST', `/referrals/${offered.referral}/cancel`, {});
      await kit.tellAll(offered, 'backwards');
      await kit.hasCaughtUp(offered);
    });
  }

  /** It was away: what it was asked has passed, which it hears first, and somebody there still says yes. */
  async late(): Promise<void> {
    const { kit } = this;
    await kit.check('says yes too late, and knows it', async () => {
      const { offered, message, request } = await this.toAccept();
      await letExpire(kit, offered);
      kit.gate.tell(offered.referral, []);
      const later = (await kit.waiting(offered)).filter(({ id }) => id !== message.id);
      for (const one of later) await this.takes(one);
      await kit.settle();
      const { looked } = kit.gate;
      kit.tell(offered.referral, 'accept', request);
      await this.takes(message);
      await kit.until(() => kit.gate.looked > looked);
      await kit.settle();
      kit.gate.tell(offered.referral, []);
      const { status } = (await referralNow(kit.house, offered.referral)) ?? {};
      if (status !== 'expired') throw new Error(`Front Door has it as ${String(status)}`);
      await kit.hasCaughtUp(offered);
    });
  }

  /** Who is full is not asked, until then. */
  async full(): Promise<void> {
    const { kit, lead } = this;
    const { house } = kit;
    await kit.check('is full for an hour, and is asked again after that', async () => {
      const offered = await kit.offer(lead);
      const body = { state: 'full', fullUntil: new Date(house.site.clock.now().getTime() + 3_600_000).toISOString() };
      const request: NonNullable<Todo['request']> = { method: 'PUT', path: `/agencies/${house.agency}/capacity`, body };
      const since = kit.gate.asked.length;
      kit.tell(offered.referral, 'full', request);
      await kit.tellAll(offered);
      await kit.carriedOut('full', request, since);
      const view = await (await callAs(house, lead)).read();
      if (view.offers.some(({ status, service }) => status === 'offered' && service === lead.service))
        throw new Error(`${lead.service} is asked although it is full`);
      await offered.player.moveClock(3_601_000);
      await kit.offer(lead);
    });
  }

  async changingSecrets(): Promise<void> {
    const { kit } = this;
    const { secret, nextSecret } = kit.options;
    if (nextSecret === null) return;
    const { offered, message } = await this.toAccept();
    kit.gate.tell(offered.referral, []);
    const take = 'While secrets change, a message is yours when one of its signatures is by one of your secrets.';
    await kit.check('takes what is signed by the former and the next secret', () =>
      this.takes(message, [nextSecret, secret], take),
    );
    const more = await this.toAccept();
    kit.gate.tell(more.offered.referral, []);
    await kit.check('takes what is signed by the next secret alone', () =>
      this.takes(more.message, [nextSecret], take),
    );
  }

  /** The former key is refused from one moment to the next. */
  async changingKeys(): Promise<void> {
    const { kit } = this;
    const { nextKey } = kit.options;
    if (nextKey === null) return;
    await revokeKey(kit.house, keyNames.former);
    await kit.check('goes on with the next key', async () => {
      const { offered, request } = await this.toAccept();
      const since = kit.gate.asked.length;
      await kit.tellAll(offered);
      await kit.carriedOut('accept', request, since);
      await kit.tellAll(offered);
      await kit.hasCaughtUp(offered);
    });
  }

  /** All of it again, by the same ids: each is taken, and nothing is sent. */
  async replay(): Promise<void> {
    const { kit } = this;
    await kit.check('takes everything once more, and does nothing by it', async () => {
      const since = kit.gate.asked.length;
      const answers = await this.postAgain([...kit.sent.values()]);
      const refused = answers.filter((status) => !isYes(status)).length;
      if (refused > 0)
        throw new NotDone(
          'a 2xx to each',
          `${refused} of ${answers.length} were not taken`,
          'Answer 2xx to what you have taken before.',
        );
      await kit.settle();
      const acted = kit.gate.asked.slice(since).filter(({ method }) => method !== 'GET');
      if (acted.length > 0)
        throw new NotDone(
          'nothing is sent',
          `${acted.length} requests were sent`,
          'Keep the ids of messages (webhook-id) that you have taken.',
        );
    });
  }

  /** A few at a time, as a sender does: all paths together are more than ten thousand messages. */
  private async postAgain(messages: readonly Told[]): Promise<(number | null)[]> {
    const answers: (number | null)[] = [];
    const [left, lanes] = [messages.values(), Array.from({ length: mostAtOnce })];
    const lane = async (): Promise<void> => {
      for (const one of left) answers.push(await this.kit.post(one));
    };
    await Promise.all(lanes.map(lane));
    return answers;
  }

  /** Somebody is offered, and the partner is to say yes; what it is told of it has not been sent yet. */
  private async toAccept(): Promise<{ offered: Offered; message: Told; request: NonNullable<Todo['request']> }> {
    const { kit } = this;
    const offered = await kit.offer(this.lead);
    const request = { method: 'POST', path: `/referrals/${offered.referral}/accept`, body: {} } as const;
    kit.tell(offered.referral, 'accept', request);
    const message = (await kit.waiting(offered)).find(({ type }) => type === 'referral.offered');
    if (!message) throw new Error('Front Door has nothing to tell of an offer');
    return { offered, message, request };
  }

  private async takes(
    message: Told,
    secrets?: readonly string[],
    mend = 'Answer 2xx first, and do the work after that.',
  ): Promise<void> {
    const status = await this.kit.post(message, secrets && { secrets });
    if (!isYes(status)) throw new NotDone('an answer of 2xx', saidOf(status), mend);
  }
}
