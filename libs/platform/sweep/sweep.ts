import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { PumpLoop } from '../pump/pump-loop.js';
import { Sleeper } from '../pump/sleeper.js';
import type { UnitOfWork } from '../unit-of-work.js';

export const keepDeliveredDays = 7;
const day = 86_400_000;
const lookEvery = 3_600_000;
/** Small, so that no sweep holds up the work of the day. */
const batch = 500;

/** Rows that serve nobody any more. */
export interface Litter {
  readonly name: string;
  /** For so long they serve. */
  readonly keepDays: number;
  /** Which tenants have some, asked as frontdoor_worker, who sees tenants and times alone. $1: the moment. */
  readonly tenants: string;
  /** Throws a batch away inside one tenant, at most 500, and tells a row of each. $1: the tenant, $2: the moment. */
  readonly forget: string;
}

/** They name clients' matters. What was not delivered stays, given up or not: somebody has to look at it. */
const deliveredMessages: Litter = {
  name: 'platform.forget-delivered',
  keepDays: keepDeliveredDays,
  tenants: 'SELECT DISTINCT tenant_id AS tenant FROM outbox WHERE delivered_at < $1',
  forget: `DELETE FROM outbox WHERE tenant_id = $1 AND id IN (
    SELECT id FROM outbox WHERE tenant_id = $1 AND delivered_at < $2 LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING id`,
};

/** Kept answers tell what their requests told. */
const oldAnswers: Litter = {
  name: 'platform.forget-old-answers',
  keepDays: 0,
  tenants: 'SELECT DISTINCT tenant_id AS tenant FROM idempotency_keys WHERE expires_at < $1',
  forget: `DELETE FROM idempotency_keys WHERE tenant_id = $1 AND (person_id, key) IN (
    SELECT person_id, key FROM idempotency_keys WHERE tenant_id = $1 AND expires_at < $2
    LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING key`,
};

/** Of whom they are can be found out by nobody without the key; they are not kept all the same. */
const oldTries: Litter = {
  name: 'platform.forget-old-tries',
  keepDays: 0,
  tenants: 'SELECT DISTINCT tenant_id AS tenant FROM limits WHERE ends_at < $1',
  forget: `DELETE FROM limits WHERE tenant_id = $1 AND key IN (
    SELECT key FROM limits WHERE tenant_id = $1 AND ends_at < $2 LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING key`,
};

/** Throws away, once an hour, what was kept for a while only. Any number of processes may run one. */
export class Sweep {
  private readonly loop: PumpLoop;
  private readonly litter: Litter[];

  constructor(
    private readonly worker: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    keepDays = keepDeliveredDays,
  ) {
    this.litter = [{ ...deliveredMessages, keepDays }, oldAnswers, oldTries];
    this.loop = new PumpLoop(Sweep.name, (stopping) => this.sweep(stopping), new Sleeper(), lookEvery);
  }

  /** Of a higher room; register before it starts. */
  onSweep(litter: Litter): void {
    this.litter.push(litter);
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Resolves to how many rows were thrown away. */
  sweepOnce(): Promise<number> {
    return this.sweep(() => false);
  }

  private async sweep(stopping: () => boolean): Promise<number> {
    const now = this.clock.now().getTime();
    let gone = 0;
    for (const one of this.litter) gone += await this.clear(one, new Date(now - one.keepDays * day), stopping);
    return gone;
  }

  private async clear(litter: Litter, before: Date, stopping: () => boolean): Promise<number> {
    let gone = 0;
    for (const { tenant } of await this.worker.query<{ tenant: string }[]>(litter.tenants, [before])) {
      const who = { tenant, person: null, role: 'clock', agency: null };
      for (let last = batch; last === batch && !stopping(); gone += last) {
        last = (await this.unitOfWork.run(who, (tx) => tx.sql(litter.name, litter.forget, [tenant, before]))).length;
      }
    }
    return gone;
  }
}
