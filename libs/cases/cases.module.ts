import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AdvanceCaseHandler } from './advance-case.js';
import { EffectHandlers } from './effects.js';
import { FireTimer } from './fire-timer.js';
import { OpenCaseHandler } from './open-case.js';
import { registerOpenProgram } from './open-program.js';
import { registerOwnEffects } from './own-effects.js';

/** Needs PlatformModule and ProgramsModule beside it. */
@Module({
  imports: [CqrsModule],
  providers: [EffectHandlers, AdvanceCaseHandler, OpenCaseHandler, FireTimer],
  exports: [EffectHandlers],
})
export class CasesModule {
  constructor(handlers: EffectHandlers) {
    registerOwnEffects(handlers);
    registerOpenProgram(handlers);
  }
}
