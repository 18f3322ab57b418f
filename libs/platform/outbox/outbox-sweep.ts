import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { PumpLoop } from '../pump/pump-loop.js';
import { Sleeper } from '../pump/sleeper.js';
import type { UnitOfWork } from '../unit-of-work.js';

export const keepDeliveredDays = 7;
const day = 86_400_000;
const lookEvery = 3_600_000;
/** Small, so that no sweep holds up the deliveries. */
const batch = 500;

interface Old {
  readonly tenant: string;
  readonly ids: readonly string[];
}

const findOld = `
  SELECT tenant_id AS tenant, array_agg(id) AS ids
  FROM (SELECT tenant_id, id FROM outbox WHERE delivered_at < $1 LIMIT ${batch}) old GROUP BY tenant_id`;

/**
 * Throws away messages that were delivered long ago: they name clients' matters and serve nobody any more. What was not
 * delivered stays, given up or not: somebody has to look at it. Any number of processes may run one.
 */
export class OutboxSweep {
  private readonly loop: PumpLoop;

  constructor(
    private readonly worker: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly keepDays = keepDeliveredDays,
  ) {
    this.loop = new PumpLoop(OutboxSweep.name, (stopping) => this.sweep(stopping), new Sleeper(), lookEvery);
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Resolves to how many messages were thrown away. */
  sweepOnce(): Promise<number> {
    return this.sweep(() => false);
  }

  private async sweep(stopping: () => boolean): Promise<number> {
    const before = new Date(this.clock.now().getTime() - this.keepDays * day);
    for (let all = 0; ;) {
      let gone = 0;
      for (const old of await this.worker.query<Old[]>(findOld, [before])) gone += await this.forget(old, before);
      all += gone;
      // None left, or another process is at the same ones.
      if (gone === 0 || stopping()) return all;
    }
  }

  private async forget({ tenant, ids }: Old, before: Date): Promise<number> {
    const who = { tenant, person: null, role: 'clock', agency: null };
    const sql = 'DELETE FROM outbox WHERE tenant_id = $1 AND id = ANY ($2) AND delivered_at < $3 RETURNING id';
    return (await this.unitOfWork.run(who, (tx) => tx.sql('platform.forget-delivered', sql, [tenant, ids, before])))
      .length;
  }
}
