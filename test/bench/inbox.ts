import { type ClientRequest, get } from 'node:http';
import { once } from 'node:events';
import { signInAt } from './dispatch-desk.js';

/** One person of an agency who watches the inbox: notes when each case is first heard of. Reads as little as possible. */
export class Inbox {
  private readonly first = new Map<string, number>();
  private left = '';

  private constructor(
    readonly agency: string,
    private readonly request: ClientRequest,
  ) {}

  static async open(url: string, agency: string): Promise<Inbox> {
    const authorization = await signInAt(url, { role: 'agency-worker', agency });
    const request = get(`${url}/api/v1/live`, { headers: { authorization }, agent: false });
    const inbox = new Inbox(agency, request);
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    if (response.statusCode !== 200) throw new Error(`${agency} may not watch: ${response.statusCode}`);
    response.on('data', (chunk: Buffer) => inbox.take(chunk.toString('latin1')));
    response.on('error', () => undefined);
    request.on('error', () => undefined);
    return inbox;
  }

  /** The instant; NaN when it never was. */
  heard(id: string): number {
    return this.first.get(id) ?? NaN;
  }

  close(): void {
    this.request.destroy();
  }

  private take(text: string): void {
    const at = performance.timeOrigin + performance.now();
    const all = this.left + text;
    for (const [, id] of all.matchAll(/"case":"([0-9a-f-]{36})"/g)) if (!this.first.has(id!)) this.first.set(id!, at);
    this.left = all.slice(-80);
  }
}
