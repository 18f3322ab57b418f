import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { newId } from '../new-id.js';
import type { Tx, Who } from '../unit-of-work.js';
import { copyCodedRows } from './copy-coded-rows.js';

const who: Who = { tenant: 'ontario-211', person: null, role: 'supervisor', agency: null };
const rows = 5000;

describe('rows of codes that are copied out', () => {
  let database: TestDatabase;
  const run = <T>(work: (tx: Tx) => Promise<T>, as = who) => database.unitOfWork.run(as, work);
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.ownerQuery(`
      INSERT INTO case_answers SELECT 'ontario-211', gen_random_uuid(), 'dso', 1, 5, int4send(n) || int4send(-n) || int4send(7)
      FROM generate_series(1, ${rows}) n`);
  });
  const all = 'SELECT case_id, codes FROM case_answers';
  const query = `${all} WHERE program_id = 'dso'`;
  const read = async (tx: Tx, atOnce: number, text = query, width = 3) => {
    const found: unknown[][] = [];
    const counts: number[] = [];
    await copyCodedRows(tx, text, { width, atOnce }, (some) => {
      counts.push(some.count);
      for (let row = 0; row < some.count; row++) {
        found.push([some.idOf(row), ...some.codes.subarray(row * width, (row + 1) * width)]);
      }
    });
    return { found: found.sort(), counts };
  };

  it('are those that a query gives, so many at a time', async () => {
    const rowsThere = await database.ownerQuery<{ id: string; n: number }>(
      `SELECT case_id AS id, ('x' || encode(substr(codes, 1, 4), 'hex'))::bit(32)::int AS n FROM case_answers`,
    );
    const { found, counts } = await run((tx) => read(tx, 999));
    expect(found).toEqual(rowsThere.map(({ id, n }) => [id, n, -n, 7]).sort());
    expect(counts).toEqual([999, 999, 999, 999, 999, 5]);
  });

  it('are those of the tenant, and none for an agency', async () => {
    expect((await run((tx) => read(tx, 100), { ...who, tenant: 'greater-montreal' })).found).toEqual([]);
    expect((await run((tx) => read(tx, 100), { ...who, role: 'agency-worker', agency: 'a' })).found).toEqual([]);
  });

  it('come between other statements of the same transaction, and see what it wrote', async () => {
    const id = newId();
    await run(async (tx) => {
      tx.write('spec.insert', `INSERT INTO case_answers VALUES ($1, $2, 'good2talk', 1, 9, '\\x00000001')`, [
        'ontario-211',
        id,
      ]);
      const own = `${all} WHERE program_id = 'good2talk'`;
      expect((await read(tx, 10, own, 1)).found).toEqual([[id, 1]]);
      expect(await tx.sql('spec.one', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect((await read(tx, 10, own, 1)).found).toEqual([[id, 1]]);
    });
    await run(async (tx) => {
      expect(await tx.sql('spec.two', 'SELECT 2 AS two')).toEqual([{ two: 2 }]);
    });
  });

  it('of another width are refused, and so is a query that fails on the way; the connection serves on', async () => {
    await expect(run((tx) => read(tx, 10, query, 2))).rejects.toThrow('does not have an id and 2 codes');
    const failing = `SELECT case_id, int4send(4000 / (n - 4000)) FROM (SELECT case_id, row_number() OVER () AS n FROM case_answers) x`;
    await expect(run((tx) => read(tx, 10, failing, 1))).rejects.toThrow();
    await expect(run((tx) => read(tx, 10, 'SELECT nothing FROM nowhere', 1))).rejects.toThrow('does not exist');
    for (let at = 0; at < 20; at++) expect((await run((tx) => read(tx, 5000))).found.length).toBeGreaterThan(4999);
  });
});
