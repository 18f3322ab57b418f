import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
/**
 * Whatever proxies, load balancers and content networks add to tell whom they forward for, or where to: the standard's own,
 * every `x-forwarded-*` and `x-original-*`, and those of the usual vendors. No browser and no client of ours sends any.
 */
const forwarding = new RegExp(
  `^(${[
    'forwarded(-.*)?',
    'via',
    'x-forward(ed)?(-.*)?',
    'x-original-.*',
    'x-rewrite-.*',
    'x-(real|client|cluster-client|remote|originating|proxyuser|true-client|end-user)-ip',
    'x-(host|http-host-override|http-destinationurl|proxy-.*|remote-addr|remote-user|envoy-.*|arr-.*|azure-.*|amz-cf-.*|amzn-trace-id)',
    'proxy-(connection|client-ip|authorization)',
    '(wl-proxy|true|client|fastly|fly|incap)-client-ip',
    'client-ip',
    'cf-.*',
    'cdn-loop',
    'akamai-origin-hop',
  ].join('|')})$`,
);

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
