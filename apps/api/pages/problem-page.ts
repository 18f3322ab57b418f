import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeProblem } from '../shell/problem.js';
import type { ProblemError } from '../shell/problem-error.js';
import { tellApplyProblem } from './apply/apply-problem.js';
import { tellDead } from './dead-link.js';
import { saying } from './link-content.js';
import { languageIn, tell } from './visit.js';

/** The same problem for somebody who looks at a page. An address that cannot be one of ours is told as one that is not. */
export function sendProblemPage(problem: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageIn(request);
  if (request.url.startsWith('/apply/')) return tellApplyProblem(problem, request, reply);
  const visit = { request, reply, language, now: new Date(0) };
  if (problem.status === 404 || problem.kind === 'address-is-malformed') return tellDead(visit, null, 'unknown');
  const { title, detail } = describeProblem(problem, language, '/link');
  void reply.headers(problem.extras.headers ?? {});
  tell(visit, problem.status, null, saying(title, detail), { oneLanguage: request.method !== 'GET' });
}
