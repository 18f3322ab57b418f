import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../../libs/platform/index.js';
import { isPage } from './form-body.js';
import { networkOf } from './network-of.js';
import { appOptions, type AppOptions } from './options.js';

const windowLength = 60_000;
const mostCallers = 50_000;
/** How long a token that was good once keeps a budget of its own after it was last seen. */
const provenFor = 15 * 60_000;
/** The part of the limit that pages behind links have, by address: people press there, and each look costs more. */
const partOfLinks = 10;

export interface Spent {
  readonly limit: number;
  readonly used: number;
  /** Until counting begins anew. */
  readonly seconds: number;
}

/**
 * Counts requests in windows of a minute: by session, once its token was found to be one; until then, and without one, by
 * address, so that nobody gets more by inventing tokens. It protects this process from a caller who runs away, so it counts in
 * memory; nothing else depends on it, and each process counts for itself.
 */
@Injectable()
export class Budgets {
  private endsAt = 0;
  private counts = new Map<string, number>();
  private readonly proven = new Map<string, number>();
  /** Requests that were counted by address because their token was not known yet. */
  private readonly unproven = new WeakMap<FastifyRequest, string>();

  constructor(
    private readonly clock: Clock,
    @Inject(appOptions) private readonly options: Pick<AppOptions, 'requestsPerMinute'>,
  ) {}

  /** Counts a request. Null: nothing is limited. */
  spend(request: FastifyRequest): Spent | null {
    const limit = this.options.requestsPerMinute;
    if (limit === null) return null;
    const now = this.begin();
    const address = networkOf(request.ip, request.socket.remoteAddress ?? request.ip);
    if (isPage(request)) return this.count(`link ${address}`, Math.ceil(limit / partOfLinks));
    const token = tokenOf(request);
    if (token === null) return this.count(address, limit);
    if ((this.proven.get(token) ?? 0) > now) {
      this.proven.set(token, now + provenFor);
      return this.count(token, limit);
    }
    this.unproven.set(request, address);
    return this.count(address, limit);
  }

  /** The request's token is somebody's: it is counted there, and not for their address. Null: that was done already. */
  prove(request: FastifyRequest): Spent | null {
    const [limit, address, token] = [this.options.requestsPerMinute, this.unproven.get(request), tokenOf(request)];
    if (limit === null || address === undefined || token === null) return null;
    this.unproven.delete(request);
    const used = this.counts.get(address);
    if (used) this.counts.set(address, used - 1);
    if (this.proven.size >= mostCallers) this.proven.clear();
    this.proven.set(token, this.begin() + provenFor);
    return this.count(token, limit);
  }

  /** It is nobody's, or not any more. */
  disprove(request: FastifyRequest): void {
    const token = tokenOf(request);
    if (token !== null) this.proven.delete(token);
  }

  private begin(): number {
    const now = this.clock.now().getTime();
    if (now < this.endsAt && this.counts.size <= mostCallers) return now;
    this.counts = new Map();
    this.endsAt = now + windowLength;
    for (const [token, until] of this.proven) if (until <= now) this.proven.delete(token);
    return now;
  }

  private count(caller: string, limit: number): Spent {
    const used = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, used);
    return { limit, used, seconds: Math.ceil((this.endsAt - this.clock.now().getTime()) / 1000) };
  }
}

export function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function tokenOf(request: FastifyRequest): string | null {
  const token = bearerToken(request);
  return token === null ? null : createHash('sha256').update(token).digest('base64');
}
