import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../../libs/platform/index.js';
import { networkOf } from '../shell/network-of.js';

const windowLength = 60_000;
const mostGuesses = 60;
const mostAddresses = 50_000;

/**
 * Counts links that never were, by address, in windows of a minute. It protects this process, so it counts in memory. Whoever
 * has a good link is served all the same: a crew may share its address with whoever guesses.
 */
@Injectable()
export class Guesses {
  private endsAt = 0;
  private counts = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** True: too many came from this address in this minute. */
  isTooMany({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): boolean {
    const now = this.clock.now().getTime();
    if (now >= this.endsAt || this.counts.size > mostAddresses) {
      this.counts = new Map();
      this.endsAt = now + windowLength;
    }
    const network = networkOf(ip, socket.remoteAddress ?? ip);
    const count = (this.counts.get(network) ?? 0) + 1;
    this.counts.set(network, count);
    return count > mostGuesses;
  }
}
