import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { newId } from '../new-id.js';
import type { Who } from '../unit-of-work.js';
import { clearTimers, setTimer, setTimers } from './set-timer.js';
import { TimerPump } from './timer-pump.js';

const ontario: Who = { tenant: 'ontario-211', person: 'nadia', role: 'navigator', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };
const minute = 60_000;

describe('timers', () => {
  let database: TestDatabase;
  let pump: TimerPump;
  beforeEach(async () => {
    database = await createTestDatabase();
    pump = newPump();
  });

  const newPump = () => new TimerPump(database.workerDataSource, database.unitOfWork, database.clock);
  const set = (who: Who, subject: string, inMinutes: number, generation = 1) =>
    database.unitOfWork.run(who, (tx) =>
      setTimer(tx, {
        subject,
        name: 'case/deadline',
        generation,
        dueAt: new Date(tx.now.getTime() + inMinutes * minute),
      }),
    );
  const left = () => database.ownerQuery<{ generation: number }>('SELECT generation FROM timers');

  it('fire when they are due, once, inside their tenant', async () => {
    const fired: string[] = [];
    pump.onTimer('case', async (who, timer) => void fired.push(`${who.tenant} ${timer.subject}`));
    const [first, second] = [newId(), newId()];
    await set(ontario, first, 5);
    await set(montreal, second, 10);

    expect(await pump.drainOnce()).toBe(0);
    database.clock.advance(5 * minute);
    expect(await pump.drainOnce()).toBe(1);
    database.clock.advance(30 * minute);
    expect(await pump.drainOnce()).toBe(1);
    expect(fired).toEqual([`ontario-211 ${first}`, `greater-montreal ${second}`]);
    expect(await left()).toEqual([]);
  });

  it('that the acting transaction set again stay for their next time', async () => {
    const subject = newId();
    const generations: number[] = [];
    pump.onTimer('case', async (who, timer) => {
      generations.push(timer.generation);
      await set(who, subject, 15, timer.generation + 1);
    });
    await set(ontario, subject, 0);
    await pump.drainOnce();
    expect(await left()).toEqual([{ generation: 2 }]);
    database.clock.advance(15 * minute);
    await pump.drainOnce();
    expect(generations).toEqual([1, 2]);
  });

  it('that were cleared never fire', async () => {
    const subject = newId();
    pump.onTimer('case', () => Promise.reject(new Error('fired all the same')));
    await set(ontario, subject, 1);
    await database.unitOfWork.run(ontario, (tx) => clearTimers(tx, subject, ['case/deadline']));
    await set(ontario, subject, 1);
    await database.unitOfWork.run(ontario, (tx) => clearTimers(tx, subject, 'all'));
    database.clock.advance(minute);
    expect(await pump.drainOnce()).toBe(0);
  });

  it('fire again after a handler failed, when the claim has ended', async () => {
    let failing = true;
    let calls = 0;
    pump.onTimer('case', async () => {
      calls++;
      if (failing) throw new Error('database went away');
    });
    await set(ontario, newId(), 0);
    await pump.drainOnce();
    expect(await pump.drainOnce()).toBe(0);
    failing = false;
    database.clock.advance(minute);
    expect(await pump.drainOnce()).toBe(1);
    expect(calls).toBe(2);
    expect(await left()).toEqual([]);
  });

  it('stay when nobody knows their kind', async () => {
    await set(ontario, newId(), 0);
    await pump.drainOnce();
    expect(await left()).toHaveLength(1);
  });

  it('fire once each however many processes look', async () => {
    const subjects = Array.from({ length: 150 }, newId);
    await Promise.all(subjects.map((subject) => set(ontario, subject, 0)));
    const fired: string[] = [];
    const pumps = [pump, newPump(), newPump()];
    for (const one of pumps) one.onTimer('case', async (_, timer) => void fired.push(timer.subject));
    await Promise.all(pumps.map((one) => one.drainOnce()));
    expect([...fired].sort()).toEqual([...subjects].sort());
  });

  it('of one subject fire one after the other, the longest due first', async () => {
    const subject = newId();
    const events: string[] = [];
    pump.onTimer('case', async (who, { name }) => {
      events.push(`begin ${name}`);
      await database.unitOfWork.run(who, (tx) => tx.sql('test.take-time', 'SELECT pg_sleep(0.01)'));
      events.push(`end ${name}`);
    });
    const names = ['case/a', 'case/b', 'case/c'];
    await database.unitOfWork.run(ontario, (tx) =>
      setTimers(
        tx,
        names.map((name, index) => ({
          subject,
          name,
          generation: 1,
          dueAt: new Date(tx.now.getTime() - index * minute),
        })),
      ),
    );
    await pump.drainOnce();
    expect(events).toEqual([...names].reverse().flatMap((name) => [`begin ${name}`, `end ${name}`]));
  });

  it('fire by themselves once the pump is started, and stop waits for the one in hand', async () => {
    const events: string[] = [];
    let finish = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      pump.onTimer('case', async () => {
        resolve();
        await new Promise<void>((go) => (finish = go));
        events.push('handled');
      });
    });
    await set(ontario, newId(), 0);
    pump.start();
    await begun;
    const stopped = pump.stop().then(() => events.push('stopped'));
    finish();
    await stopped;
    expect(events).toEqual(['handled', 'stopped']);
  });

  it('show their times to the worker, and nothing else', async () => {
    await set(ontario, newId(), 0);
    const worker = database.workerDataSource;
    await expect(worker.query('DELETE FROM timers')).rejects.toThrow(/permission denied/);
    await expect(worker.query('UPDATE timers SET due_at = now()')).rejects.toThrow(/permission denied/);
    await expect(worker.query('SELECT payload FROM outbox')).rejects.toThrow(/permission denied/);
    await expect(worker.query('SELECT body FROM idempotency_keys')).rejects.toThrow(/permission denied/);
    expect(await worker.query('SELECT due_at FROM timers')).toHaveLength(1);
  });
});
