import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { LiveEvent } from './read-changes.js';

/** Beyond this a receiver is not reading any more. */
const mostWaiting = 1_000_000;
/** So long a receiver may take to read the end. */
const patience = 5_000;

/** The open answer to one browser (Server-Sent Events). */
export class EventStream {
  constructor(private readonly reply: FastifyReply) {}

  /** From here on nothing else answers this request. */
  begin(): void {
    const { reply } = this;
    const headers: OutgoingHttpHeaders = {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // Nothing comes after it: a server that closes need not wait for another request.
      connection: 'close',
    };
    reply.hijack();
    reply.raw.writeHead(200, headers);
    reply.raw.write('retry: 3000\n\n');
  }

  /** Read again all that is shown: from this id on nothing is missed. */
  resync(id: number): void {
    this.write(`id: ${id}\nevent: resync\ndata: {}\n\n`);
  }

  /** Only the last one moves the place to resume from: whoever lost the rest gets all of it again. */
  send(events: readonly LiveEvent[], from: number, to: number): void {
    const blocks = events.map(({ kind, data }, index) => {
      const id = index === events.length - 1 ? to : from;
      return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
    });
    this.write(blocks.join(''));
  }

  beat(id: number): void {
    this.write(`: still here\nid: ${id}\n\n`);
  }

  /** The receiver was gone before anybody listened for that. */
  get isClosed(): boolean {
    return this.reply.raw.destroyed;
  }

  onClose(then: () => void): void {
    this.reply.raw.once('close', then);
  }

  /** Ends because its session opened others since. */
  replace(): void {
    this.write('event: replaced\ndata: {}\n\n');
    this.end();
  }

  /** Whoever does not read the end is cut off: the stream is not kept open, in memory and as a connection, for them. */
  end(): void {
    const { raw } = this.reply;
    raw.end();
    if (raw.destroyed) return;
    const cut = setTimeout(() => raw.destroy(), patience).unref();
    raw.once('close', () => clearTimeout(cut));
  }

  private write(text: string): void {
    const { raw } = this.reply;
    if (text === '' || raw.writableEnded || raw.destroyed) return;
    if (raw.writableLength > mostWaiting) raw.destroy();
    else raw.write(text);
  }
}
