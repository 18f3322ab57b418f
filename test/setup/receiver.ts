import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly type: string;
    readonly data: Readonly<Record<string, string>>;
  };
}

/** A partner's address on this machine. `answer` says how it takes a message: a status, or a wait for one. */
export class Receiver {
  readonly received: Received[] = [];
  /** Told of each message as it comes, however it is answered. */
  heard: (received: Received) => void = () => undefined;
  answer: (received: Received) => number | Promise<number> = () => 204;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const one = {
          path: request.url ?? '',
          headers: request.headers,
          text,
          body: JSON.parse(text) as Received['body'],
        };
        receiver.heard(one);
        void Promise.resolve(receiver.answer(one)).then((status) => {
          if (status < 400) receiver.received.push(one);
          if (status >= 300 && status < 400) reply.setHeader('location', receiver.url);
          reply.writeHead(status).end('x'.repeat(status === 200 ? 100_000 : 0));
        });
      });
    });
    const receiver = new Receiver(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/front-door`;
  }

  get types(): readonly string[] {
    return this.received.map(({ body }) => body.type);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
