import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../../libs/platform/index.js';
import { deviceTokenIn } from './device-token.js';
import { isPage } from './form-body.js';
import { networkOf } from './network-of.js';
import { appOptions, type AppOptions } from './options.js';

const windowLength = 60_000;
const mostCallers = 50_000;
/** How long a token that was good once keeps a budget of its own after it was last seen. */
const provenFor = 15 * 60_000;
/** The part of the limit that pages have, by address: people press there, and each look costs more. */
const partOfPages = 10;
/** The part that a device has there which is with an application. A form that saves while somebody types needs a tenth of it. */
const partOfDevice = 25;

export interface Spent {
  readonly limit: number;
  readonly used: number;
  /** Until counting begins anew. */
  readonly seconds: number;
}

/**
 * Counts requests in windows of a minute: by session, or by device with an application, once its token was found to be one; until
 * then, and without one, by address, so that nobody gets more by inventing tokens. It protects this process from a caller who
 * runs away, so it counts in memory; nothing else depends on it, and each process counts for itself.
 */
@Injectable()
export class Budgets {
  private endsAt = 0;
  private counts = new Map<string, number>();
  private readonly proven = new Map<string, number>();
  /** Requests that were counted by address because their token was not known yet. */
  private readonly unproven = new WeakMap<FastifyRequest, Place>();

  constructor(
    private readonly clock: Clock,
    @Inject(appOptions) private readonly options: Pick<AppOptions, 'requestsPerMinute'>,
  ) {}

  /** Counts a request. Null: nothing is limited. */
  spend(request: FastifyRequest): Spent | null {
    const limit = this.options.requestsPerMinute;
    if (limit === null) return null;
    const now = this.begin();
    const place = placeOf(request);
    const token = tokenOf(request);
    if (place.isPage) counting.set(request, this);
    if (token !== null && (this.proven.get(token) ?? 0) > now) {
      this.proven.set(token, now + provenFor);
      return this.countProven(token, place, limit);
    }
    if (token !== null) this.unproven.set(request, place);
    return this.count(place.name, partOf(limit, place.isPage ? partOfPages : 1));
  }

  /** The request's token is somebody's: it is counted there, and not for their address. Null: that was done already. */
  prove(request: FastifyRequest): Spent | null {
    const [limit, place, token] = [this.options.requestsPerMinute, this.unproven.get(request), tokenOf(request)];
    if (limit === null || place === undefined || token === null) return null;
    this.unproven.delete(request);
    const used = this.counts.get(place.name);
    if (used) this.counts.set(place.name, used - 1);
    if (this.proven.size >= mostCallers) this.proven.clear();
    this.proven.set(token, this.begin() + provenFor);
    return this.countProven(token, place, limit);
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

  /** Anybody may begin applications: all devices that are with one have no more, at one address, than any caller there. */
  private countProven(token: string, { name, isPage }: Place, limit: number): Spent {
    if (!isPage) return this.count(token, limit);
    const together = this.count(`devices at ${name}`, limit);
    const alone = this.count(token, partOf(limit, partOfDevice));
    return together.used > together.limit ? together : alone;
  }

  private count(caller: string, limit: number): Spent {
    const used = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, used);
    return { limit, used, seconds: Math.ceil((this.endsAt - this.clock.now().getTime()) / 1000) };
  }
}

/** Pages, and who counts them. */
const counting = new WeakMap<FastifyRequest, Budgets>();

/** Of a page: whether its device was found to be with an application. */
export function noteDevice(request: FastifyRequest, isWithOne: boolean): void {
  const budgets = counting.get(request);
  if (isWithOne) budgets?.prove(request);
  else budgets?.disprove(request);
}

export function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Where a request comes from that nobody has proven to be of somebody. */
interface Place {
  readonly name: string;
  readonly isPage: boolean;
}

function placeOf(request: FastifyRequest): Place {
  const address = networkOf(request.ip, request.socket.remoteAddress ?? request.ip);
  return isPage(request) ? { name: `link ${address}`, isPage: true } : { name: address, isPage: false };
}

const partOf = (limit: number, part: number): number => Math.ceil(limit / part);

/** A link is a token itself, and is counted by address. */
const deviceTokenAt = (request: FastifyRequest): string | null =>
  request.url.startsWith('/apply/') ? deviceTokenIn(request) : null;

/** Each request asks twice. */
const tokens = new WeakMap<FastifyRequest, string | null>();

function tokenOf(request: FastifyRequest): string | null {
  const known = tokens.get(request);
  if (known !== undefined) return known;
  const token = isPage(request) ? deviceTokenAt(request) : bearerToken(request);
  const hash = token === null ? null : createHash('sha256').update(token).digest('base64');
  tokens.set(request, hash);
  return hash;
}
