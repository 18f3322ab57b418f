import { Module, type OnModuleInit } from '@nestjs/common';
import { CasesModule, EffectHandlers } from '../cases/index.js';
import { recordOutcome } from './record-outcome.js';

@Module({ imports: [CasesModule] })
export class OutcomesModule implements OnModuleInit {
  constructor(private readonly effects: EffectHandlers) {}

  onModuleInit(): void {
    this.effects.registerEffect('record-outcome', recordOutcome);
  }
}
