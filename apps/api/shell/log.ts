import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { sessionOf } from './access.js';
import type { AppOptions } from './options.js';

export function createLog(level: AppOptions['logLevel']): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}

/** One line a request: the route's pattern, never the address, a body or a name. */
export function logRequests(server: FastifyInstance, log: Logger, level: 'info' | 'debug'): void {
  server.addHook('onResponse', (request, reply, done) => {
    const who = sessionOf(request)?.who;
    const route = request.routeOptions.url ?? '(none)';
    const ms = Math.round(reply.elapsedTime);
    log[level]({
      request: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms,
      tenant: who?.tenant,
      role: who?.role,
    });
    done();
  });
}

/** Nest's own messages in the same log; its chatter while starting is for debugging. */
export function nestLog(log: Logger): LoggerService {
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...rest: readonly unknown[]) =>
      log[level]({ from: rest.at(-1) }, message instanceof Error ? message.name : String(message));
  return {
    log: say('debug'),
    debug: say('debug'),
    verbose: say('debug'),
    warn: say('warn'),
    // What stops the start is told by main.ts, in words.
    error: (message: unknown, ...rest: readonly unknown[]) =>
      say(rest.at(-1) === 'NestApplication' ? 'debug' : 'error')(message, ...rest),
    fatal: say('error'),
  };
}
