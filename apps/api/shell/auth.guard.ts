import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KnownSessions, type Role, roleOf, type Scope, type Session } from '../../../libs/access/index.js';
import { allowedRolesKey, everybody, rememberSession, scopeKey } from './access.js';
import { bearerToken, Budgets } from './budgets.js';
import { ProblemError } from './problem-error.js';
import { refuseOverdrawn } from './rate-limit.guard.js';

/**
 * Lets a request through that has a token of an allowed role. Says 401 or 403 before it looks at anything else. That a session
 * has ended since it was last looked up, who changes something hears from their transaction or with any refusal (EndedFirst).
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: KnownSessions,
    private readonly budgets: Budgets,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | typeof everybody | undefined>(allowedRolesKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (allowed === everybody) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = await this.sessionFor(request);
    const spent = this.budgets.prove(request);
    if (spent) refuseOverdrawn(spent, context.switchToHttp().getResponse<FastifyReply>());
    // No declaration at all allows nobody; the app does not start with such an endpoint either.
    const role = roleOf(session);
    if (!allowed?.includes(role)) {
      throw new ProblemError(403, 'role-may-not', { role, allowed: allowed?.join(', ') ?? '–' });
    }
    this.refuseOutOfScope(context, session);
    rememberSession(request, session);
    return true;
  }

  private refuseOutOfScope(context: ExecutionContext, { scopes }: Session): void {
    if (scopes === undefined) return;
    const scope = this.reflector.getAllAndOverride<Scope | 'any' | undefined>(scopeKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (scope === 'any' || (scope !== undefined && scopes.includes(scope))) return;
    throw new ProblemError(403, 'scope-is-missing', { scope: scope ?? '–' });
  }

  private async sessionFor(request: FastifyRequest): Promise<Session> {
    const token = bearerToken(request);
    const session = token === null ? null : await this.findSession(token, request.method);
    if (session) return session;
    this.budgets.disprove(request);
    throw new ProblemError(401, 'sign-in-needed');
  }

  /** Whatever changes something does so in a transaction of its session, which asks whether that still holds. */
  private findSession(token: string, method: string): Promise<Session | null> {
    return method === 'GET' || method === 'HEAD' ? this.sessions.find(token) : this.sessions.findForChange(token);
  }
}
