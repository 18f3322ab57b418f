import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const forwarding =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip)$/;

/** The demo signs anybody in, so it answers nobody from elsewhere: no other host name (DNS rebinding), no proxy. */
export function guardDemo(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    done(whyForeign(request) ?? undefined);
  });
}

function whyForeign(request: FastifyRequest): ProblemError | null {
  if (!ownNames.test(request.headers.host ?? '')) return new ProblemError(421, 'foreign-host');
  const header = Object.keys(request.headers).find((name) => forwarding.test(name));
  return header === undefined ? null : new ProblemError(400, 'forwarded-request', { header });
}
