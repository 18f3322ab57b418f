import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { inParallel } from '../pump/in-parallel.js';
import { PumpLoop } from '../pump/pump-loop.js';
import { Sleeper } from '../pump/sleeper.js';
import type { UnitOfWork, Who } from '../unit-of-work.js';
import type { Timer } from './set-timer.js';

/**
 * Acts on a due timer, in transactions of its own. The acting transaction clears the timer or sets it again with the next
 * generation; a firing that is stale is simply ignored. It may be called again for the same generation after a crash.
 */
export type TimerHandler = (who: Who, timer: Timer) => Promise<void>;

interface Claimed extends Timer {
  readonly tenant: string;
}

const batch = 64;
const width = 4;
const lookEvery = 1000;
/** How long a claim holds, and how long a timer whose handler failed rests. */
const lease = 60_000;

const claim = `
  UPDATE timers t SET leased_until = $2
  FROM (
    SELECT tenant_id, subject_id, name FROM timers
    WHERE due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
    ORDER BY due_at LIMIT ${batch} FOR UPDATE SKIP LOCKED
  ) due
  WHERE t.tenant_id = due.tenant_id AND t.subject_id = due.subject_id AND t.name = due.name
  RETURNING t.tenant_id AS tenant, t.subject_id AS subject, t.name, t.generation, t.due_at AS "dueAt"`;

/**
 * Fires due timers of all tenants: late when nobody was there, never lost. Any number of processes may run one.
 * It claims as frontdoor_worker, which sees names and times alone, and acts inside the tenant.
 */
export class TimerPump {
  private readonly logger = new Logger(TimerPump.name);
  private readonly handlers = new Map<string, TimerHandler>();
  private readonly loop: PumpLoop;

  constructor(
    private readonly worker: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new PumpLoop(TimerPump.name, (stopping) => this.drain(stopping), new Sleeper(), lookEvery);
  }

  /** Registers who acts on the timers of a kind, the part of the name before the first slash. */
  onTimer(kind: string, handler: TimerHandler): void {
    if (this.handlers.has(kind)) throw new Error(`Timers of the kind "${kind}" have a handler already.`);
    this.handlers.set(kind, handler);
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the timers in hand have been acted on. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Fires all that is due now, and what falls due by it, and resolves to how many firings there were. */
  drainOnce(): Promise<number> {
    return this.drain(() => false);
  }

  private async drain(stopping: () => boolean): Promise<number> {
    for (let fired = 0; ;) {
      const now = this.clock.now();
      const [due] = await this.worker.query<[Claimed[], number]>(claim, [now, new Date(now.getTime() + lease)]);
      fired += due.length;
      await inParallel(bySubject(due), width, async (timers) => {
        for (const timer of timers) await this.fire(timer);
      });
      if (due.length === 0 || stopping()) return fired;
    }
  }

  private async fire({ tenant, ...timer }: Claimed): Promise<void> {
    const who: Who = { tenant, person: null, role: 'clock', agency: null };
    const kind = timer.name.split('/', 1)[0] ?? '';
    const handler = this.handlers.get(kind);
    try {
      if (!handler) throw new Error(`nobody registered for timers of the kind "${kind}"`);
      await handler(who, timer);
      await this.unitOfWork.run(who, (tx) =>
        tx.sql(
          'platform.drop-fired-timer',
          'DELETE FROM timers WHERE tenant_id = $1 AND subject_id = $2 AND name = $3 AND generation = $4',
          [tenant, timer.subject, timer.name, timer.generation],
        ),
      );
    } catch (error) {
      // The lease ends by itself: it is fired again then.
      this.logger.error(
        `Timer ${timer.name} of ${timer.subject} failed, again in ${lease / 1000} s: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}

/** Those of one subject fire one after the other, in the order in which they fell due, however late it is. */
function bySubject(due: readonly Claimed[]): readonly (readonly Claimed[])[] {
  const subjects = new Map<string, Claimed[]>();
  for (const timer of [...due].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())) {
    const subject = `${timer.tenant}/${timer.subject}`;
    subjects.set(subject, [...(subjects.get(subject) ?? []), timer]);
  }
  return [...subjects.values()];
}
