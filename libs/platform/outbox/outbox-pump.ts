import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Clock } from '../clock.js';
import { InFlight } from '../pump/in-flight.js';
import { Listener } from '../pump/listener.js';
import { PumpLoop } from '../pump/pump-loop.js';
import { Turns } from '../pump/turns.js';
import type { UnitOfWork, Who } from '../unit-of-work.js';
import { claim, type Claimed } from './claim.js';
import { outboxChannel } from './enqueue.js';
import { type Delivery, loadDelivery, markDelivered, postpone } from './keep-attempt.js';

/** Delivers one message. Returning means delivered; throwing means try again later. No transaction is open meanwhile. */
export type DeliveryHandler = (who: Who, delivery: Delivery) => Promise<void>;

/**
 * Attempts at a time. They wait for others' answers, and hold no connection to the database meanwhile. What partners' receivers
 * may take of them leaves places for our own mails and calls; how partners share theirs, the claim says.
 */
const mostInFlight = 256;
const mostOfPartners = 192;
/** Transactions at a time: people's requests need connections too. */
const width = 8;
const lookEvery = 1000;

/**
 * Delivers what transactions enqueued: at least once, in order within a stream, with growing pauses after failures.
 * It goes on claiming while attempts are under way, a few of each receiver and of each agency, so that who is slow or away
 * holds up nothing but its own. Any number of processes may run one. It claims as frontdoor_worker and acts inside the tenant.
 */
export class OutboxPump {
  private readonly logger = new Logger(OutboxPump.name);
  private readonly handlers = new Map<string, DeliveryHandler>();
  private readonly inFlight = new InFlight();
  private readonly turns = new Turns(width);
  private readonly listener: Listener;
  private readonly loop: PumpLoop;
  /** At the last look more was due than there was room for. */
  private heldBack = false;

  constructor(
    private readonly worker: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.listener = new Listener(worker, outboxChannel);
    this.loop = new PumpLoop(OutboxPump.name, (stopping) => this.claimAll(stopping), this.listener, lookEvery);
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
    await this.inFlight.all();
    await this.listener.close();
  }

  /** Delivers all that is due now, a stream's next after its last, and resolves to how many attempts were made. */
  async drainOnce(): Promise<number> {
    for (let attempts = 0; ;) {
      const { finished } = this.inFlight;
      attempts += await this.claimAll(() => false);
      // What finished meanwhile may have made room for more.
      if (this.inFlight.finished !== finished) continue;
      if (this.inFlight.size === 0) return attempts;
      await this.inFlight.next();
    }
  }

  /** Begins all that may begin now, and waits for none of it. */
  private async claimAll(stopping: () => boolean): Promise<number> {
    for (let attempts = 0; ;) {
      const { busy, size } = this.inFlight;
      const room = { all: mostInFlight - size, partners: mostOfPartners - (busy.get('partners') ?? 0) };
      if (stopping() || room.all === 0) return attempts;
      const { claimed, heldBack } = await claim(this.worker, this.clock.now(), room);
      this.heldBack = heldBack;
      if (claimed.length === 0) return attempts;
      attempts += claimed.length;
      for (const one of claimed) this.begin(one);
    }
  }

  private begin(claimed: Claimed): void {
    const over = this.inFlight.begin(claimed.partner === null ? 'ours' : 'partners', () => this.deliver(claimed));
    void over.then((more) => more && this.listener.wake());
  }

  /** True when something may begin that could not while this one was under way. */
  private async deliver(claimed: Claimed): Promise<boolean> {
    const who: Who = { tenant: claimed.tenant, person: null, role: 'clock', agency: null };
    let more = false;
    try {
      const delivery = await this.turns.take(() => this.unitOfWork.run(who, (tx) => loadDelivery(tx, claimed)));
      if (!delivery) return true;
      const failure = await this.attempt(who, delivery);
      more = await this.turns.take(() =>
        this.unitOfWork.run(who, (tx) =>
          failure === null ? markDelivered(tx, claimed) : postpone(tx, claimed, delivery.attempt, failure),
        ),
      );
    } catch (error) {
      // The database was away: the lease ends by itself and the message is delivered again.
      this.logger.error(`Message ${claimed.id} stays for later: ${error instanceof Error ? error.message : error}`);
    }
    return more || this.heldBack || this.inFlight.size >= mostInFlight;
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
