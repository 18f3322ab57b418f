import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { EffectHandlers } from '../../../libs/cases/index.js';
import { keepKeys, rekeyCases } from '../../../libs/duplicates/index.js';
import { PumpLoop, Sleeper, UnitOfWork } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';

const every = 3_600_000;

/**
 * Keeps with each step what its case is found by; at the start and each hour makes what is missing, or was made by a key that is
 * no longer the house's. Any number of processes may do it.
 */
@Injectable()
export class WatchDuplicates implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: PumpLoop;

  constructor(
    private readonly effects: EffectHandlers,
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {
    this.loop = new PumpLoop(WatchDuplicates.name, (stopping) => this.rekeyOnce(stopping), new Sleeper(), every);
  }

  onModuleInit(): void {
    this.effects.followSteps(keepKeys(this.options.keyring));
  }

  onApplicationBootstrap(): void {
    if (this.options.platform.pumps !== false) this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Resolves to how many cases have keys now that had none. */
  async rekeyOnce(stopping = () => false): Promise<number> {
    let made = 0;
    for (const { id } of this.options.tenants) {
      if (stopping()) break;
      made += await rekeyCases(this.work, this.options.keyring, id, stopping);
    }
    return made;
  }
}
