import { HttpLane } from '../http-lane.js';
import type { Citizen } from './plan.js';

/** Connections as a proxy keeps them open to its servers: each request takes one that is free, and each server has its turn. */
export class Lanes {
  private readonly free = new Map<string, HttpLane[]>();
  private turn = 0;

  constructor(private readonly servers: readonly { readonly url: string }[]) {}

  async send(...request: Parameters<HttpLane['send']>): ReturnType<HttpLane['send']> {
    const { url } = this.servers[this.turn++ % this.servers.length]!;
    const free = this.free.get(url) ?? [];
    this.free.set(url, free);
    let lane = free.pop();
    while (lane?.isClosed) lane = free.pop();
    lane ??= await HttpLane.open(url);
    const answered = await lane.send(...request);
    free.push(lane);
    return answered;
  }

  close(): void {
    for (const lane of [...this.free.values()].flat()) lane.close();
  }
}

/** How long each took, from when it was planned, in milliseconds. */
export type Took = Map<string, number[]>;
export type Fields = readonly (readonly [name: string, value: string])[];

/** Instants of this process, in milliseconds. */
export const now = (): number => performance.now();
const until = (instant: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - now())));

/**
 * A browser without script on its way through the pages. What it does is measured from the moment for which it was planned, and a
 * page that it is led on to from the press that leads there: whoever is late because the server was, counts as late.
 */
export class Visitor {
  private cookie = '';
  private nth = 0;
  private planned = 0;

  constructor(
    private readonly lanes: Lanes,
    private readonly citizen: Citizen,
    private readonly begun: number,
    private readonly took: Took,
  ) {}

  async open(kind: string, path: string): Promise<string> {
    await this.moment();
    return (await this.send(kind, 200, 'GET', path)).page;
  }

  /** Where it is led on, the page there. */
  async press(kind: string, path: string, fields: Fields, expected: 200 | 303 | 422 = 303): Promise<string> {
    await this.moment();
    const form = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
    return this.follow(await this.send(kind, expected, 'POST', path, form, 'application/x-www-form-urlencoded'));
  }

  /** As a form sends a file. */
  async sendFile(kind: string, path: string, name: string, content: Buffer): Promise<string> {
    await this.moment();
    const boundary = '----bench211';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return this.follow(await this.send(kind, 303, 'POST', path, body, `multipart/form-data; boundary=${boundary}`));
  }

  private async follow({ page, next }: { page: string; next: string | null }): Promise<string> {
    return next === null ? page : (await this.send('page', 200, 'GET', next)).page;
  }

  /** The next moment is not before this long after what just came: a page that nobody is believed to have read more quickly. */
  async readFor(milliseconds: number): Promise<void> {
    await until(now() + milliseconds);
  }

  private async moment(): Promise<void> {
    const next = this.citizen.moments[this.nth++];
    if (next === undefined) throw new Error('there was more to do than was planned for');
    this.planned = this.begun + next;
    await until(this.planned);
  }

  private async send(
    kind: string,
    expected: number,
    method: 'GET' | 'POST',
    path: string,
    body: string | Buffer = '',
    type = '',
  ): Promise<{ page: string; next: string | null }> {
    const headers = {
      'X-Forwarded-For': this.citizen.address,
      'Accept-Language': this.citizen.language,
      ...(this.cookie !== '' && { Cookie: this.cookie }),
      ...(method === 'POST' && { 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' }),
    };
    const { status, head, body: answer } = await this.lanes.send(method, path, headers, body);
    const page = answer.toString();
    if (status !== expected) throw new Error(`${kind} ${path}: ${status} instead of ${expected}: ${said(page)}`);
    const all = this.took.get(kind);
    if (all) all.push(now() - this.planned);
    else this.took.set(kind, [now() - this.planned]);
    const set = /\r\nset-cookie: ([^;\r]+)/i.exec(head)?.[1];
    if (set !== undefined) this.cookie = set;
    return { page, next: /\r\nlocation: ([^\r]+)/i.exec(head)?.[1] ?? null };
  }
}

/** For whoever reads what went wrong. */
const said = (page: string): string =>
  page
    .replace(/^.*<main>/s, '')
    .replaceAll(/<[^>]+>|\s+/g, ' ')
    .replaceAll(/ +/g, ' ')
    .slice(0, 300);
