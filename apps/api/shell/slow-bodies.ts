import type { FastifyInstance, FastifyRequest } from 'fastify';

/** For a request as a whole. Node knows one time for all, so it has the longest, and who needs less is cut off here. */
export const longestRequest = 300_000;
const shortestBody = 30_000;

/**
 * Whoever sends a file over a slow line gets minutes for it; any other body has half a minute, so that nobody holds a place by
 * saying one byte at a time.
 */
export function cutOffSlowBodies(
  server: FastifyInstance,
  mayBeSlow: (request: FastifyRequest) => boolean,
  milliseconds = shortestBody,
): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0;
    if (hasBody && !mayBeSlow(request)) {
      const late = Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      const timer = setTimeout(() => server.server.emit('clientError', late, raw.socket), milliseconds);
      for (const event of ['end', 'close'] as const) raw.once(event, () => clearTimeout(timer));
    }
    done();
  });
}
