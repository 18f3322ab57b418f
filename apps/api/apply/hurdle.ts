import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../../libs/platform/index.js';
import { networkOf } from '../shell/network-of.js';
import { appOptions, type AppOptions } from '../shell/options.js';

const about = 'apply/page';
const window = 600_000;
/** Nobody reads the first page more quickly, or leaves it open for longer and still knows what they press. */
const [soonest, oldest] = [3_000, 7_200_000];
/** From one place in ten minutes: so many without waiting longer, and so many at all. A library is one place. */
const [fewBegin, mostBegin, wait] = [5, 100, 30_000];
const mostTries = 30;
const mostPlaces = 50_000;

export type Hurdle = 'passed' | 'wait' | 'too-many';

/**
 * Keeps machines from beginning applications by the thousand, and asks nothing of people: a page is sealed with when it was made,
 * and what is pressed at once, or for the sixth time from one place within ten minutes, has to wait. Nobody is to solve, read or
 * remember anything (WCAG 2.2, 3.3.8), and nobody is refused before a hundred. Each process counts for itself, in memory.
 */
@Injectable()
export class ApplyHurdle {
  private endsAt = 0;
  private counts = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    @Inject(appOptions) private readonly options: Pick<AppOptions, 'keyring'>,
  ) {}

  /** What the first page carries. */
  word(): string {
    return this.options.keyring.seal(this.clock.now().toISOString(), about).toString('base64url');
  }

  /** A page that is still good: who waits goes on with it. */
  isFresh(word: string): boolean {
    const age = this.ageOf(word);
    return age !== null && age <= oldest;
  }

  /** @param trap what stands in the field that nobody sees; a browser may fill it in by itself, so it costs time alone */
  begin(request: Pick<FastifyRequest, 'ip' | 'socket'>, word: string, trap: string): Hurdle {
    const age = this.ageOf(word);
    const begun = this.count('begin', request, false);
    if (begun >= mostBegin) return 'too-many';
    const least = trap !== '' || begun >= fewBegin ? wait : soonest;
    if (age === null || age < least || age > oldest) return 'wait';
    this.count('begin', request, true);
    return 'passed';
  }

  /** Number and code are tried: too often from one place, and it has to wait. */
  isTooMany(request: Pick<FastifyRequest, 'ip' | 'socket'>): boolean {
    return this.count('try', request, true) > mostTries;
  }

  private ageOf(word: string): number | null {
    try {
      const made = Date.parse(this.options.keyring.open(Buffer.from(word, 'base64url'), about));
      return this.clock.now().getTime() - made;
    } catch {
      return null;
    }
  }

  private count(what: string, { ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>, adds: boolean): number {
    const now = this.clock.now().getTime();
    if (now >= this.endsAt || this.counts.size > mostPlaces) {
      this.counts = new Map();
      this.endsAt = now + window;
    }
    const place = `${what} ${networkOf(ip, socket.remoteAddress ?? ip)}`;
    const count = (this.counts.get(place) ?? 0) + (adds ? 1 : 0);
    if (adds) this.counts.set(place, count);
    return count;
  }
}
