import 'reflect-metadata';
import { createCipheriv, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fastify } from 'fastify';
import { Reference } from '../reference.js';

/**
 * What the same pages cost when nobody thinks: Fastify with nothing on it, and bare SQL on the same server. A page reads one case
 * and is always the same ten kilobytes; a press is the durable step that `bench -- step` measures itself against, and leads on to a
 * page; a file is sealed, and written as it came. A process of its own; it goes when whoever started it goes.
 */
const [owner = '', app = ''] = process.argv.slice(2);
const lanes = 16;
const reference = await Reference.open(owner, app, lanes, 4096);
const free = Array.from({ length: lanes }, (_, lane) => lane);
const queue: ((lane: number) => void)[] = [];
let count = 0;

/** As a pool does it: the next that is free, or the first that becomes so. */
async function withLane(work: (lane: number, index: number) => Promise<void>): Promise<void> {
  const lane = free.pop() ?? (await new Promise<number>((resolve) => queue.push(resolve)));
  try {
    await work(lane, count++);
  } finally {
    const next = queue.shift();
    if (next) next(lane);
    else free.push(lane);
  }
}

const page = `<!doctype html><title>Page</title>${'<p>Nothing is asked here.</p>'.repeat(370)}`;
const key = randomBytes(32);
const server = fastify();
server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => {
  done(null, new URLSearchParams(body as string));
});
server.addContentTypeParser('multipart/form-data', (_request, stream: Readable, done) => {
  void stream.toArray().then((pieces) => done(null, Buffer.concat(pieces as Buffer[])), done);
});
server.get('/form', async (_, reply) => {
  await withLane((lane, index) => reference.look(lane, index));
  return reply.type('text/html; charset=utf-8').send(page);
});
server.post('/form', async (_, reply) => {
  await withLane((lane, index) => reference.step(lane, index));
  return reply.redirect('/form', 303);
});
server.post('/file', { bodyLimit: 16 * 1024 * 1024 }, async ({ body }, reply) => {
  const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12));
  const sealed = Buffer.concat([cipher.update(body as Buffer), cipher.final(), cipher.getAuthTag()]);
  await withLane((lane) => reference.keep(lane, sealed));
  return reply.redirect('/form', 303);
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.(address);
process.on('message', () => process.send?.(process.cpuUsage()));
process.once('disconnect', () => {
  void server
    .close()
    .then(() => reference.close())
    .then(() => process.exit(0));
});
