import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { countPastAnswers, recodeAnswers } from '../../../libs/cases/index.js';
import { PumpLoop, Sleeper, UnitOfWork } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';

const every = 3_600_000;

/**
 * At the start and each hour: makes the coded answers that are missing or were emptied, and counts what was answered in past
 * calls. Any number of processes may do it.
 */
@Injectable()
export class KeepAnswers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: PumpLoop;

  constructor(
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {
    this.loop = new PumpLoop(KeepAnswers.name, (stopping) => this.keepOnce(stopping), new Sleeper(), every);
  }

  onApplicationBootstrap(): void {
    if (this.options.platform.pumps !== false) this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Resolves to how many cases were coded. */
  async keepOnce(stopping = () => false): Promise<number> {
    let made = 0;
    for (const { id } of this.options.tenants) {
      if (stopping()) break;
      made += await recodeAnswers(this.work, id, stopping);
      await countPastAnswers(this.work, id);
    }
    return made;
  }
}
