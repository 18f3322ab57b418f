import { Module, type DynamicModule } from '@nestjs/common';
import { TakeDocument } from '../documents/take-document.js';
import { ApplicationController } from '../pages/apply/application.controller.js';
import { ApplyController } from '../pages/apply/apply.controller.js';
import { findFormScript, formScript } from '../pages/apply/form-script.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { ApplicationDesk } from './application-desk.js';
import { KeptController } from '../pages/apply/kept.controller.js';
import { ApplyHurdle } from './hurdle.js';
import { KeptThings } from './kept-things.js';

/** The pages on which people apply by themselves. */
@Module({})
export class ApplyModule {
  static with(options: AppOptions): DynamicModule {
    return {
      module: ApplyModule,
      controllers: [ApplyController, ApplicationController, KeptController],
      providers: [
        { provide: appOptions, useValue: options },
        { provide: formScript, useValue: findFormScript(options.consoleFolder) },
        ApplicationDesk,
        ApplyHurdle,
        KeptThings,
        TakeDocument,
      ],
    };
  }
}
