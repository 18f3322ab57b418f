import { Module, type OnModuleInit } from '@nestjs/common';
import { CasesModule, EffectHandlers } from '../cases/index.js';
import { endGrant } from './end-grant.js';
import { PromoteWaiting } from './promote-waiting.js';
import { foreseeGrant, takeGrant } from './take-grant.js';

@Module({ imports: [CasesModule], providers: [PromoteWaiting] })
export class GrantsModule implements OnModuleInit {
  constructor(private readonly effects: EffectHandlers) {}

  onModuleInit(): void {
    this.effects.registerEffect('take-grant', takeGrant, foreseeGrant);
    this.effects.registerEffect('end-grant', endGrant);
  }
}
