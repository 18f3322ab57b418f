import { createHash } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../../libs/platform/index.js';
import { bearerToken } from './auth.guard.js';
import { appOptions, type AppOptions } from './options.js';
import { ProblemError } from './problem-error.js';

const windowLength = 60_000;
const mostCallers = 50_000;

/**
 * Counts requests by session (by address, without one) in windows of a minute and says so in `RateLimit-*`.
 * It protects this process from a caller who runs away, so it counts in memory; nothing else depends on it.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private endsAt = 0;
  private counts = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const limit = this.options.requestsPerMinute;
    if (limit === null) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // Probes must never be told that the server is busy counting them.
    if (request.url.startsWith('/health/')) return true;
    const now = this.clock.now().getTime();
    const used = this.count(callerOf(request), now);
    const seconds = Math.ceil((this.endsAt - now) / 1000);
    void http.getResponse<FastifyReply>().headers({
      'ratelimit-limit': limit,
      'ratelimit-remaining': Math.max(0, limit - used),
      'ratelimit-reset': seconds,
    });
    if (used <= limit) return true;
    throw new ProblemError(429, 'too-many-requests', {}, { headers: { 'retry-after': String(seconds) } });
  }

  private count(caller: string, now: number): number {
    if (now >= this.endsAt || this.counts.size > mostCallers) {
      this.counts = new Map();
      this.endsAt = now + windowLength;
    }
    const used = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, used);
    return used;
  }
}

function callerOf(request: FastifyRequest): string {
  const token = bearerToken(request);
  return token === null ? request.ip : createHash('sha256').update(token).digest('base64');
}
