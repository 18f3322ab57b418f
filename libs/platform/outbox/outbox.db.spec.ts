import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { newId } from '../new-id.js';
import type { Who } from '../unit-of-work.js';
import { enqueue, type Message } from './enqueue.js';
import { backoff, type Delivery, hasten, maxAttempts, Undeliverable } from './keep-attempt.js';
import { OutboxPump } from './outbox-pump.js';

const ontario: Who = { tenant: 'ontario-211', person: 'nadia', role: 'navigator', agency: null };

describe('the outbox', () => {
  let database: TestDatabase;
  let pump: OutboxPump;
  beforeEach(async () => {
    database = await createTestDatabase();
    pump = newPump();
  });
  afterEach(() => pump.stop());

  const newPump = () => new OutboxPump(database.workerDataSource, database.unitOfWork, database.clock);
  const post = (stream: string, payload: unknown, deliverAfter?: Date) =>
    database.unitOfWork.run(ontario, (tx) =>
      enqueue(tx, { topic: 'webhook', stream, payload, ...(deliverAfter && { deliverAfter }) }),
    );
  const row = async () => (await database.ownerQuery('SELECT * FROM outbox ORDER BY seq'))[0];

  it('delivers what was committed, once, and nothing of what was not', async () => {
    const delivered: Delivery[] = [];
    pump.onDelivery('webhook', async (_, delivery) => void delivered.push(delivery));
    const stream = newId();
    const id = await post(stream, { case: 1 });
    await database.unitOfWork
      .run(ontario, async (tx) => {
        await enqueue(tx, { topic: 'webhook', stream, payload: { case: 2 } });
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await pump.drainOnce()).toBe(1);
    expect(await pump.drainOnce()).toBe(0);
    expect(delivered).toEqual([
      { id, topic: 'webhook', stream, payload: { case: 1 }, createdAt: database.clock.now(), attempt: 1 },
    ]);
  });

  it('keeps the order within a stream, also while its first one fails, and lets other streams pass', async () => {
    const [slow, quick] = [newId(), newId()];
    const said: unknown[] = [];
    let broken = true;
    pump.onDelivery('webhook', async (_, { stream, payload }) => {
      if (stream === slow && broken) throw new Error('receiver is away');
      said.push(payload);
    });
    for (const n of [1, 2, 3]) await post(slow, n);
    await post(quick, 'other');
    await pump.drainOnce();
    expect(said).toEqual(['other']);
    broken = false;
    database.clock.advance(backoff(1));
    await pump.drainOnce();
    expect(said).toEqual(['other', 1, 2, 3]);
  });

  it('keeps the order and repeats nothing when several processes deliver', async () => {
    const streams = Array.from({ length: 10 }, newId);
    for (const n of [1, 2, 3, 4, 5, 6]) await Promise.all(streams.map((stream) => post(stream, n)));
    const said = new Map<string, unknown[]>(streams.map((stream) => [stream, []]));
    const pumps = [pump, newPump(), newPump()];
    for (const one of pumps) one.onDelivery('webhook', async (_, d) => void said.get(d.stream)?.push(d.payload));
    while ((await Promise.all(pumps.map((one) => one.drainOnce()))).some((attempts) => attempts > 0));
    expect([...said.values()]).toEqual(streams.map(() => [1, 2, 3, 4, 5, 6]));
  });

  it('waits longer after each failure, tells why, and gives up after ten attempts in 75 hours', async () => {
    const start = database.clock.now().getTime();
    let attempts = 0;
    let lastAt = start;
    pump.onDelivery('webhook', async (_, delivery) => {
      expect(delivery.attempt).toBe(++attempts);
      lastAt = database.clock.now().getTime();
      throw new Error('503 from the receiver');
    });
    const stream = newId();
    await post(stream, 1);
    for (let n = 1; n <= maxAttempts + 2; n++) {
      await pump.drainOnce();
      database.clock.advance(backoff(n));
    }
    expect(attempts).toBe(10);
    expect(Math.round((lastAt - start) / 3_600_000)).toBe(75);
    expect(await row()).toMatchObject({
      last_error: '503 from the receiver',
      delivered_at: null,
      deliver_after: Infinity,
    });
  });

  it('gives up at once when the handler knows that nothing will help, and the next message of the stream goes out', async () => {
    const said: unknown[] = [];
    pump.onDelivery('webhook', async (_, { payload }) => {
      if (payload === 1) throw new Undeliverable('410 gone');
      said.push(payload);
    });
    const stream = newId();
    await post(stream, 1);
    await post(stream, 2);
    await pump.drainOnce();
    expect(said).toEqual([2]);
    expect(await row()).toMatchObject({ attempts: 1, last_error: '410 gone' });
  });

  it('delivers again what a process that died had claimed', async () => {
    await post(newId(), 1);
    const soon = new Date(database.clock.now().getTime() + 60_000);
    await database.workerDataSource.query('UPDATE outbox SET leased_until = $1', [soon]);
    const said: unknown[] = [];
    pump.onDelivery('webhook', async (_, { payload }) => void said.push(payload));
    await pump.drainOnce();
    expect(said).toEqual([]);
    database.clock.advance(60_000);
    await pump.drainOnce();
    expect(said).toEqual([1]);
  });

  it('holds a message back until its time', async () => {
    pump.onDelivery('webhook', async () => undefined);
    await post(newId(), 1, new Date(database.clock.now().getTime() + 1000));
    expect(await pump.drainOnce()).toBe(0);
    database.clock.advance(1000);
    expect(await pump.drainOnce()).toBe(1);
  });

  it('lets nobody wait for a receiver that is slow, and gives it no more than a few at a time', async () => {
    const [slow, quick] = ['slow', 'quick'].map((name) => ({ name, at: 0, most: 0, said: [] as unknown[] }));
    if (!slow || !quick) throw new Error('two receivers');
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const quickIsDone = new Promise<void>((resolve) => {
      pump.onDelivery('webhook', async (_, { payload }) => {
        const { to, n } = payload as { to: string; n: number };
        const one = to === 'slow' ? slow : quick;
        one.most = Math.max(one.most, (one.at += 1));
        if (one === slow) await answered;
        one.at -= 1;
        one.said.push(n);
        if (quick.said.length === 40) resolve();
      });
    });
    const to = (receiver: string, n: number) => ({
      topic: 'webhook',
      stream: newId(),
      receiver,
      payload: { to: receiver, n },
    });
    await database.unitOfWork.run(ontario, async (tx) => {
      for (let n = 1; n <= 40; n++) await Promise.all([enqueue(tx, to('slow', n)), enqueue(tx, to('quick', n))]);
    });
    const drained = pump.drainOnce();
    await quickIsDone;
    expect([slow.said.length, slow.at]).toEqual([0, 4]);
    answer();
    expect(await drained).toBe(80);
    expect([slow.said.length, slow.most, quick.most <= 4]).toEqual([40, 4, true]);
  });

  it('lets agencies whose receivers hang take their shares alone: another’s message and our own mail go out at once', async () => {
    const receivers = newReceivers();
    const hang = (partner: string) =>
      database.ownerQuery(
        `INSERT INTO outbox (tenant_id, id, topic, stream_id, receiver, partner, payload, created_at, deliver_after)
         SELECT $1, gen_random_uuid(), 'webhook', gen_random_uuid(), $2::text || n % 100, $2, '"hangs"', $3, $3
         FROM generate_series(1, 300) n`,
        [ontario.tenant, partner, database.clock.now()],
      );
    const told = (message: Partial<Message>) => toldTo(receivers, ontario, message);
    const second = newPump();
    for (const one of [pump, second]) for (const topic of ['webhook', 'mail']) one.onDelivery(topic, receivers.handle);
    await hang('greedy');
    pump.start();
    await receivers.until(() => receivers.hanging === 16);
    for (const partner of ['away', 'down', 'gone', 'lost', 'slow', 'hung', 'late']) await hang(partner);
    await told({ receiver: 'quick', partner: 'quick' });
    await receivers.until(() => receivers.hanging === 64);
    second.start();
    await told({ receiver: 'other', partner: 'other' });
    await told({ topic: 'mail', payload: 'mail' });
    expect(receivers.most).toBe(64);
    await database.ownerQuery(`DELETE FROM outbox WHERE partner IS NOT NULL AND NOT in_hand`);
    receivers.letGo();
    await second.stop();
  });

  it('keeps places for helplines with little under way: two whose agencies all hang do not lock out a third', async () => {
    const receivers = newReceivers();
    pump.onDelivery('webhook', receivers.handle);
    await database.ownerQuery(
      `INSERT INTO outbox (tenant_id, id, topic, stream_id, receiver, partner, payload, created_at, deliver_after)
       SELECT tenant, gen_random_uuid(), 'webhook', gen_random_uuid(), tenant || n % 50, 'agency-' || n % 50, '"hangs"', $1, $1
       FROM generate_series(1, 100) n, unnest(ARRAY['ontario-211', 'greater-montreal']) AS tenant`,
      [database.clock.now()],
    );
    pump.start();
    await receivers.until(() => receivers.hanging === 160);
    await toldTo(receivers, { ...ontario, tenant: 'third' }, { receiver: 'quick', partner: 'quick' });
    expect(receivers.most).toBe(160);
    await database.ownerQuery(`DELETE FROM outbox WHERE NOT in_hand`);
    receivers.letGo();
  });

  /** Who is told "hangs" does not answer before `letGo`; everybody else does at once. */
  function newReceivers() {
    const watching = new Set<() => void>();
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const receivers = { hanging: 0, most: 0, said: [] as unknown[], handle, until, letGo };
    return receivers;

    async function handle(_: Who, { payload }: Delivery): Promise<void> {
      const hangs = payload === 'hangs';
      if (hangs) receivers.most = Math.max(receivers.most, (receivers.hanging += 1));
      else receivers.said.push(payload);
      for (const look of watching) look();
      if (!hangs) return;
      await held;
      receivers.hanging -= 1;
    }
    function until(condition: () => boolean): Promise<void> {
      return new Promise((resolve) => {
        const look = (): void => void (condition() && watching.delete(look) && resolve());
        watching.add(look);
        look();
      });
    }
  }

  async function toldTo({ said, until }: ReturnType<typeof newReceivers>, who: Who, message: Partial<Message>) {
    await database.unitOfWork.run(who, (tx) =>
      enqueue(tx, { topic: 'webhook', stream: newId(), payload: message.receiver, ...message }),
    );
    await until(() => said.includes(message.payload ?? message.receiver));
  }

  it('tries what waits for a receiver at once, when it is back, and keeps the order', async () => {
    const streams = Array.from({ length: 3 }, newId);
    const said: unknown[] = [];
    let away = true;
    pump.onDelivery('webhook', async (_, { stream, payload }) => {
      if (away) throw new Error('receiver is away');
      said.push([streams.indexOf(stream), payload]);
    });
    const more = (n: number) =>
      database.unitOfWork.run(ontario, async (tx) => {
        for (const stream of streams) await enqueue(tx, { topic: 'webhook', stream, receiver: 'one', payload: n });
      });
    for (let hour = 0; hour < 24; hour++) {
      await more(hour);
      await pump.drainOnce();
      database.clock.advance(3_600_000);
    }
    away = false;
    // Of each stream the first one waits for its next attempt, hours away; the others wait behind it.
    expect(await pump.drainOnce()).toBe(0);
    await database.unitOfWork.run(ontario, (tx) => Promise.resolve(hasten(tx, 'one')));
    expect(await pump.drainOnce()).toBe(72);
    const inOrder = Array.from({ length: 24 }, (_, hour) => hour);
    for (const [at] of streams.entries())
      expect(said.filter((one) => (one as number[])[0] === at).map((one) => (one as number[])[1])).toEqual(inOrder);
  });

  it('wakes up when a message is committed, again after its connection was lost', async () => {
    const waiting: ((payload: unknown) => void)[] = [];
    pump.onDelivery('webhook', async (_, { payload }) => waiting.shift()?.(payload));
    const next = () => new Promise<unknown>((resolve) => waiting.push(resolve));
    pump.start();
    const first = next();
    await post(newId(), 'first');
    expect(await first).toBe('first');
    await database.ownerQuery(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'frontdoor_worker' AND datname = current_database()`,
    );
    const second = next();
    await post(newId(), 'second');
    expect(await second).toBe('second');
  });
});
