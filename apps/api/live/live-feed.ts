import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Listener, poolOf, PumpLoop, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { Audience, type Watcher } from './audience.js';
import { StreamsOfSession } from './streams-of-session.js';

const channel = 'frontdoor_live';
/** Many changes at once are told together. */
const together = 20;

/**
 * Tells browsers what has changed, in any number of processes. The rows are the truth: a notification only says that it is worth
 * looking, and without one somebody looks every second all the same.
 */
@Injectable()
export class LiveFeed implements BeforeApplicationShutdown {
  private readonly audiences = new Map<string, Audience>();
  private readonly streams = new StreamsOfSession();
  private readonly loop: PumpLoop;
  private readonly listener: Listener;
  private heart: NodeJS.Timeout | null = null;
  private telling: NodeJS.Timeout | null = null;
  private isClosing = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly dataSource: DataSource,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {
    this.listener = new Listener(dataSource, channel);
    this.loop = new PumpLoop(LiveFeed.name, () => this.look(), this.listener, options.live?.lookEvery ?? 1000);
  }

  async watch(watcher: Watcher, since: number | null): Promise<void> {
    watcher.stream.begin();
    // Its `close` came and will not come again: nobody would ever take the watcher off the lists.
    if (watcher.stream.isClosed) return;
    this.begin();
    const { who } = watcher.session;
    const audience = this.audienceOf(who);
    this.streams.admit(watcher);
    watcher.stream.onClose(() => {
      this.streams.leave(watcher);
      audience.leave(watcher);
      if (audience.isEmpty && this.audiences.get(keyOf(who)) === audience) this.audiences.delete(keyOf(who));
    });
    await audience.join(watcher, since).catch(() => watcher.stream.end());
    if (this.isClosing) watcher.stream.end();
  }

  /** Something was changed in this process: every process looks, those that nobody watches in too cheaply to mind. */
  nudge(): void {
    if (this.isClosing) return;
    this.telling ??= setTimeout(() => {
      this.telling = null;
      // When it is lost, each process looks within a second.
      poolOf(this.dataSource)
        .query(`NOTIFY ${channel}`)
        .catch(() => undefined);
    }, together).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    if (this.heart) clearInterval(this.heart);
    if (this.telling) clearTimeout(this.telling);
    for (const audience of this.audiences.values()) audience.end();
    await this.loop.stop();
    await this.listener.close();
  }

  private begin(): void {
    if (this.heart || this.isClosing) return;
    this.loop.start();
    this.heart = setInterval(() => {
      for (const audience of this.audiences.values()) audience.beat();
    }, this.options.live?.heartbeat ?? 15_000).unref();
  }

  private async look(): Promise<number> {
    const audiences = [...this.audiences.values()];
    await Promise.all(audiences.map((audience) => audience.tellChanges()));
    return audiences.length;
  }

  private audienceOf(who: Who): Audience {
    const known = this.audiences.get(keyOf(who));
    if (known) return known;
    const audience = new Audience(this.work, who);
    this.audiences.set(keyOf(who), audience);
    return audience;
  }
}

const keyOf = ({ tenant, role, agency, region = null }: Who): string => JSON.stringify([tenant, role, agency, region]);
