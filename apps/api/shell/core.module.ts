import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, UnitOfWork } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from './options.js';

/** What every room asks for: the clock, the database, units of work. */
@Global()
@Module({})
export class CoreModule {
  static with(options: AppOptions): DynamicModule {
    return {
      module: CoreModule,
      providers: [
        { provide: appOptions, useValue: options },
        { provide: DataSource, useValue: options.dataSource },
        { provide: Clock, useValue: options.clock },
        { provide: UnitOfWork, useValue: new UnitOfWork(options.dataSource, options.clock) },
      ],
      exports: [appOptions, DataSource, Clock, UnitOfWork],
    };
  }
}
