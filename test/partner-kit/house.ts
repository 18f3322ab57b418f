import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { declineReasons } from '../../libs/workflow/index.js';
import type { Instruction } from './partner.js';

/** The Front Door that the kit plays on: where its API is, who is signed in, and how its clock is moved. */
export interface House {
  readonly api: string;
  readonly agency: string;
  readonly navigator: string;
  readonly admin: string;
  /** Lets the agency's time to answer run out. */
  readonly expire: () => Promise<void>;
}
export const kitAgency = 'kids-help-phone';
export const reasons: readonly string[] = declineReasons;

type Body = Readonly<Record<string, unknown>>;
const calm = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };

/** One request; throws what the API said, when it was no yes. */
export async function ask(
  house: House,
  method: string,
  path: string,
  body?: object,
  who = house.navigator,
): Promise<Body> {
  const answer = await fetch(`${house.api}${path}`, {
    method,
    headers: { authorization: who, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Body;
}

/** A made-up caller who is offered to the agency. */
export async function offerSomebody(house: House): Promise<{ readonly id: string; readonly referral: string }> {
  const opened = await ask(house, 'POST', '/cases', { program: 'good2talk', channel: 'phone', language: 'en' });
  const id = String(opened['id']);
  const answers = { lang: 'en', ...calm, student: 'yes', need: 'counselling' };
  await ask(house, 'POST', `/cases/${id}/answers`, { answers });
  const view = await ask(house, 'POST', `/cases/${id}/events`, { event: 'give-consent', by: 'self' });
  const [offer] = view['offers'] as { readonly id: string }[];
  return { id, referral: offer?.id ?? '' };
}

export async function referralNow(house: House, referral: string): Promise<Body> {
  const { items } = await ask(house, 'GET', '/referrals?limit=200');
  return (items as Body[]).find((one) => one['id'] === referral) ?? {};
}

/** Says what to do with each referral: `GET /<referral>`. A person at the partner's may read it as well. */
export class Instructions {
  private readonly told = new Map<string, Instruction['do']>();
  /** How often somebody asked. */
  asked = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, reply) => {
      this.asked += 1;
      const wanted = this.told.get(String(request.url).slice(1)) ?? [];
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ do: wanted } satisfies Instruction));
    });
  }

  static async open(port = 0): Promise<Instructions> {
    const instructions = new Instructions();
    await new Promise<void>((resolve) => instructions.server.listen(port, '127.0.0.1', resolve));
    return instructions;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  tell(referral: string, actions: Instruction['do']): void {
    this.told.set(referral, actions);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
