import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { cutOffSlowBodies } from './slow-bodies.js';

describe('a body that comes slowly', () => {
  const server: FastifyInstance = new FastifyAdapter({
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: { end(text: string): void }) =>
      socket.end(`HTTP/1.1 408 ${error.code}\r\n\r\n`),
  }).getInstance();
  beforeAll(async () => {
    cutOffSlowBodies(server, ({ url }) => url === '/files', 50);
    server.post('/files', () => 'taken');
    server.post('/else', () => 'taken');
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  /** Sends half of it, waits twice as long as others have, and then the rest. */
  async function send(path: string): Promise<string> {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => (heard += bytes.toString()));
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\nab`,
    );
    const rest = setTimeout(() => socket.write('cd'), 100);
    await once(socket, 'close');
    clearTimeout(rest);
    return heard.split('\r\n', 1)[0] ?? '';
  }

  it('is cut off, unless it is a file', async () => {
    expect(await Promise.all([send('/else'), send('/files')])).toEqual([
      'HTTP/1.1 408 ERR_HTTP_REQUEST_TIMEOUT',
      'HTTP/1.1 200 OK',
    ]);
  });
});
