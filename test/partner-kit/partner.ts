import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may be wrong with a partner's system: each of these the kit must find. */
export type Flaw =
  'believes-anything' | 'believes-old' | 'acts-twice' | 'never-answers' | 'knows-one-secret' | 'refuses-unknown';

export interface PartnerOptions {
  readonly secrets: readonly string[];
  /** Where the API is, up to `/api/v1`, and its key there. */
  readonly api: string;
  readonly key: string;
  /** Where the kit says what to do with a referral. */
  readonly instructions: string;
  readonly flaw?: Flaw;
}

interface Message {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}
export interface Instruction {
  readonly do: readonly { readonly action: string; readonly body: Readonly<Record<string, string>> }[];
}

/** A partner's system as small as it can be: verifies, takes each message once, and does what it is told through the API. */
export class Partner {
  private readonly seen = new Set<string>();
  private readonly server: Server;

  private constructor(private readonly options: PartnerOptions) {
    this.server = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
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
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/front-door`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(headers: IncomingHttpHeaders, text: string): number | null {
    const { flaw } = this.options;
    if (flaw === 'never-answers') return null;
    if (flaw !== 'believes-anything' && !this.isGenuine(headers, text)) return 401;
    const message = JSON.parse(text) as Message;
    if (flaw === 'refuses-unknown' && !/^(referral|case|webhook)\./.test(message.type)) return 400;
    if (this.seen.has(message.id) && flaw !== 'acts-twice') return 204;
    this.seen.add(message.id);
    // First the answer, then the work.
    if (message.type === 'referral.offered') void this.act(message.data['referral'] ?? '').catch(() => undefined);
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

  private async act(referral: string): Promise<void> {
    const { api, key, instructions } = this.options;
    const told = (await (await fetch(`${instructions}/${referral}`)).json()) as Instruction;
    for (const { action, body } of told.do) {
      await fetch(`${api}/referrals/${referral}/${action}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    }
  }
}
