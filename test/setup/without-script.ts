import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

export type Fields = readonly (readonly [string, string])[] | Readonly<Record<string, string>>;
export interface Shown {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without script: it keeps cookies, follows what it is told, and fills forms in. */
export class Person {
  cookie = '';
  constructor(
    private readonly url: string,
    private readonly from: Readonly<Record<string, string>> = {},
  ) {}

  async get(path: string): Promise<Shown> {
    return this.ask(path, {});
  }
  /** Presses; where it leads on, the page there. */
  async press(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const entries: string[][] = (Array.isArray(fields) ? fields : Object.entries(fields)) as string[][];
    const sent = { 'sec-fetch-site': 'same-origin', ...headers };
    const answer = await this.ask(path, { method: 'POST', body: new URLSearchParams(entries), headers: sent });
    const next = answer.headers.get('location');
    return answer.status === 303 && next !== null ? this.get(next) : answer;
  }
  /** As a browser sends a file that was chosen. */
  async send(at: string, question: string, file: Buffer, name = 'IMG_0042.png'): Promise<Shown> {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(file)]), name);
    const answer = await this.ask(`${at}/file?question=${question}&lang=en`, { method: 'POST', body });
    const next = answer.headers.get('location');
    return answer.status === 303 && next !== null ? this.get(next) : answer;
  }
  /** As a browser sends it: to the end, and only then it reads the answer. Gives its status. */
  async upload(path: string, file: Buffer): Promise<number> {
    const type = 'multipart/form-data; boundary=end';
    const head = '--end\r\ncontent-disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n';
    const body = [Buffer.from(head), file, Buffer.from('\r\n--end--\r\n')];
    const length = body.reduce((sum, one) => sum + one.length, 0);
    const headers = { cookie: this.cookie, 'content-type': type, 'content-length': length };
    const sent = request(this.url + path, { method: 'POST', headers });
    const answer = once(sent, 'response') as Promise<[IncomingMessage]>;
    await new Promise((done) => sent.end(Buffer.concat(body), () => done(null)));
    const [{ statusCode }] = await answer;
    sent.destroy();
    return statusCode ?? 0;
  }
  private async ask(path: string, init: RequestInit): Promise<Shown> {
    const headers = { ...this.from, ...(init.headers as Record<string, string>), cookie: this.cookie };
    const answer = await fetch(this.url + path, { redirect: 'manual', ...init, headers });
    const set = answer.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';', 1)[0] ?? '';
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }
}

export const wordIn = ({ text }: Shown) => /name="word" value="([^"]+)"/.exec(text)?.[1] ?? '';
export const seenIn = ({ text }: Shown) => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? '';
/** What stands on a page, as it is read. */
export const said = ({ text }: Shown) =>
  text
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
