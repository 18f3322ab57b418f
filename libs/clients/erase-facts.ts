import { Injectable, type OnModuleInit } from '@nestjs/common';
import { forgetAnswersAbout, setTimers, TimerPump, type Tx, UnitOfWork } from '../platform/index.js';
import { addDuration } from '../workflow/index.js';

/** Timers of erasure are named `erase/<question>`, on the case. */
const timerKind = 'erase';

/**
 * Takes the values of these questions away, every version of them and every kept answer of ours that told of this case,
 * and returns how many values there were. The rows stay: history refers to them, and that somebody answered is still known.
 */
export async function eraseFacts(tx: Tx, caseId: string, keys: readonly string[]): Promise<number> {
  forgetAnswersAbout(tx, caseId);
  const erased = await tx.sql(
    'clients.erase-facts',
    `UPDATE facts SET value = NULL, erased_at = $4
     WHERE tenant_id = $1 AND case_id = $2 AND key = ANY ($3::text[]) AND state = 'given' AND erased_at IS NULL
     RETURNING key`,
    [tx.who.tenant, caseId, keys, tx.now],
  );
  return erased.length;
}

/** The case has ended now: each value goes when its time is over. `keep`: question → ISO 8601 duration (`P30D`). */
export async function scheduleErasure(tx: Tx, caseId: string, keep: Readonly<Record<string, string>>): Promise<void> {
  const timers = Object.entries(keep).map(([key, duration]) => ({
    subject: caseId,
    name: `${timerKind}/${key}`,
    generation: 1,
    dueAt: new Date(addDuration(tx.now.toISOString(), duration)),
  }));
  await setTimers(tx, timers);
}

/** Erases when it is due: late when nobody was running, never forgotten. */
@Injectable()
export class EraseWhenDue implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
  ) {}

  onModuleInit(): void {
    this.pump.onTimer(timerKind, async (who, timer) => {
      await this.work.run(who, (tx) => eraseFacts(tx, timer.subject, [timer.name.slice(timerKind.length + 1)]));
    });
  }
}
