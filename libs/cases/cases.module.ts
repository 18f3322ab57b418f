import { Module } from '@nestjs/common';
import { AdvanceCaseHandler } from './advance-case.js';
import { EffectHandlers } from './effects.js';
import { FireTimer } from './fire-timer.js';
import { OpenCaseHandler } from './open-case.js';
import { registerOpenProgram } from './open-program.js';
import { registerRenewCase } from './renew-case.js';
import { registerOwnEffects } from './own-effects.js';

/** Needs PlatformModule and CqrsModule.forRoot() beside it; both are global. */
@Module({
  providers: [EffectHandlers, AdvanceCaseHandler, OpenCaseHandler, FireTimer],
  exports: [EffectHandlers],
})
export class CasesModule {
  constructor(handlers: EffectHandlers) {
    registerOwnEffects(handlers);
    registerOpenProgram(handlers);
    registerRenewCase(handlers);
  }
}
