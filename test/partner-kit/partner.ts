import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Todo } from './gate.js';

/** What may be wrong with a partner's system: each of these the kit must find. */
export const flaws = [
  'believes-anything',
  'believes-old',
  'acts-twice',
  'never-answers',
  'knows-one-secret',
  'refuses-unknown',
  'believes-the-message',
  'believes-itself',
  'keeps-what-it-read',
  'deaf-to-cases',
  'stops-after-accepting',
  'sends-twice',
  'never-full',
  'knows-one-key',
] as const;
export type Flaw = (typeof flaws)[number];

export interface PartnerOptions {
  readonly secrets: readonly string[];
  /** Where the API is, up to `/api/v1`, and its keys there: the next one counts once the one before is refused. */
  readonly api: string;
  readonly keys: readonly string[];
  /** Where the kit says what to do with a referral. */
  readonly todo: string;
  readonly flaw?: Flaw;
}

interface Message {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}
interface Referral {
  readonly id: string;
  readonly case: string;
  readonly status: string;
  readonly brief: readonly object[] | null;
  /** Of what is read: a yes says what it is a yes to. */
  readonly etag: string;
}
/** What its people see of a referral. */
export interface Shown {
  readonly case: string;
  readonly status: string;
  readonly client: readonly object[] | null;
}

/**
 * A partner's system as small as it can be: verifies, takes each message once, then reads what stands now, and does what it is
 * told through the API. What a message says it is about is only where to look; nothing is kept that was not just read.
 */
export class Partner {
  private readonly seen = new Set<string>();
  private readonly done = new Set<string>();
  private readonly held = new Map<string, Shown>();
  private readonly etags = new Map<string, string>();
  private readonly server: Server;
  /** One thing after another. */
  private work: Promise<void> = Promise.resolve();
  private key = 0;

  private constructor(private readonly options: PartnerOptions) {
    this.server = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (request.method === 'GET') {
          const shown = this.held.get(String(request.url).slice('/shows/'.length));
          reply.writeHead(shown ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(shown ?? null));
          return;
        }
        const status = this.take(request.headers, Buffer.concat(parts).toString());
        if (status !== null) reply.writeHead(status).end();
      });
    });
  }

  static async open(options: PartnerOptions): Promise<Partner> {
    const partner = new Partner(options);
    await new Promise<void>((resolve) => partner.server.listen(0, '127.0.0.1', resolve));
    return partner;
  }

  get url(): string {
    return `${this.base}/front-door`;
  }

  /** `GET <shows>/<referral>`: what its people see. */
  get shows(): string {
    return `${this.base}/shows`;
  }

  private get base(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.work;
  }

  private take(headers: IncomingHttpHeaders, text: string): number | null {
    const { flaw } = this.options;
    if (flaw === 'never-answers') return null;
    if (flaw !== 'believes-anything' && !this.isGenuine(headers, text)) return 401;
    const message = JSON.parse(text) as Message;
    if (flaw === 'refuses-unknown' && !/^(referral|case|webhook)\./.test(message.type)) return 400;
    if (this.seen.has(message.id) && flaw !== 'acts-twice') return 204;
    this.seen.add(message.id);
    if (flaw === 'deaf-to-cases' && message.type.startsWith('case.')) return 204;
    // First the answer, then the work.
    this.work = this.work.then(() => this.follow(message)).catch(() => undefined);
    return 204;
  }

  private isGenuine(headers: IncomingHttpHeaders, text: string): boolean {
    const { secrets, flaw } = this.options;
    const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']];
    const age = Math.abs(Date.now() / 1000 - Number(at));
    if (!(age <= 300) && flaw !== 'believes-old') return false;
    const given = String(headers['webhook-signature'])
      .split(' ')
      .filter((one) => one.startsWith('v1,'));
    return secrets.slice(0, flaw === 'knows-one-secret' ? 1 : undefined).some((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const wanted = createHmac('sha256', key)
        .update(`${String(id)}.${String(at)}.${text}`)
        .digest();
      return given.some((one) => {
        const bytes = Buffer.from(one.slice(3), 'base64');
        return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
      });
    });
  }

  /** A case may have come to us more than once: what moves it is about each time. */
  private async follow({ type, data }: Message): Promise<void> {
    const known = [...this.held].filter(([, { case: id }]) => id === data['case']).map(([id]) => id);
    for (const referral of data['referral'] === undefined ? known : [data['referral']]) {
      await this.read(referral);
      const shown = this.held.get(referral);
      const said = /^referral\.(.*)$/.exec(type)?.[1];
      const believes = this.options.flaw === 'believes-the-message' && shown && said;
      if (believes) this.held.set(referral, { ...shown, status: said });
      const { do: todos } = (await (await fetch(`${this.options.todo}/${referral}`)).json()) as { do: readonly Todo[] };
      for (const todo of todos) await this.carryOut(referral, todo);
    }
  }

  /** What stands now takes the place of what was read before. */
  private async read(referral: string): Promise<void> {
    for (let cursor = ''; ;) {
      const answer = await this.send('GET', `/referrals?limit=20${cursor}`);
      if (!answer.ok) return;
      const { items, next } = (await answer.json()) as { items: readonly Referral[]; next: string | null };
      const now = items.find(({ id }) => id === referral);
      if (now) return this.keep(now);
      if (next === null) return void this.held.delete(referral);
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
  }

  private keep({ id, case: of, status, brief, etag }: Referral): void {
    this.etags.set(id, etag);
    const before = this.options.flaw === 'keeps-what-it-read' ? (this.held.get(id)?.client ?? null) : null;
    this.held.set(id, { case: of, status, client: brief ?? before });
  }

  private async carryOut(referral: string, { id, action, request }: Todo): Promise<void> {
    const { flaw } = this.options;
    if (this.done.has(id) && flaw !== 'acts-twice') return;
    this.done.add(id);
    if (!request || (flaw === 'never-full' && request.method === 'PUT')) return;
    if (flaw === 'stops-after-accepting' && request.path.startsWith('/cases/')) return;
    const tag = await this.tagFor(referral, request);
    const more = { ...(tag !== null && { 'if-match': tag }), ...(flaw !== 'sends-twice' && { 'idempotency-key': id }) };
    const answer = await this.send(request.method, request.path, request.body, more);
    if (flaw === 'sends-twice') await this.send(request.method, request.path, request.body, more);
    const shown = this.held.get(referral);
    if (flaw === 'believes-itself' && shown && action === 'accept')
      this.held.set(referral, { ...shown, status: 'accepted' });
    else if (!answer.ok) await this.read(referral);
  }

  private async tagFor(referral: string, { method, path }: NonNullable<Todo['request']>): Promise<string | null> {
    if (path.endsWith('/accept')) return this.etags.get(referral) ?? null;
    if (method !== 'PUT') return null;
    return (await this.send('GET', path.replace(/\/capacity$/, ''))).headers.get('etag');
  }

  /** A key that is refused has been changed: the next one counts. */
  private async send(
    method: string,
    path: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const { api, keys, flaw } = this.options;
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys[this.key]}`,
        ...(body && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status !== 401 || this.key + 1 >= keys.length || flaw === 'knows-one-key') return answer;
    this.key += 1;
    return this.send(method, path, body, more);
  }
}
