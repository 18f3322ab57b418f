import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock, countTry, type Limit, takeTryBack, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { networkOf } from '../shell/network-of.js';
import { appOptions, type AppOptions } from '../shell/options.js';

const about = 'apply/page';
/** Nobody reads the first page more quickly, or leaves it open for longer and still knows what they press. */
const [soonest, oldest] = [3_000, 7_200_000];
/** From one place in ten minutes: so many without waiting longer, and so many at all. A library is one place. */
const [fewBegin, mostBegin, wait] = [5, 100, 30_000];
const mostTries = 30;
const seconds = 600;

export type Hurdle = 'passed' | 'wait' | 'too-many';
type From = Pick<FastifyRequest, 'ip' | 'socket'>;

const keeperOf = (tenant: string): Who => ({ tenant, person: null, role: 'door', agency: null });

/**
 * Keeps machines from beginning applications by the thousand, and asks nothing of people: a page is sealed with when it was made,
 * and what is pressed at once, or for the sixth time from one place within ten minutes, has to wait. Nobody is to solve, read or
 * remember anything (WCAG 2.2, 3.3.8), and nobody is refused before a hundred. All processes count together (ADR 0053).
 */
@Injectable()
export class ApplyHurdle {
  constructor(
    private readonly clock: Clock,
    private readonly work: UnitOfWork,
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
  async begin(tenant: string, from: From, word: string, trap: string): Promise<Hurdle> {
    const age = this.ageOf(word);
    const hasWaited = age !== null && age >= wait;
    if (age === null || age < (trap === '' ? soonest : wait) || age > oldest) return 'wait';
    const limit = this.limitOf(tenant, from, 'begin', hasWaited ? mostBegin : fewBegin);
    if (await this.isCounted(tenant, limit)) return 'passed';
    return hasWaited ? 'too-many' : 'wait';
  }

  /** Number and code are tried. False: too often from one place, and it has to wait. */
  mayTry(tenant: string, from: From): Promise<boolean> {
    return this.isCounted(tenant, this.limitOf(tenant, from, 'try', mostTries));
  }

  /** They opened it: those who come back are many at a library, and no guesses. */
  async wasRight(tenant: string, from: From): Promise<void> {
    const { key } = this.limitOf(tenant, from, 'try', mostTries);
    await this.work.run(keeperOf(tenant), (tx) => Promise.resolve(takeTryBack(tx, key)));
  }

  private ageOf(word: string): number | null {
    try {
      const made = Date.parse(this.options.keyring.open(Buffer.from(word, 'base64url'), about));
      return this.clock.now().getTime() - made;
    } catch {
      return null;
    }
  }

  /** The address of the place is not kept: whoever has the database alone cannot find out which it was. */
  private limitOf(tenant: string, { ip, socket }: From, what: string, most: number): Limit {
    const place = networkOf(ip, socket.remoteAddress ?? ip);
    return { key: this.options.keyring.mark(place, `limits ${tenant} ${what}`), most, seconds };
  }

  private isCounted(tenant: string, limit: Limit): Promise<boolean> {
    return this.work.run(keeperOf(tenant), (tx) => countTry(tx, limit));
  }
}
