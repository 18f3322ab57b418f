import { randomUUID } from 'node:crypto';
import { newSecret, postWebhook, AddressRules, signedHeaders } from '../../libs/agencies/index.js';
import { ask, type House, type Instructions, offerSomebody, reasons, referralNow } from './house.js';
import type { Instruction } from './partner.js';

export interface KitOptions {
  readonly url: string;
  readonly secret: string;
  /** The one that follows it; null: changing over is not tried. */
  readonly nextSecret: string | null;
  /** Milliseconds that the partner has to answer a message, and to do what it is told to. */
  readonly answerWithin: number;
  readonly actWithin: number;
}
export const chapters = ['forgeries', 'tolerance', 'endings', 'takenBack', 'changingOver', 'replay'] as const;
export type Chapter = (typeof chapters)[number];

export interface Finding {
  readonly check: string;
  readonly passed: boolean;
  readonly said: string;
}
interface Told {
  readonly id: string;
  readonly type: string;
  readonly body: object;
}
type Post = (message: Told, how?: { secrets?: readonly string[]; at?: Date; text?: string }) => Promise<number | null>;

/** Plays every path of a referral against a partner's address, and tells what it found. */
export async function play(
  house: House,
  instructions: Instructions,
  options: KitOptions,
  which: readonly Chapter[] = chapters,
): Promise<readonly Finding[]> {
  const webhook = await ask(house, 'POST', `/agencies/${house.agency}/webhooks`, { url: options.url }, house.admin);
  const kit = new Kit(house, instructions, options, String(webhook['id']));
  for (const chapter of which) await kit[chapter]();
  return kit.findings;
}

/** Milliseconds between looks whether the partner has done what it was told to. */
const lookEvery = 20;

class Kit {
  readonly findings: Finding[] = [];
  private readonly sent = new Map<string, Told>();
  private readonly rules: AddressRules;

  constructor(
    private readonly house: House,
    private readonly instructions: Instructions,
    private readonly options: KitOptions,
    private readonly webhook: string,
  ) {
    // The partner's operator names the address: it may be on this machine.
    this.rules = new AddressRules(['127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);
  }

  /** What is not ours is refused, whatever is wrong with it, and nothing is done by it. */
  async forgeries(): Promise<void> {
    const { referral } = await this.offer([{ action: 'accept', body: {} }]);
    const offered = await this.told(referral, 'referral.offered');
    const old = new Date(Date.now() - 600_000);
    const other = JSON.stringify({ ...offered.body, id: randomUUID() });
    await this.refused('a signature by another secret', offered, { secrets: [newSecret('hmac').secret] });
    await this.refused('a body that was changed', offered, { text: other });
    await this.refused('a message of ten minutes ago', offered, { at: old });
    await this.refused('a message without a signature', offered, { secrets: [] });
    const { status } = await referralNow(this.house, referral);
    this.note('nothing is done by a forged message', status === 'offered', `the referral is ${String(status)}`);
    await this.taken('the genuine message after that', offered);
    await this.becomes('offered, then accepted', referral, 'accepted');
  }

  /** At least once, in order of a case, and there may be more kinds of message one day. */
  async tolerance(): Promise<void> {
    const { referral } = await this.offer([{ action: 'decline', body: { reason: 'full' } }]);
    const offered = await this.told(referral, 'referral.offered');
    await Promise.all([this.post(offered), this.post(offered)]);
    await this.becomes('the same message twice', referral, 'declined');
    const asked = this.instructionsAsked;
    await this.taken('the same message once more', offered);
    this.note(
      'a message that came before is not acted on',
      this.instructionsAsked === asked,
      'it asked again what to do',
    );
    const unknown = { ...offered, id: randomUUID(), type: 'agency.renamed' };
    await this.taken('a kind of message that it does not know', {
      ...unknown,
      body: { ...offered.body, id: unknown.id, type: unknown.type },
    });
  }

  async endings(): Promise<void> {
    const all: Instruction['do'] = [
      { action: 'accept', body: {} },
      { action: 'start', body: {} },
      { action: 'complete', body: { outcome: 'supported' } },
    ];
    for (const [upTo, status] of [
      [2, 'in-progress'],
      [3, 'completed'],
    ] as const) {
      const { referral } = await this.offerAndTell(all.slice(0, upTo));
      await this.becomes(`offered, then ${status}`, referral, status);
      for (const one of await this.waiting(referral)) await this.taken(`${one.type}, after it happened`, one);
    }
    for (const reason of reasons) {
      const { referral } = await this.offerAndTell([{ action: 'decline', body: { reason } }]);
      await this.becomes(`declined: ${reason}`, referral, 'declined', reason);
    }
  }

  /** What the helpline, the client or the clock ends. The later message first: an older one changes nothing any more. */
  async takenBack(): Promise<void> {
    const cancelled = await this.offer([]);
    await ask(this.house, 'POST', `/referrals/${cancelled.referral}/cancel`, {});
    for (const one of [...(await this.waiting(cancelled.referral))].reverse())
      await this.taken(`${one.type}, out of order`, one);
    const withdrawn = await this.offerAndTell([{ action: 'accept', body: {} }]);
    await this.becomes('accepted, before consent is taken back', withdrawn.referral, 'accepted');
    const expired = await this.offer([]);
    await this.house.expire();
    const [, last] = await this.waiting(expired.referral);
    if (last) await this.taken(last.type, last);
    this.note(
      'the time to answer ran out',
      last?.type === 'referral.expired',
      `it was told ${last?.type ?? 'nothing'}`,
    );
  }

  async changingOver(): Promise<void> {
    const { secret, nextSecret } = this.options;
    if (nextSecret === null) return;
    const { referral } = await this.offer([]);
    const offered = await this.told(referral, 'referral.offered');
    await this.taken('signed by the former and the next secret', offered, { secrets: [nextSecret, secret] });
    await this.taken('signed by the next secret alone', { ...offered }, { secrets: [nextSecret] });
  }

  /** All of it again, by the same ids: each is taken, and nothing changes. */
  async replay(): Promise<void> {
    const before = JSON.stringify((await ask(this.house, 'GET', '/referrals?limit=200'))['items']);
    const answers = [];
    for (const one of this.sent.values()) answers.push(await this.post(one));
    const refused = answers.filter((status) => !isYes(status)).length;
    this.note('everything told again is taken', refused === 0, `${refused} of ${answers.length} were not`);
    const after = JSON.stringify((await ask(this.house, 'GET', '/referrals?limit=200'))['items']);
    this.note('everything told again changes nothing', before === after, 'a referral is not as it was');
  }

  private get instructionsAsked(): number {
    return this.instructions.asked;
  }

  private async offer(actions: Instruction['do']) {
    const offered = await offerSomebody(this.house);
    this.instructions.tell(offered.referral, actions);
    return offered;
  }

  private async offerAndTell(actions: Instruction['do']) {
    const offered = await this.offer(actions);
    await this.post(await this.told(offered.referral, 'referral.offered'));
    return offered;
  }

  /** What Front Door has to tell of a referral, in the order in which it happened. */
  private async waiting(referral: string): Promise<readonly Told[]> {
    const { items } = await ask(
      this.house,
      'GET',
      `/webhooks/${this.webhook}/deliveries?limit=200`,
      undefined,
      this.house.admin,
    );
    const order = ['referral.offered', 'referral.accepted', 'referral.in-progress'];
    const rank = ({ type }: Told): number => (order.includes(type) ? order.indexOf(type) : order.length);
    const ofIt = (items as Told[]).filter((one) => JSON.stringify(one.body).includes(`referrals/${referral}`));
    return ofIt.sort((a, b) => rank(a) - rank(b));
  }

  private async told(referral: string, type: string): Promise<Told> {
    const found = (await this.waiting(referral)).find((one) => one.type === type);
    if (!found) throw new Error(`Front Door has nothing to tell: ${type} of ${referral}`);
    return found;
  }

  private readonly post: Post = async (message, { secrets = [this.options.secret], at = new Date(), text } = {}) => {
    const body = text ?? JSON.stringify(message.body);
    const signing = secrets.map((secret) => ({ kind: 'hmac' as const, secret, publicKey: null }));
    const headers = signedHeaders(message.id, at, JSON.stringify(message.body), signing);
    const sent = await postWebhook(this.options.url, headers, body, {
      rules: this.rules,
      timeout: this.options.answerWithin,
    });
    if (isYes(sent.status)) this.sent.set(message.id, message);
    return sent.status;
  };

  private async taken(check: string, message: Told, how?: Parameters<Post>[1]): Promise<void> {
    const status = await this.post(message, how);
    this.note(`takes ${check}`, isYes(status), saidOf(status));
  }

  private async refused(check: string, message: Told, how: Parameters<Post>[1]): Promise<void> {
    const status = await this.post(message, how);
    this.note(`refuses ${check}`, status !== null && status >= 400 && status < 500, saidOf(status));
    this.sent.delete(message.id);
  }

  private async becomes(check: string, referral: string, wanted: string, reason?: string): Promise<void> {
    const until = performance.now() + this.options.actWithin;
    for (;;) {
      const { status, reason: why } = await referralNow(this.house, referral);
      const is = status === wanted && (reason === undefined || why === reason);
      if (!is && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, lookEvery));
        continue;
      }
      return this.note(check, is, `after ${this.options.actWithin / 1000} s the referral is ${String(status)}`);
    }
  }

  private note(check: string, passed: boolean, otherwise: string): void {
    this.findings.push({ check, passed, said: passed ? '' : otherwise });
  }
}

const isYes = (status: number | null): boolean => status !== null && status >= 200 && status < 300;
const saidOf = (status: number | null): string =>
  status === null ? 'it did not answer in time' : `it answered ${status}`;
