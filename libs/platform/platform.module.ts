import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Clock, SystemClock } from './clock.js';
import { refusePrivilegedRole } from './database/roles.js';
import { OutboxPump } from './outbox/outbox-pump.js';
import { Sweep } from './sweep/sweep.js';
import { TimerPump } from './timers/timer-pump.js';
import { UnitOfWork } from './unit-of-work.js';

export interface PlatformOptions {
  /** As frontdoor_app. */
  readonly app: DataSourceOptions;
  /** As frontdoor_worker. */
  readonly worker: DataSourceOptions;
  readonly clock?: Clock;
  /** False in tests that fire timers and deliver messages themselves, with `drainOnce()`. Default true. */
  readonly pumps?: boolean;
  /** How long a delivered message stays in the outbox. Default 7. */
  readonly keepDeliveredDays?: number;
}

const options = Symbol('PlatformOptions');
const workerDataSource = Symbol('WorkerDataSource');

/**
 * Database, unit of work, clock and pumps for the whole application. The pumps start when every lib has registered its
 * handlers (`OnModuleInit` at the latest) and have drained before connections are closed.
 */
@Module({})
export class PlatformModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(options) private readonly options: PlatformOptions,
    @Inject(getDataSourceToken()) private readonly app: DataSource,
    @Inject(workerDataSource) private readonly worker: DataSource,
    private readonly timers: TimerPump,
    private readonly outbox: OutboxPump,
    private readonly sweep: Sweep,
  ) {}

  static forRoot(given: PlatformOptions): DynamicModule {
    const clock = given.clock ?? new SystemClock();
    const pump = <P>(Pump: new (worker: DataSource, unitOfWork: UnitOfWork, clock: Clock) => P) => ({
      provide: Pump,
      useFactory: (worker: DataSource, unitOfWork: UnitOfWork) => new Pump(worker, unitOfWork, clock),
      inject: [workerDataSource, UnitOfWork],
    });
    return {
      module: PlatformModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...given.app, autoLoadEntities: true, retryAttempts: 0 })],
      providers: [
        { provide: options, useValue: given },
        { provide: Clock, useValue: clock },
        { provide: workerDataSource, useFactory: () => new DataSource(given.worker).initialize() },
        {
          provide: UnitOfWork,
          useFactory: (app: DataSource) => new UnitOfWork(app, clock),
          inject: [getDataSourceToken()],
        },
        pump(TimerPump),
        pump(OutboxPump),
        {
          provide: Sweep,
          useFactory: (worker: DataSource, unitOfWork: UnitOfWork) =>
            new Sweep(worker, unitOfWork, clock, given.keepDeliveredDays),
          inject: [workerDataSource, UnitOfWork],
        },
      ],
      exports: [Clock, UnitOfWork, TimerPump, OutboxPump, Sweep, TypeOrmModule],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await refusePrivilegedRole(this.app);
    await refusePrivilegedRole(this.worker);
    if (this.options.pumps === false) return;
    this.timers.start();
    this.outbox.start();
    this.sweep.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.timers.stop(), this.outbox.stop(), this.sweep.stop()]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker.destroy();
  }
}
