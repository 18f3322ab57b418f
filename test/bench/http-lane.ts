import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Answered {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}
type Headers = Readonly<Record<string, string>>;
interface Waiting {
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One client with one connection that stays open, one request at a time. As little work as possible: the load must
 * not take the machine from the server that is measured.
 */
export class HttpLane {
  /** The server has hung up, as it may on a connection that nobody uses. */
  isClosed = false;
  private received: Buffer = Buffer.alloc(0);
  private waiting: Waiting | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isClosed = true;
      this.waiting?.reject(new Error('the server hung up'));
    });
  }

  static async open(url: string): Promise<HttpLane> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new HttpLane(socket, host);
  }

  /** Rejects for anything but a 2xx. */
  async post(path: string, headers: Headers, body: string): Promise<Buffer> {
    const { status, body: answer } = await this.send(
      'POST',
      path,
      { 'Content-Type': 'application/json', ...headers },
      body,
    );
    if (status >= 200 && status < 300) return answer;
    throw new Error(`${path}: ${status} ${answer.toString()}`);
  }

  /** Whatever the answer is. */
  send(method: 'GET' | 'POST', path: string, headers: Headers, body: string | Buffer = ''): Promise<Answered> {
    const length = method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
    const lines = Object.entries({ ...headers, ...length }).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `${method} ${path} HTTP/1.1\r\nHost: ${this.host}\r\n${lines.join('')}\r\n`;
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(typeof body === 'string' ? head + body : Buffer.concat([Buffer.from(head), body]));
    });
  }

  close(): void {
    this.socket.end();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, chunk]) : chunk;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const length = end + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < length) return;
    const body = this.received.subarray(end + 4, length);
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, body });
  }
}
