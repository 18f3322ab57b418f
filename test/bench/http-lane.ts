import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * One client with one connection that stays open, one request at a time. As little work as possible: the load must
 * not take the machine from the server that is measured.
 */
export class HttpLane {
  private received: Buffer = Buffer.alloc(0);
  private answered: ((status: number, body: Buffer) => void) | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
  }

  static async open(url: string): Promise<HttpLane> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new HttpLane(socket, host);
  }

  /** Rejects for anything but a 2xx. */
  post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Buffer> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((resolve, reject) => {
      this.answered = (status, answer) =>
        status >= 200 && status < 300 ? resolve(answer) : reject(new Error(`${path}: ${status} ${answer.toString()}`));
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nContent-Type: application/json\r\n${lines.join('')}` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.socket.end();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, chunk]) : chunk;
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const text = this.received.toString('latin1', 0, head);
    const end = head + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
    if (this.received.length < end) return;
    const body = this.received.subarray(head + 4, end);
    this.received = Buffer.alloc(0);
    this.answered?.(Number(text.slice(9, 12)), body);
  }
}
