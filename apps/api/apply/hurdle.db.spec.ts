import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../config/datasource.js';
import { appRole, Keyring, Sweep, UnitOfWork } from '../../../libs/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { ApplyHurdle } from './hurdle.js';

const tenant = 'ontario-211';
const from = (ip: string) => ({ ip, socket: { remoteAddress: '10.0.0.5' } }) as Parameters<ApplyHurdle['mayTry']>[1];
const library = from('198.51.100.7');
const options = { keyring: new Keyring([Buffer.alloc(32, 7)]) };

describe('what is counted of one place, by two processes', () => {
  let database: TestDatabase;
  let other: DataSource;
  let two: ApplyHurdle[];
  beforeAll(async () => {
    database = await createTestDatabase();
    other = await new DataSource(dataSourceOptions(database.url(appRole))).initialize();
    two = [database.unitOfWork, new UnitOfWork(other, database.clock)].map(
      (work) => new ApplyHurdle(database.clock, work, options),
    );
  });
  afterAll(() => other.destroy());
  beforeEach(() => database.clock.advance(600_000));
  const both = <T>(times: number, ask: (hurdle: ApplyHurdle) => Promise<T>) =>
    Promise.all(Array.from({ length: times }, (_, at) => ask(two[at % 2]!)));
  const counted = (tries: readonly boolean[]) => tries.filter(Boolean).length;

  it('is thirty tries to come back in ten minutes, however many come at once, and each place for itself', async () => {
    expect(counted(await both(40, (hurdle) => hurdle.mayTry(tenant, library)))).toBe(30);
    expect(await two[0]!.mayTry(tenant, from('198.51.100.8'))).toBe(true);
    expect(await two[0]!.mayTry('greater-montreal', library)).toBe(true);
    database.clock.advance(599_999);
    expect(await two[1]!.mayTry(tenant, library)).toBe(false);
    database.clock.advance(1);
    expect(counted(await both(31, (hurdle) => hurdle.mayTry(tenant, library)))).toBe(30);
  });

  it('is no right one: a library full of people comes back', async () => {
    for (let more = 0; more < 40; more++) {
      expect(await two[more % 2]!.mayTry(tenant, library)).toBe(true);
      await two[(more + 1) % 2]!.wasRight(tenant, library);
    }
    expect(counted(await both(31, (hurdle) => hurdle.mayTry(tenant, library)))).toBe(30);
    // What is over is not taken back: nobody saves tries up.
    database.clock.advance(600_000);
    await both(5, (hurdle) => hurdle.wasRight(tenant, library));
    expect(counted(await both(31, (hurdle) => hurdle.mayTry(tenant, library)))).toBe(30);
  });

  it('is five that are begun without waiting, and a hundred in all', async () => {
    const word = two[0]!.word();
    const begin = (times: number, trap = '') => both(times, (hurdle) => hurdle.begin(tenant, library, word, trap));
    const passed = async (asked: Promise<readonly string[]>) => {
      const told = await asked;
      return ['passed', 'wait', 'too-many'].map((each) => told.filter((one) => one === each).length);
    };
    database.clock.advance(2_999);
    expect(await passed(begin(2))).toEqual([0, 2, 0]);
    database.clock.advance(1);
    expect(await passed(begin(2, 'filled in'))).toEqual([0, 2, 0]);
    expect(await passed(begin(8))).toEqual([5, 3, 0]);
    database.clock.advance(27_000);
    expect(await passed(begin(97))).toEqual([95, 0, 2]);
  });

  it('tells nobody which place it was, and is thrown away within the hour', async () => {
    await both(2, (hurdle) => hurdle.mayTry(tenant, library));
    const rows = await database.ownerQuery<{ row: string }>('SELECT limits::text AS row FROM limits');
    expect(rows.length).toBeGreaterThan(0);
    const plain = [library.ip, Buffer.from(library.ip).toString('hex')];
    for (const { row } of rows) for (const text of plain) expect(row).not.toContain(text);
    const sweep = new Sweep(database.workerDataSource, database.unitOfWork, database.clock);
    database.clock.advance(600_001);
    expect(await sweep.sweepOnce()).toBe(rows.length);
    expect(await database.ownerQuery('SELECT 1 FROM limits')).toEqual([]);
  });

  it('waits for no disk, and is lost when the database falls', async () => {
    expect(await database.ownerQuery(`SELECT relpersistence AS as FROM pg_class WHERE relname = 'limits'`)).toEqual([
      { as: 'u' },
    ]);
  });
});
