import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Budgets, type Spent } from './budgets.js';
import { ProblemError } from './problem-error.js';

/** Tells each caller in `RateLimit-*` how much is left, and whoever runs away to wait. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(private readonly budgets: Budgets) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // Probes must never be told that the server is busy counting them.
    if (request.url.startsWith('/health/')) return true;
    const spent = this.budgets.spend(request);
    if (spent) refuseOverdrawn(spent, http.getResponse<FastifyReply>());
    return true;
  }
}

export function refuseOverdrawn({ limit, used, seconds }: Spent, reply: FastifyReply): void {
  void reply.headers({
    'ratelimit-limit': limit,
    'ratelimit-remaining': Math.max(0, limit - used),
    'ratelimit-reset': seconds,
  });
  if (used > limit) {
    throw new ProblemError(429, 'too-many-requests', {}, { headers: { 'retry-after': String(seconds) } });
  }
}
