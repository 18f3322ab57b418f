import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { newId } from '../new-id.js';
import { once, remember } from '../idempotency/once.js';
import { enqueue } from '../outbox/enqueue.js';
import { OutboxPump } from '../outbox/outbox-pump.js';
import { Undeliverable } from '../outbox/keep-attempt.js';
import { Sweep } from './sweep.js';

const days = 86_400_000;

describe('a message that was delivered', () => {
  let database: TestDatabase;
  let pump: OutboxPump;
  let sweep: Sweep;
  beforeAll(async () => {
    database = await createTestDatabase();
    pump = new OutboxPump(database.workerDataSource, database.unitOfWork, database.clock);
    sweep = new Sweep(database.workerDataSource, database.unitOfWork, database.clock);
    pump.onDelivery('webhook', async (_, { payload }) => {
      if (payload === 'away') throw new Undeliverable('410 gone');
    });
  });
  const post = (payload: string, tenant = 'ontario-211', deliverAfter?: Date) =>
    database.unitOfWork.run({ tenant, person: null, role: 'navigator', agency: null }, (tx) =>
      enqueue(tx, { topic: 'webhook', stream: newId(), payload, ...(deliverAfter && { deliverAfter }) }),
    );
  const kept = async () =>
    (await database.ownerQuery<{ payload: string }>('SELECT payload FROM outbox ORDER BY seq')).map(
      (row) => row.payload,
    );

  it('is thrown away after a week, in every tenant; what was not delivered stays', async () => {
    await post('one');
    await post('one', 'greater-montreal');
    await post('away');
    await post('later', 'ontario-211', new Date(database.clock.now().getTime() + 30 * days));
    await pump.drainOnce();
    database.clock.advance(7 * days);
    expect(await sweep.sweepOnce()).toBe(0);
    expect(await kept()).toEqual(['one', 'one', 'away', 'later']);
    await post('new');
    await pump.drainOnce();
    database.clock.advance(1);
    expect(await sweep.sweepOnce()).toBe(2);
    expect(await kept()).toEqual(['away', 'later', 'new']);
  });

  it('is thrown away in small batches, until none is left', async () => {
    await database.ownerQuery(`
      INSERT INTO outbox (tenant_id, id, topic, stream_id, payload, created_at, deliver_after, delivered_at, receiver)
      SELECT 'ontario-211', gen_random_uuid(), 'webhook', gen_random_uuid(), '"old"', '2020-01-01', '2020-01-01', '2020-01-01', 'x'
      FROM generate_series(1, 1201)`);
    expect(await sweep.sweepOnce()).toBe(1201);
    expect(await kept()).toEqual(['away', 'later', 'new']);
  });

  it('is kept as long as the operator says', async () => {
    const month = new Sweep(database.workerDataSource, database.unitOfWork, database.clock, 30);
    database.clock.advance(29 * days);
    expect(await month.sweepOnce()).toBe(0);
    database.clock.advance(days);
    expect(await month.sweepOnce()).toBe(1);
  });

  it('is thrown away by a running server without being asked', async () => {
    await post('last');
    database.clock.advance(8 * days);
    await pump.drainOnce();
    database.clock.advance(8 * days);
    sweep.start();
    while ((await kept()).includes('last'));
    await sweep.stop();
  });
});

describe('a kept answer', () => {
  it('is thrown away after its 24 hours, in every tenant', async () => {
    const database = await createTestDatabase();
    const sweep = new Sweep(database.workerDataSource, database.unitOfWork, database.clock);
    const keep = (tenant: string, key: string) =>
      database.unitOfWork.run({ tenant, person: 'nadia', role: 'navigator', agency: null }, async (tx) => {
        const request = { key, route: 'POST /api/v1/cases', bodyHash: 'abc' };
        await once(tx, request);
        remember(tx, request, { status: 201, headers: {}, json: '{}' });
      });
    await keep('ontario-211', 'old');
    await keep('greater-montreal', 'old');
    database.clock.advance(days / 2);
    await keep('ontario-211', 'new');
    database.clock.advance(days / 2 + 1);
    expect(await sweep.sweepOnce()).toBe(2);
    expect(await database.ownerQuery('SELECT key FROM idempotency_keys')).toEqual([{ key: 'new' }]);
  });
});
