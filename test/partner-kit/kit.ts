import { randomUUID } from 'node:crypto';
import { AddressRules, postWebhook, signedHeaders } from '../../libs/agencies/index.js';
import { type Finding, isYes, type KitOptions, NotDone, saidOf } from './finding.js';
import type { Asked, Gate, Todo } from './gate.js';
import { ask, type Body, type House, type Offered, offerSomebody, referralNow } from './house.js';
import type { Lead } from './plan.js';

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly body: { readonly data: Readonly<Record<string, string>> };
}
/** How messages are told: at least once means that one may come twice, or an older one after a newer one. */
export type Manner = 'once' | 'twice' | 'backwards';
type How = { readonly secrets?: readonly string[]; readonly at?: Date; readonly text?: string };

/** Milliseconds between looks whether the partner has done what it was told to. */
const lookEvery = 10;
/** Looks in a row at which nothing new has come. */
const quietLooks = 3;

interface Wanted {
  readonly action: string;
  readonly request: NonNullable<Todo['request']>;
  /** How many requests had come before it was asked for. */
  readonly since: number;
  readonly times: number;
}

/** What all that is tried needs: telling the partner, waiting for it, and writing down what was found. */
export class Kit {
  readonly findings: Finding[] = [];
  readonly sent = new Map<string, Told>();
  private readonly wanted: Wanted[] = [];
  private readonly rules: AddressRules;

  constructor(
    readonly house: House,
    readonly gate: Gate,
    readonly options: KitOptions,
    private readonly webhook: string,
  ) {
    // The partner's operator names the address: it may be on this machine.
    this.rules = new AddressRules(['127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']);
  }

  offer(lead: Lead): Promise<Offered> {
    return offerSomebody(this.house, lead);
  }

  /** What Front Door has to tell of a case and has not told yet, in the order in which it happened. */
  async waiting({ case: id, since }: Pick<Offered, 'case' | 'since'>): Promise<readonly Told[]> {
    const rank = ({ type }: Told): number => ORDER.findIndex((one) => type.startsWith(one));
    const found: Told[] = [];
    for (let cursor = ''; ;) {
      const path = `/webhooks/${this.webhook}/deliveries?limit=20${cursor}`;
      const { items, next } = await ask(this.house, 'program-admin', 'GET', path);
      const page = items as readonly Told[];
      found.push(...page.filter(({ id: one, body }) => body.data['case'] === id && !this.sent.has(one)));
      // Newest first; where time passed, other cases have much to tell in between.
      if (next === null || page.some(({ at }) => at < since)) break;
      cursor = `&cursor=${encodeURIComponent(String(next))}`;
    }
    return found.sort((a, b) => a.at.localeCompare(b.at) || rank(a) - rank(b));
  }

  /**
   * Tells what is waiting; each must be taken. The clock goes on a little, so that what comes next is newer. `first` happens when
   * it is known what waits: a partner that is quick makes more of it, which is for the next time.
   */
  async tellAll(
    offered: Pick<Offered, 'case' | 'since'>,
    manner: Manner = 'once',
    first: () => void = () => undefined,
  ): Promise<readonly Told[]> {
    const waiting = [...(await this.waiting(offered))];
    first();
    this.house.site.clock.advance(10);
    for (const one of manner === 'backwards' ? waiting.reverse() : waiting) {
      const answers = await Promise.all([this.post(one), ...(manner === 'twice' ? [this.post(one)] : [])]);
      const refused = answers.find((status) => !isYes(status));
      if (refused !== undefined)
        throw new NotDone(`a 2xx to ${one.type}`, saidOf(refused), 'Answer 2xx first, and do the work after that.');
    }
    return waiting;
  }

  async post(
    message: Told,
    { secrets = [this.options.secret], at = new Date(), text }: How = {},
  ): Promise<number | null> {
    const body = text ?? JSON.stringify(message.body);
    const signing = secrets.map((secret) => ({ kind: 'hmac' as const, secret, publicKey: null }));
    const headers = signedHeaders(message.id, at, JSON.stringify(message.body), signing);
    const { url, answerWithin: timeout } = this.options;
    const { status } = await postWebhook(url, headers, body, { rules: this.rules, timeout });
    this.sent.set(message.id, message);
    return status;
  }

  /** What the partner is told to do with a referral; each is a request to be sent once. */
  tell(referral: string, action: string, request: Todo['request'], times = 1): void {
    const todos = Array.from({ length: times }, () => ({ id: randomUUID(), action, request }));
    this.gate.tell(referral, todos);
  }

  /** Waits until the API has said yes to this request, so often. */
  async carriedOut(action: string, request: NonNullable<Todo['request']>, since: number, times = 1): Promise<void> {
    const wanted = { action, request, since, times };
    this.wanted.push(wanted);
    if (await this.until(() => this.came(wanted).filter(({ status }) => status < 300).length >= times)) return;
    const lines = this.gate.asked.slice(since).filter(({ method }) => method !== 'GET');
    const seen = lines.map(
      ({ method, path, status, said }) =>
        `${method} ${path} → ${status}${status < 300 ? '' : ` ${said.slice(0, 200)}`}`,
    );
    const none = `nothing of that within ${this.options.actWithin / 1000} s`;
    throw new NotDone(inWords(wanted), seen.length > 0 ? `only: ${seen.join('; ')}` : none, ASK_AGAIN);
  }

  /** Nothing comes any more: whatever was told has been worked through, as far as anybody can see. */
  async settle(): Promise<void> {
    const activity = () => this.gate.asked.length + this.gate.looked;
    for (let [quiet, last] = [0, activity()]; quiet < quietLooks;) {
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
      quiet = activity() === last && this.gate.underWay === 0 ? quiet + 1 : 0;
      last = activity();
    }
  }

  /** Each request that was asked for came once, or again by the same Idempotency-Key. */
  private eachCameOnce(): void {
    const wanted = this.wanted.splice(0);
    for (const first of wanted) {
      // The same may be asked for again further on.
      const same = wanted.filter((one) => isSame(one, first));
      if (same[0] !== first) continue;
      const one = { ...first, times: same.reduce((sum, { times }) => sum + times, 0) };
      const keys = new Set(this.came(one).map(({ once }, at) => once ?? `without a key, ${at}`));
      if (keys.size > one.times)
        throw new NotDone(`${inWords(one)}, once`, `it came ${keys.size} times, as different requests`, SEND_ONCE);
    }
  }

  private came({ request: { path, body }, since }: Wanted): readonly Asked[] {
    const { event } = body as Body;
    return this.gate.asked
      .slice(since)
      .filter(
        (one) => one.path === path && one.method !== 'GET' && (event === undefined || one.body['event'] === event),
      );
  }

  /** Once the partner has read on, its people see what the API tells now, and nothing of a client who may not be told of any more. */
  async hasCaughtUp({ referral }: Pick<Offered, 'referral'>): Promise<void> {
    await this.settle();
    this.eachCameOnce();
    const { shows, actWithin } = this.options;
    if (shows === null) return;
    const now = await referralNow(this.house, referral);
    const told = now?.brief ?? null;
    let seen: { status?: string; client?: unknown } | null = null;
    const isRight = async () => {
      const answer = await fetch(`${shows}/${referral}`);
      seen = answer.ok ? ((await answer.json()) as typeof seen) : null;
      const client = seen?.client ?? null;
      return (seen === null ? told === null : seen.status === now?.status) && (told !== null || client === null);
    };
    if (await this.until(isRight)) {
      await this.settle();
      if (await isRight()) return;
    }
    const what = (status: unknown, client: unknown) =>
      `${String(status ?? 'nothing')}, ${client === null || client === undefined ? 'nothing of the client' : 'what the client agreed to tell'}`;
    const { status, client } = (seen ?? {}) as { status?: string; client?: unknown };
    throw new NotDone(
      `people see “${what(now?.status, told)}”`,
      `after ${actWithin / 1000} s they see “${what(status, client)}”`,
      'Read the referral after each message, let what you read take the place of what you kept, and show no status that you did not read.',
    );
  }

  /** Tries something, and writes down what came of it. Whatever else goes wrong says nothing about the partner; the rest is tried. */
  async check(check: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      this.findings.push({ check, passed: true, expected: '', came: '', mend: '' });
    } catch (error) {
      const { expected, came, mend } = error instanceof NotDone ? error : faultOfOurs(error);
      this.findings.push({ check, passed: false, expected, came, mend });
    }
  }

  async until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
    const end = performance.now() + this.options.actWithin;
    for (;;) {
      if (await holds()) return true;
      if (performance.now() >= end) return false;
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }
}

const isSame = ({ request: one }: Wanted, { request: other }: Wanted): boolean =>
  one.path === other.path && (one.body as Body)['event'] === (other.body as Body)['event'];

const faultOfOurs = (error: unknown): NotDone =>
  new NotDone('a kit that works', String(error), 'This is not about your system: tell the people of Front Door.');

function inWords({ action, request: { method, path, body }, times }: Wanted): string {
  const { event } = body as Body;
  const sent = event === undefined ? '' : ` {"event": "${String(event)}"}`;
  return `${action}: ${method} ${path}${sent}${times > 1 ? `, ${times} times` : ''}`;
}

const ORDER = ['referral.offered', 'referral.accepted', 'referral.in-progress', 'referral.', 'case.', ''];
const ASK_AGAIN =
  'After each message about a referral or its case, read what stands now, ask the kit what to do (GET …/todo/<referral>), and send each request that you have not sent yet.';
const SEND_ONCE = 'Send each request once; to repeat one that was not answered, send the same Idempotency-Key again.';
