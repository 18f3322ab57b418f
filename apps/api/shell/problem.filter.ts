import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { sendProblemPage } from '../pages/problem-page.js';
import type { EndedFirst } from './ended-first.js';
import { isPage } from './form-body.js';
import { languageOf } from './language.js';
import { describeProblem } from './problem.js';
import { ProblemError } from './problem-error.js';
import { recognizeError } from './recognize-error.js';

/**
 * Turns every error into problem+json in the caller's language. What we did not foresee is logged and told as a number.
 * Whose session has ended is told that alone.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly ended: EndedFirst,
  ) {}

  /** Never rejects: nobody waits for it, and a rejection that nobody waits for would end the process. */
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (reply.sent) return;
    try {
      const problem = problemOf(error, request, this.log);
      const asked = this.ended.insteadOf(problem, request);
      const told = await asked.catch((failure: unknown) => problemOf(failure, request, this.log));
      if (!reply.sent) sendProblem(told, request, reply);
    } catch (failure) {
      this.log.error({ request: request.id, err: withoutValues(failure) }, 'a problem could not be told');
      reply.raw.destroy();
    }
  }
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  if (!reply.sent) sendProblem(problemOf(error, request, log), request, reply);
}

function problemOf(error: unknown, request: FastifyRequest, log: Logger): ProblemError {
  const known = recognizeError(error, request.method);
  if (!known) log.error({ request: request.id, err: withoutValues(error) }, 'unexpected error');
  return known ?? new ProblemError(500, 'something-went-wrong', { request: request.id });
}

function sendProblem(problem: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  if (isPage(request)) return sendProblemPage(problem, request, reply);
  const language = languageOf(request.headers['accept-language']);
  void reply
    .code(problem.status)
    .headers({ ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }), ...problem.extras.headers })
    .header('content-language', language)
    .header('vary', 'accept-language')
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(describeProblem(problem, language, pathOf(request))));
}

function pathOf(request: FastifyRequest): string {
  return (request.url.split('?', 1)[0] ?? '/').slice(0, 500);
}

/** Drivers put the values of a statement into their errors: only message-free facts may reach the log. */
function withoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const place = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  const isFromDatabase = 'driverError' in error || 'severity' in error;
  return { type: error.name, code, message: isFromDatabase ? undefined : error.message, stack: place };
}
