import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeProblem } from '../../shell/problem.js';
import type { ProblemError } from '../../shell/problem-error.js';
import { html } from '../html.js';
import { speak } from '../speak.js';
import { applyVisit, type ApplyVisit, tellApply } from './sheet.js';
import { applyWords } from './words.js';

export function tellNoDoor(visit: ApplyVisit): void {
  const say = speak(visit.language);
  tellSentence(visit, 404, say(applyWords.unknownTitle), say(applyWords.unknown));
}

/** A problem that was told before anybody knew whose page it is. */
export function tellApplyProblem(problem: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
  const visit = applyVisit(request, reply);
  if (problem.status === 404 || problem.kind === 'address-is-malformed') return tellNoDoor(visit);
  const { title, detail } = describeProblem(problem, visit.language, '/apply');
  void reply.headers(problem.extras.headers ?? {});
  tellSentence(visit, problem.status, title, detail);
}

const tellSentence = (visit: ApplyVisit, status: number, title: string, text: string): void =>
  tellApply(visit, null, {
    ...{ title, status },
    content: html`<h1>${title}</h1>
      <p>${text}</p>`,
  });
