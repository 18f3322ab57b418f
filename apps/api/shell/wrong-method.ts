import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem-error.js';
import type { Route } from './server.js';

/** Where the address is known and only the method is not, the answer is 405 with what is offered, and not 404. */
export function guardMethods(server: FastifyInstance, routes: readonly Route[]): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const offered = request.is404 ? methodsAt(routes, request.url.split('?', 1)[0] ?? '/') : [];
    if (offered.length === 0) return done();
    const headers = { allow: offered.join(', ') };
    return done(new ProblemError(405, 'method-is-not-offered', { method: request.method }, { headers }));
  });
}

function methodsAt(routes: readonly Route[], path: string): readonly string[] {
  const methods = new Set(routes.filter((route) => fits(route.path, path)).map(({ method }) => method));
  // Fastify answers HEAD wherever it answers GET.
  return [...methods].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).sort();
}

/** `pattern` as routes are registered: a part with a colon stands for any one part. */
function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return false;
  return wanted.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]));
}
