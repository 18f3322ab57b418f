import { randomUUID } from 'node:crypto';
import { safe } from '../faults/desk.js';
import { HttpLane } from './http-lane.js';

export const anchors = ['cmha-toronto', 'taibu-chc', 'gerstein-centre', 'two-spirited-people'] as const;
const wards = ['ward-1', 'ward-22', 'ward-13', 'ward-11'] as const;

/** A case for which a team was asked. */
export interface Dispatched {
  readonly id: string;
  readonly agency: string;
}
type Body = Readonly<Record<string, unknown>>;

export async function signInAt(url: string, as: object): Promise<string> {
  const lane = await HttpLane.open(url);
  const body = JSON.stringify({ tenant: 'ontario-211', ...as });
  const { token } = JSON.parse((await lane.post('/api/v1/demo/sign-in', {}, body)).toString()) as { token: string };
  lane.close();
  return `Bearer ${token}`;
}

/** The people who take the calls and the four anchors, each request over one of a few connections. */
export class DispatchDesk {
  private readonly free: HttpLane[] = [];

  private constructor(
    private readonly url: string,
    private readonly navigator: string,
    private readonly admin: string,
    private readonly workers: ReadonlyMap<string, string>,
  ) {}

  static async open(url: string): Promise<DispatchDesk> {
    const workers = new Map<string, string>();
    for (const agency of anchors) workers.set(agency, await signInAt(url, { role: 'agency-worker', agency }));
    const [navigator, admin] = [
      await signInAt(url, { role: 'navigator' }),
      await signInAt(url, { role: 'program-admin' }),
    ];
    return new DispatchDesk(url, navigator, admin, workers);
  }

  async addWebhook(agency: string, url: string): Promise<string> {
    return String((await this.post(this.admin, `/agencies/${agency}/webhooks`, { url }))['id']);
  }

  async testWebhook(id: string): Promise<void> {
    await this.post(this.admin, `/webhooks/${id}/test`, {});
  }

  /** One call from the greeting to the team on the scene. Resolves when it is over. */
  async dispatch(index: number): Promise<Dispatched> {
    const { id } = await this.post(this.navigator, '/cases', { program: 'tccs', channel: 'phone', language: 'en' });
    const at = `/cases/${String(id)}`;
    const where = { address: '410 Sherbourne St, Toronto', callback: '416-555-0142' };
    const answers = [
      safe,
      { source: 'line-211', caller_relation: 'self', ...where },
      { reason: 'crisis', age16: 'yes', by_phone: 'no' },
      { ward: wards[index % wards.length] },
    ];
    for (const some of answers) await this.post(this.navigator, `${at}/answers`, { answers: some });
    const { offers } = await this.post(this.navigator, `${at}/events`, { event: 'give-consent' });
    const [offer] = offers as { id: string; service: string }[];
    const agency = anchors.find((one) => offer?.service.startsWith(one.split('-')[0]!));
    if (!offer || !agency) throw new Error(`nobody was asked for case ${String(id)}`);
    const worker = this.workers.get(agency)!;
    await this.post(worker, `/referrals/${offer.id}/accept`, {});
    for (const event of ['depart', 'arrive', 'find-solved']) await this.post(worker, `${at}/events`, { event });
    return { id: String(id), agency };
  }

  private async post(bearer: string, path: string, body: object): Promise<Body> {
    const lane = this.free.pop() ?? (await HttpLane.open(this.url));
    const headers = { Authorization: bearer, 'Idempotency-Key': randomUUID() };
    const answer = await lane.post(`/api/v1${path}`, headers, JSON.stringify(body));
    this.free.push(lane);
    return JSON.parse(answer.toString()) as Body;
  }

  close(): void {
    this.free.forEach((lane) => lane.close());
  }
}
