import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { guardDepth } from './body-depth.js';
import { guardDemo } from './demo-host.js';
import { logRequests } from './log.js';
import type { AppOptions } from './options.js';
import { describeProblem } from './problem.js';
import { answerProblem } from './problem.filter.js';
import { ProblemError } from './problem-error.js';
import { bodyLimit } from './recognize-error.js';
import { streamFiles, takesFile } from './file-stream.js';
import { readFileBodies } from './file-body.js';
import { readFormBodies } from './form-body.js';
import { cutOffSlowBodies, longestRequest } from './slow-bodies.js';
import { guardMethods } from './wrong-method.js';

export interface Route {
  readonly method: string;
  readonly path: string;
}

/** The HTTP server below Nest, and the list of routes that will be registered on it. */
export function createServer(options: AppOptions, log: Logger): { adapter: FastifyAdapter; routes: Route[] } {
  const adapter = new FastifyAdapter({
    bodyLimit,
    logger: false,
    // Without it every address is that of the peer, whatever it says; with it, the last one that no such proxy has.
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    genReqId: () => randomUUID(),
    requestTimeout: longestRequest,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(error, request, reply, log),
    clientErrorHandler: answerUnreadable,
  });
  const server: FastifyInstance = adapter.getInstance();
  server.server.headersTimeout = 30_000;
  cutOffSlowBodies(server, takesFile);
  server.removeContentTypeParser('text/plain');
  readFileBodies(server);
  streamFiles(server);
  readFormBodies(server);
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, path: url });
  });
  if (options.mode === 'demo') guardDemo(server);
  guardMethods(server, routes);
  guardDepth(server);
  leaveSilent(server);
  // The demo's terminal is for people: one line a request would hide what is told them.
  logRequests(server, log, options.mode === 'demo' ? 'debug' : 'info');
  return { adapter, routes };
}

/** Browsers open connections in advance. One on which nothing was ever said must not keep a closing server waiting. */
function leaveSilent(server: FastifyInstance): void {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', (done) => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
}

/** Everything comes from this server: no script, style, frame or connection from anywhere else, none inline. */
export async function protectBrowsers(app: NestFastifyApplication, mode: AppOptions['mode']): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: mode === 'live',
  });
}

/** Not HTTP at all, or headers beyond all measure: Node gives us only the socket. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const problem = new ProblemError(status, status === 431 ? 'request-is-too-large' : 'request-is-malformed', {
    limit: '16 kB',
  });
  const body = JSON.stringify(describeProblem(problem, 'en', '/'));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
