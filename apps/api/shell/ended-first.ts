import type { FastifyRequest } from 'fastify';
import type { KnownSessions } from '../../../libs/access/index.js';
import { everybody, sessionOf } from './access.js';
import { bearerToken } from './budgets.js';
import type { ApiDocument } from './document.controller.js';
import { ProblemError } from './problem-error.js';

/** What is refused before anybody has asked who it is; and by the guard itself, of somebody whom it only remembers. */
const beforeAnybodyAsked: ReadonlySet<string> = new Set<ProblemError['kind']>([
  'body-is-not-json',
  'content-type-is-not-json',
  'request-is-too-large',
  'fields-do-not-fit',
  'role-may-not',
  'scope-is-missing',
]);

/**
 * To whom a session is needed and has ended, nothing else is told. A change that is taken learns it from its COMMIT
 * (KnownSessions); one that is refused, whatever the reason and however early, is asked about here, and only such a one pays
 * for a look-up. Of who reads, the guard has asked already.
 *
 * 429 is told to an ended session, too: it says nothing of the request, and a look-up for each would undo what it is for.
 * So are 5xx: they ask to come again.
 */
export class EndedFirst {
  constructor(
    private readonly sessions: Pick<KnownSessions, 'find' | 'forget'>,
    private readonly document: Pick<ApiDocument, 'value'>,
  ) {}

  /** The problem to tell: this one, or that the session has ended. Rejects when that cannot be found out. */
  async insteadOf(problem: ProblemError, request: FastifyRequest): Promise<ProblemError> {
    const token = bearerToken(request);
    if (problem.status === 401 && token !== null) this.sessions.forget(token);
    if (!this.mustAsk(problem, request)) return problem;
    const session = token === null ? null : await this.sessions.find(token);
    return session ? problem : new ProblemError(401, 'sign-in-needed');
  }

  private mustAsk({ status, kind }: ProblemError, request: FastifyRequest): boolean {
    if (status >= 500 || status === 401 || status === 429) return false;
    if (request.method === 'GET' || request.method === 'HEAD') return false;
    return sessionOf(request) !== undefined || (beforeAnybodyAsked.has(kind) && this.needsSession(request));
  }

  /** As the document says it of the route. */
  private needsSession({ method, routeOptions }: FastifyRequest): boolean {
    const path = this.document.value?.paths[routeOptions.url?.replaceAll(/:(\w+)/g, '{$1}') ?? ''];
    const operation = Object.entries(path ?? {}).find(([name]) => name === method.toLowerCase())?.[1] as unknown;
    const allowed = (operation as { readonly 'x-roles'?: unknown } | undefined)?.['x-roles'];
    return Array.isArray(allowed) && !allowed.includes(everybody);
  }
}
