import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { type Timer, TimerPump, UnitOfWork, type Who } from '../platform/index.js';
import { CaseAdvanced } from './case-advanced.js';
import { EffectHandlers } from './effects.js';
import { lockCase } from './load-case.js';
import { runnable } from './runnable.js';
import { TIMER_KIND, TIMER_PREFIX } from './save-step.js';
import { takeStep } from './take-step.js';

/** Lets due timers happen to their cases: late when nobody was running, never lost, once per generation. */
@Injectable()
export class FireTimer implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
    private readonly effects: EffectHandlers,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.pump.onTimer(TIMER_KIND, (who, timer) => this.fire(who, timer));
  }

  /** A timer that was set again or cleared meanwhile is stale: the step refuses it and nothing happens. */
  private async fire(who: Who, timer: Timer): Promise<void> {
    const name = timer.name.slice(TIMER_PREFIX.length);
    const record = await this.work.run(who, async (tx) => {
      const loaded = await lockCase(tx, timer.subject);
      if (!loaded) return null;
      const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
      const { generation } = timer;
      const event = { actor: { id: 'clock', role: 'clock' }, type: 'timer', timer: name, generation } as const;
      const result = await takeStep(tx, this.effects, run, loaded, event, `timer:${name}`);
      return result.ok ? result.record : null;
    });
    if (record) this.events.publish(new CaseAdvanced(who.tenant, record));
  }
}
