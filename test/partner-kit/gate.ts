import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the partner's system is to do with a referral now: a request to the API, sent once. */
export interface Todo {
  readonly id: string;
  /** In a word, for people: `accept`, `depart`, `full`, `use-next-key`. */
  readonly action: string;
  /** Null: nothing is sent, it is about the partner's own settings. */
  readonly request: { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: object } | null;
}
/** A request that came, and how it was answered. */
export interface Asked {
  readonly method: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bearer: string;
  /** Its Idempotency-Key. */
  readonly once: string | null;
  readonly status: number;
  readonly said: string;
}

const FORWARDED = ['authorization', 'content-type', 'accept-language', 'if-match', 'idempotency-key'] as const;

/** Where the partner's system comes in: the API, each request kept for the report; and what to do with each referral. */
export class Gate {
  readonly asked: Asked[] = [];
  /** How often somebody asked what to do. */
  looked = 0;
  /** Requests that have come and are not answered yet. */
  underWay = 0;
  private readonly todos = new Map<string, readonly Todo[]>();
  private readonly server: Server;

  private constructor(private readonly behind: string) {
    this.server = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.underWay += 1;
        void this.answer(request, reply, Buffer.concat(parts).toString()).finally(() => (this.underWay -= 1));
      });
    });
  }

  /** @param behind the API itself, up to `/api/v1` */
  static async open(behind: string, port = 0): Promise<Gate> {
    const gate = new Gate(behind);
    await new Promise<void>((resolve) => gate.server.listen(port, '127.0.0.1', resolve));
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get api(): string {
    return `${this.url}/api/v1`;
  }

  get todo(): string {
    return `${this.url}/todo`;
  }

  tell(referral: string, todos: readonly Todo[]): void {
    this.todos.set(referral, todos);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, reply: ServerResponse, text: string): Promise<void> {
    const url = String(request.url);
    if (!url.startsWith('/api/v1/')) {
      this.looked += 1;
      const todos = this.todos.get(url.slice('/todo/'.length)) ?? [];
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ do: todos }));
      return;
    }
    const headers = FORWARDED.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    const [method, path] = [request.method ?? 'GET', url.slice('/api/v1'.length)];
    const answered = await fetch(`${this.behind}${path}`, { method, headers, ...(text !== '' && { body: text }) });
    const said = await answered.text();
    this.asked.push({
      ...{ method, path, status: answered.status, said, body: readBody(text) },
      bearer: String(request.headers.authorization ?? '').replace('Bearer ', ''),
      once: (request.headers['idempotency-key'] as string | undefined) ?? null,
    });
    for (const name of ['content-type', 'etag']) {
      const value = answered.headers.get(name);
      if (value !== null) reply.setHeader(name, value);
    }
    reply.writeHead(answered.status).end(said);
  }
}

function readBody(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
