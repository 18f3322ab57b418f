import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Role, Scope, Session } from '../../../libs/access/index.js';

export const allowedRolesKey = 'front-door:allowed-roles';
/** Stands in `x-roles` where no sign-in is needed. */
export const everybody = 'everybody';

/** Who may call this endpoint. Every endpoint has this or `@Public()`, or the app does not start. */
export function AllowRoles(...roles: readonly [Role, ...Role[]]): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(allowedRolesKey, roles), ApiExtension('x-roles', [...roles]), ApiBearerAuth());
}

export const scopeKey = 'front-door:scope';

/** What a partner's key needs for it, where integrators may call it; `any`: to hold is enough. */
export function NeedsScope(scope: Scope | 'any'): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(scopeKey, scope), ApiExtension('x-scope', scope));
}

/** For endpoints that need no sign-in. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(allowedRolesKey, everybody), ApiExtension('x-roles', [everybody]));
}

const sessions = new WeakMap<FastifyRequest, Session>();

export function rememberSession(request: FastifyRequest, session: Session): void {
  sessions.set(request, session);
}

/** The session that the guard found; undefined on public endpoints. */
export function sessionOf(request: FastifyRequest): Session | undefined {
  return sessions.get(request);
}

function sessionIn(context: ExecutionContext): Session {
  const session = sessionOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!session) throw new Error('A public endpoint has no session: do not ask for it there.');
  return session;
}

/** `@CurrentWho() who: Who`: on whose behalf the transaction runs. */
export const CurrentWho = createParamDecorator((_: unknown, context: ExecutionContext) => sessionIn(context).who);

/** `@CurrentSession() session: Session`: the same with names. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext) => sessionIn(context));
