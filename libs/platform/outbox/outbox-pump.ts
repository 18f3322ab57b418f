import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { inParallel } from '../pump/in-parallel.js';
import { Listener } from '../pump/listener.js';
import { PumpLoop } from '../pump/pump-loop.js';
import type { Tx, UnitOfWork, Who } from '../unit-of-work.js';
import { outboxChannel } from './enqueue.js';

/** A message as its handler gets it. `id` is the same at each attempt: receivers can tell a repetition by it. */
export interface Delivery {
  readonly id: string;
  readonly topic: string;
  readonly stream: string;
  readonly payload: unknown;
  readonly createdAt: Date;
  /** 1 at the first time. */
  readonly attempt: number;
}

/** Delivers one message. Returning means delivered; throwing means try again later. No transaction is open meanwhile. */
export type DeliveryHandler = (who: Who, delivery: Delivery) => Promise<void>;

/** Thrown by a handler when no further attempt can help (the receiver is gone for good). */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}

interface Claimed {
  readonly tenant: string;
  readonly id: string;
  readonly lease: Date;
}

const batch = 64;
const width = 8;
const lookEvery = 1000;
const lease = 120_000;
export const maxAttempts = 10;

/** Before the attempt after the n-th: 10 s, then four times as long each, at most 30 h. Ten attempts take 75 h. */
export const backoff = (attempt: number): number => Math.min(10_000 * 4 ** (attempt - 1), 30 * 3_600_000);

/** The oldest undelivered message of each stream. One that was given up ('infinity') no longer holds the others. */
const claim = `
  UPDATE outbox o SET leased_until = $2
  FROM (
    SELECT tenant_id, id FROM outbox head
    WHERE delivered_at IS NULL AND deliver_after <= $1 AND (leased_until IS NULL OR leased_until <= $1)
      AND NOT EXISTS (
        SELECT FROM outbox earlier
        WHERE earlier.tenant_id = head.tenant_id AND earlier.stream_id = head.stream_id AND earlier.seq < head.seq
          AND earlier.delivered_at IS NULL AND earlier.deliver_after < 'infinity')
    ORDER BY deliver_after, seq LIMIT ${batch} FOR UPDATE SKIP LOCKED
  ) due
  WHERE o.tenant_id = due.tenant_id AND o.id = due.id
  RETURNING o.tenant_id AS tenant, o.id, o.leased_until AS lease`;

/**
 * Delivers what transactions enqueued: at least once, in order within a stream, with growing pauses after failures.
 * Any number of processes may run one. It claims as frontdoor_worker, which sees no payload, and acts inside the tenant.
 */
export class OutboxPump {
  private readonly logger = new Logger(OutboxPump.name);
  private readonly handlers = new Map<string, DeliveryHandler>();
  private readonly listener: Listener;
  private readonly loop: PumpLoop;

  constructor(
    private readonly worker: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.listener = new Listener(worker, outboxChannel);
    this.loop = new PumpLoop(OutboxPump.name, (stopping) => this.drain(stopping), this.listener, lookEvery);
  }

  onDelivery(topic: string, handler: DeliveryHandler): void {
    if (this.handlers.has(topic)) throw new Error(`The topic "${topic}" has a handler already.`);
    this.handlers.set(topic, handler);
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the deliveries in hand are finished. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await this.listener.close();
  }

  /** Delivers all that is due now, a stream's next after its last, and resolves to how many attempts were made. */
  drainOnce(): Promise<number> {
    return this.drain(() => false);
  }

  private async drain(stopping: () => boolean): Promise<number> {
    for (let attempts = 0; ;) {
      const now = this.clock.now();
      const [due] = await this.worker.query<[Claimed[], number]>(claim, [now, new Date(now.getTime() + lease)]);
      attempts += due.length;
      await inParallel(due, width, (claimed) => this.deliver(claimed));
      if (due.length === 0 || stopping()) return attempts;
    }
  }

  private async deliver(claimed: Claimed): Promise<void> {
    const who: Who = { tenant: claimed.tenant, person: null, role: 'clock', agency: null };
    try {
      const delivery = await this.unitOfWork.run(who, (tx) => loadDelivery(tx, claimed));
      if (!delivery) return;
      const failure = await this.attempt(who, delivery);
      await this.unitOfWork.run(who, (tx) =>
        failure === null ? markDelivered(tx, claimed) : postpone(tx, claimed, delivery.attempt, failure),
      );
    } catch (error) {
      // The database was away: the lease ends by itself and the message is delivered again.
      this.logger.error(`Message ${claimed.id} stays for later: ${error instanceof Error ? error.message : error}`);
    }
  }

  private async attempt(who: Who, delivery: Delivery): Promise<Error | null> {
    try {
      const handler = this.handlers.get(delivery.topic);
      if (!handler) throw new Error(`nobody registered for the topic "${delivery.topic}"`);
      await handler(who, delivery);
      return null;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      this.logger.warn(`${delivery.topic} ${delivery.id}, attempt ${delivery.attempt}: ${failure.message}`);
      return failure;
    }
  }
}

async function loadDelivery(tx: Tx, { id, lease }: Claimed): Promise<Delivery | null> {
  const [row] = await tx.sql<Delivery>(
    'platform.load-delivery',
    `SELECT id, topic, stream_id AS stream, payload, created_at AS "createdAt", attempts + 1 AS attempt
     FROM outbox WHERE tenant_id = $1 AND id = $2 AND leased_until = $3 AND delivered_at IS NULL`,
    [tx.who.tenant, id, lease],
  );
  return row ?? null;
}

async function markDelivered(tx: Tx, { id }: Claimed): Promise<void> {
  await tx.sql(
    'platform.mark-delivered',
    `UPDATE outbox SET delivered_at = $3, attempts = attempts + 1, leased_until = NULL, last_error = NULL
     WHERE tenant_id = $1 AND id = $2 AND delivered_at IS NULL`,
    [tx.who.tenant, id, tx.now],
  );
}

/** Only while the claim is ours: another process may have taken the message over. */
async function postpone(tx: Tx, { id, lease }: Claimed, attempt: number, failure: Error): Promise<void> {
  const givenUp = failure instanceof Undeliverable || attempt >= maxAttempts;
  await tx.sql(
    'platform.postpone-delivery',
    `UPDATE outbox SET attempts = $4, leased_until = NULL, deliver_after = $5, last_error = left($6, 500)
     WHERE tenant_id = $1 AND id = $2 AND leased_until = $3 AND delivered_at IS NULL`,
    [
      tx.who.tenant,
      id,
      lease,
      attempt,
      givenUp ? 'infinity' : new Date(tx.now.getTime() + backoff(attempt)),
      failure.message,
    ],
  );
}
