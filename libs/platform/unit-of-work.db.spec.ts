import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { caseIs, goOnWithCase, ownCase } from './acting-as.js';
import { TestClock } from './clock.js';
import { newId } from './new-id.js';
import { UnitOfWork, type Tx, type Who } from './unit-of-work.js';

const ontario: Who = { tenant: 'ontario-211', person: 'nadia', role: 'navigator', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };

const fail = () => Promise.reject(new Error('no connection'));

describe('a unit of work', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });

  const addTimer = (tx: Tx, subject: string, tenant = tx.who.tenant) =>
    tx.sql(
      'spec.add-timer',
      `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) VALUES ($1, $2, 'due', 1, $3)`,
      [tenant, subject, tx.now],
    );
  const count = (tx: Tx, subject: string) =>
    tx.sql<{ n: number }>('spec.count', 'SELECT count(*)::int AS n FROM timers WHERE subject_id = $1', [subject]);

  it('keeps all of the work, and shows it to the own tenant alone', async () => {
    const subject = newId();
    await database.unitOfWork.run(ontario, (tx) => addTimer(tx, subject));
    expect(await database.unitOfWork.run(ontario, (tx) => count(tx, subject))).toEqual([{ n: 1 }]);
    expect(await database.unitOfWork.run(montreal, (tx) => count(tx, subject))).toEqual([{ n: 0 }]);
  });

  it('keeps none of it when the work throws, and throws the same error on', async () => {
    const subject = newId();
    const broken = new Error('line is dead');
    await expect(
      database.unitOfWork.run(ontario, async (tx) => {
        await addTimer(tx, subject);
        throw broken;
      }),
    ).rejects.toBe(broken);
    expect(await database.unitOfWork.run(ontario, (tx) => count(tx, subject))).toEqual([{ n: 0 }]);
  });

  it('refuses to write a row of another tenant', async () => {
    await expect(database.unitOfWork.run(ontario, (tx) => addTimer(tx, newId(), 'greater-montreal'))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('looks in one round trip, and refuses what is asked after it', async () => {
    const subject = newId();
    await database.unitOfWork.run(ontario, (tx) => addTimer(tx, subject));
    const seen = await database.unitOfWork.look(ontario, async (tx) => {
      const [mine, all] = await Promise.all([count(tx, subject), count(tx, newId())]);
      return { mine, all, trips: tx.roundTrips };
    });
    expect(seen).toEqual({ mine: [{ n: 1 }], all: [{ n: 0 }], trips: 1 });
    const twice = database.unitOfWork.look(ontario, async (tx) => [await count(tx, subject), await count(tx, subject)]);
    await expect(twice).rejects.toThrow(/after its transaction had ended/);
    const [kept, lost] = [newId(), newId()];
    await database.unitOfWork.look(ontario, async (tx) => {
      await addTimer(tx, kept);
    });
    const spoilt = database.unitOfWork.look(ontario, async (tx) => {
      tx.write('spec.one-trip', `INSERT INTO timers VALUES ('ontario-211', $1, 'due', 1, now())`, [lost]);
      tx.write('spec.failing-write', 'SELECT 1 / 0');
      await Promise.resolve();
    });
    await expect(spoilt).rejects.toThrow('division by zero');
    const found = await database.unitOfWork.look(ontario, (tx) => Promise.all([count(tx, kept), count(tx, lost)]));
    expect(found).toEqual([[{ n: 1 }], [{ n: 0 }]]);
    expect(await database.unitOfWork.look(ontario, () => Promise.resolve(7))).toBe(7);
    const broken = database.unitOfWork.look(ontario, (tx) =>
      Promise.all([count(tx, subject), tx.sql('spec.look-broken', 'SELECT 1 / $1::int', [0])]),
    );
    await expect(broken).rejects.toThrow('division by zero');
    expect(await database.unitOfWork.look(ontario, (tx) => count(tx, subject))).toEqual([{ n: 1 }]);
  });

  it('takes no connection for work that asks nothing', async () => {
    const source = { createQueryRunner: () => ({ connect: fail, release: () => Promise.resolve() }) };
    const none = new UnitOfWork(source as unknown as DataSource, new TestClock('2026-11-01T04:00:00Z'));
    expect(await none.run(ontario, () => Promise.resolve(7))).toBe(7);
    await expect(none.run(ontario, (tx) => count(tx, newId()))).rejects.toThrow('no connection');
  });

  it('goes on with the one case that a client has found, and with none for anybody else', async () => {
    const own = (tx: Tx) => tx.sql<{ own: string }>('spec.own-case', `SELECT current_setting('app.case', true) AS own`);
    const client: Who = { ...ontario, person: null, role: 'client', case: null };
    const found = database.unitOfWork.run(client, async (tx) => [
      ...(await own(tx)),
      ...(await goOnWithCase(tx, 'c-1', async (theirs) => [...(await own(theirs)), { own: theirs.who.case }])),
    ]);
    expect(await found).toEqual([{ own: '' }, { own: 'c-1' }, { own: 'c-1' }]);
    await expect(database.unitOfWork.run(ontario, (tx) => goOnWithCase(tx, 'c-1', own))).rejects.toThrow(/no client/);
    const id = newId();
    const which = (tx: Tx) => tx.sql<{ is: string }>('spec.case-is', `SELECT ${caseIs('$1')} AS is`, [ownCase]);
    const mine = database.unitOfWork.run(client, async (tx) => [
      ...(await which(tx)),
      ...(await goOnWithCase(tx, id, which)),
    ]);
    expect(await mine).toEqual([{ is: null }, { is: id }]);
  });

  it('refuses to run without a tenant', async () => {
    await expect(database.unitOfWork.run({ ...ontario, tenant: '' }, async () => 1)).rejects.toThrow(/needs a tenant/);
  });

  it('tells the database who acts, quotes and all', async () => {
    const who: Who = { tenant: `o'hara\\`, person: `x'); DROP TABLE timers; --`, role: 'agency-worker', agency: 'khp' };
    const [row] = await database.unitOfWork.run(who, (tx) =>
      tx.sql(
        'spec.who',
        `SELECT current_setting('app.tenant') AS tenant, current_setting('app.person') AS person,
           current_setting('app.role') AS role, current_setting('app.agency') AS agency`,
      ),
    );
    expect(row).toEqual(who);
  });

  it('has one instant for the whole transaction', async () => {
    await database.unitOfWork.run(ontario, async (tx) => {
      const before = tx.now;
      database.clock.advance(1000);
      expect(tx.now).toBe(before);
    });
  });

  it('counts every round trip, those of TypeORM and COMMIT as well; BEGIN travels with the first statement', async () => {
    await database.unitOfWork.run(ontario, async (tx) => {
      expect(tx.roundTrips).toBe(1);
      await count(tx, newId());
      expect(tx.roundTrips).toBe(2);
      await tx.manager.query('SELECT 1');
      expect(tx.roundTrips).toBe(3);
    });
  });

  it('lets a write travel with the next statement, which sees it, and with COMMIT', async () => {
    const [first, second] = [newId(), newId()];
    const write = (tx: Tx, subject: string) =>
      tx.write('spec.write', `INSERT INTO timers VALUES ('ontario-211', $1, 'due', 1, $2)`, [subject, tx.now]);
    await database.unitOfWork.run(ontario, async (tx) => {
      write(tx, first);
      expect(await count(tx, first)).toEqual([{ n: 1 }]);
      write(tx, second);
      expect(tx.roundTrips).toBe(2);
    });
    expect(await database.unitOfWork.run(ontario, (tx) => count(tx, second))).toEqual([{ n: 1 }]);
  });

  it.each([
    ['with COMMIT', async () => undefined],
    ['with the next statement', (tx: Tx) => count(tx, newId())],
    ['with a statement of TypeORM', (tx: Tx) => tx.manager.query('SELECT 1')],
  ])('keeps nothing when a write fails that travelled %s, and tells what failed', async (_, next) => {
    const subject = newId();
    const failing = database.unitOfWork.run(ontario, async (tx) => {
      await addTimer(tx, subject);
      tx.write('spec.failing-write', 'SELECT 1 / 0');
      await next(tx);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await database.unitOfWork.run(ontario, (tx) => count(tx, subject))).toEqual([{ n: 0 }]);
  });

  it('asks last what must still hold, with COMMIT and so at no trip, and keeps nothing when it holds no more', async () => {
    const [held, lost] = [newId(), newId()];
    const premise = () => ({
      name: 'spec.premise',
      text: `SELECT 1 / (1 - count(*)) FROM timers WHERE subject_id = $1 AND generation = 2`,
      values: [lost],
    });
    const work = (subject: string, meanwhile: () => Promise<unknown>) =>
      database.unitOfWork.run({ ...ontario, premise }, async (tx) => {
        await addTimer(tx, subject);
        await meanwhile();
        expect(tx.roundTrips).toBe(2);
      });
    await work(held, () => Promise.resolve());
    const end = `INSERT INTO timers VALUES ('ontario-211', $1, 'ended', 2, now())`;
    await expect(work(lost, () => database.ownerQuery(end, [lost]))).rejects.toThrow('division by zero');
    const names = (subject: string) => database.ownerQuery('SELECT name FROM timers WHERE subject_id = $1', [subject]);
    expect([await names(held), await names(lost)]).toEqual([[{ name: 'due' }], [{ name: 'ended' }]]);
    await expect(database.unitOfWork.run({ ...ontario, premise }, () => Promise.resolve())).rejects.toThrow('division');
  });

  it('runs the work again when a write says that somebody else was quicker', async () => {
    let runs = 0;
    await database.unitOfWork.run(ontario, async (tx) => {
      if (++runs === 1) tx.write('spec.lost-race', 'SELECT refuse_lost_race()');
    });
    expect(runs).toBe(2);
  });

  it('is one transaction with what TypeORM does in it, a nested TypeORM transaction included', async () => {
    const subject = newId();
    await expect(
      database.unitOfWork.run(ontario, async (tx) => {
        await addTimer(tx, subject);
        await tx.manager.transaction(async (nested) => {
          await nested.query('UPDATE timers SET generation = 2 WHERE subject_id = $1', [subject]);
        });
        throw new Error('after all not');
      }),
    ).rejects.toThrow('after all not');
    expect(await database.unitOfWork.run(ontario, (tx) => count(tx, subject))).toEqual([{ n: 0 }]);
  });

  it('does not claim to have saved when an error was swallowed', async () => {
    const swallowing = database.unitOfWork.run(ontario, async (tx) => {
      await tx.sql('spec.broken', 'SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(/division by zero/);
    const byTypeOrm = database.unitOfWork.run(ontario, async (tx) => {
      await tx.manager.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(byTypeOrm).rejects.toThrow(/Nothing was saved/);
  });

  it('reads rows alike the first time and every other time, also after one of its own failed, and tells what cannot be read', async () => {
    const [name, text] = [
      'spec.many-types',
      `SELECT n, 6 / n AS six, n::numeric AS money, ARRAY[n::text, NULL] AS words, json_build_object('n', n) AS told,
         to_timestamp(n) AS at, NULL::int AS none FROM generate_series($1::int, 2) AS n`,
    ];
    const ask = (from: number) => database.unitOfWork.run(ontario, (tx) => tx.sql(name, text, [from]));
    await expect(ask(-1)).rejects.toThrow('division by zero');
    const row = (n: number) => ({
      ...{ n, six: 6 / n, money: `${n}`, words: [`${n}`, null], told: { n }, at: new Date(n * 1000), none: null },
    });
    for (let time = 0; time < 3; time += 1) expect(await ask(1)).toEqual([row(1), row(2)]);
    await expect(ask(-1)).rejects.toThrow('division by zero');
    expect(await ask(3)).toEqual([]);
    expect(await ask(2)).toEqual([row(2)]);
    const twice = await database.unitOfWork.run(ontario, (tx) =>
      Promise.all([
        tx.sql(name, text, [2]),
        tx.sql('spec.two', 'SELECT 2 AS two'),
        tx.sql('spec.two', 'SELECT 2 AS two'),
      ]),
    );
    expect(twice).toEqual([[row(2)], [{ two: 2 }], [{ two: 2 }]]);
  });

  it('takes a text that says nothing for what it is', async () => {
    const answers = await database.unitOfWork.run(ontario, (tx) => {
      tx.write('spec.comment', '-- nothing');
      return Promise.all([tx.sql('spec.empty', ''), count(tx, newId())]);
    });
    expect(answers).toEqual([[], [{ n: 0 }]]);
  });

  it('tells the error of a write, whatever it was sent behind', async () => {
    const ended = database.unitOfWork.run(ontario, async (tx) => {
      const asked = count(tx, newId());
      tx.write('spec.fails', 'SELECT 1 / ($1::int - $1::int)', [1]);
      await asked;
    });
    await expect(ended).rejects.toThrow(/division by zero/);
  });

  it.each<[string, (tx: Tx) => unknown, RegExp]>([
    ['a value that cannot be written out', (tx) => tx.write('spec.json', 'SELECT $1::jsonb', [{ n: 1n }]), /BigInt/],
    ['a COPY', (tx) => tx.write('spec.copy', 'COPY timers FROM STDIN'), /COPY/],
    ['another text under a known name', (tx) => tx.write('spec.count', 'SELECT 2'), /must be unique/],
  ])('keeps nothing of a transaction with %s, and the next one is none the worse', async (_, spoil, why) => {
    const subject = newId();
    await database.unitOfWork.run(ontario, (tx) => count(tx, subject));
    const ended = database.unitOfWork.run(ontario, async (tx) => {
      tx.write(
        'spec.write-timer',
        `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) VALUES ($1, $2, 'due', 1, $3)`,
        [tx.who.tenant, subject, tx.now],
      );
      spoil(tx);
    });
    await expect(ended).rejects.toThrow(why);
    expect(await database.unitOfWork.run(ontario, (tx) => count(tx, subject))).toEqual([{ n: 0 }]);
  });

  it('takes nothing more when it has ended, and leaves nothing waiting', async () => {
    let late: Tx | undefined;
    const ends: Promise<string>[] = [];
    const note = (answer: Promise<unknown>) =>
      ends.push(
        answer.then(
          () => 'answered',
          () => 'refused',
        ),
      );
    await database.unitOfWork
      .run(ontario, async (tx) => {
        late = tx;
        note(tx.sql('spec.sleep', 'SELECT pg_sleep(0.05)'));
        await new Promise(setImmediate);
        note(count(tx, newId()));
        throw new Error('the work is given up');
      })
      .catch(() => undefined);
    note(late!.sql('spec.one', 'SELECT 1'));
    expect(await Promise.all(ends)).toEqual(['answered', 'refused', 'refused']);
    await database.unitOfWork.run(ontario, (tx) => Promise.resolve((late = tx)));
    await expect(late!.sql('spec.one', 'SELECT 1')).rejects.toThrow(/transaction had ended/);
    expect(() => late!.write('spec.one', 'SELECT 1')).toThrow(/transaction had ended/);
  });

  it('goes on after a statement failed: those behind it get the same error, and are prepared the next time', async () => {
    const never = (tx: Tx) => tx.sql<{ n: number }>('spec.never-prepared', 'SELECT 2 AS n');
    const codeOf = (end: PromiseSettledResult<unknown>) =>
      end.status === 'rejected' && (end.reason as { code: string }).code;
    const codes: unknown[] = [];
    await database.unitOfWork
      .run(ontario, async (tx) => {
        const both = [tx.sql('spec.fails', 'SELECT 1 / ($1::int - $1::int)', [1]), never(tx), never(tx)];
        for (const end of await Promise.allSettled(both)) codes.push(codeOf(end));
        throw new Error('done');
      })
      .catch(() => undefined);
    expect(codes).toEqual(['22012', '22012', '22012']);
    const answers = await database.unitOfWork.run(ontario, (tx) => Promise.all([never(tx), never(tx)]));
    expect(answers).toEqual([[{ n: 2 }], [{ n: 2 }]]);
  });

  it('runs the work again after a deadlock', async () => {
    const subjects = [newId(), newId()] as const;
    await database.unitOfWork.run(ontario, async (tx) => {
      for (const subject of subjects) await addTimer(tx, subject);
    });
    let bothHoldOne = 0;
    let runs = 0;
    let release = (): void => undefined;
    const together = new Promise<void>((resolve) => (release = resolve));
    const lockIn = (order: readonly string[]) =>
      database.unitOfWork.run(ontario, async (tx) => {
        runs++;
        for (const subject of order) {
          await tx.sql('spec.lock', 'UPDATE timers SET generation = generation + 1 WHERE subject_id = $1', [subject]);
          if (++bothHoldOne === 2) release();
          await together;
        }
      });
    await Promise.all([lockIn(subjects), lockIn([...subjects].reverse())]);
    // Whoever was undone may be quicker than the one that waited, and stand in its way once more.
    expect(runs).toBeGreaterThanOrEqual(3);
    const rows = await database.ownerQuery('SELECT generation FROM timers WHERE subject_id = ANY ($1)', [subjects]);
    expect(rows).toEqual([{ generation: 3 }, { generation: 3 }]);
  });

  it('gives up after three repetitions', async () => {
    let runs = 0;
    const always = new UnitOfWork(database.dataSource, database.clock).run(ontario, async (tx) => {
      runs++;
      await tx.sql('spec.fail', `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
    });
    await expect(always).rejects.toThrow('again');
    expect(runs).toBe(4);
  });
});
