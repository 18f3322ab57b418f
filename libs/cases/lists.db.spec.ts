import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { listContacts } from '../contacts/index.js';
import { newId, type Tx, type Who } from '../platform/index.js';
import { listCases, listFloorCases } from './index.js';

const ontario: Who = { tenant: 'ontario-211', person: 'priya-raman', role: 'supervisor', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };
const now = Date.parse('2026-06-01T12:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

interface Place {
  readonly at: string;
  readonly id: string;
}
interface Page {
  readonly limit: number;
  readonly after: Place | null;
}
type Listed = readonly { readonly id: string; readonly sortedBy: string }[];

/** Numbers that no other row of the spec has. */
let drawn = 0;
const insertCase = (values: string) => `
  INSERT INTO cases (tenant_id, id, number, program_id, program_version, contact_id, subject_id, channel, language, opened_at,
    opened_by, revision, state, entered_at, progress, owner_kind, owner_id, due_limit, due_at, due_since, overdue)
  SELECT tenant, id, 'C-' || to_char(place / 10000, 'FM000') || '-' || to_char(place % 10000, 'FM0000'), 'good2talk', 1, id, id,
    'phone', 'en', due, 'amina-diallo', 1, 'greet', due, '{"settled": {}}', 'person', 'amina-diallo', 86400, due, since, overdue
  FROM (${values}) v (tenant, id, due, since, overdue, place)`;
const insertContact = (values: string) => `
  INSERT INTO contacts (tenant_id, id, line_id, channel, language, inquirer, status, owner_kind, owner_id, due_generation,
    started_at, started_by, due_at, due_since, overdue)
  SELECT tenant, id, 'good2talk', 'phone', 'en', 'self', 'open', 'person', 'amina-diallo', 1, due, 'amina-diallo', due, since,
    overdue FROM (${values}) v (tenant, id, due, since, overdue, place)`;
const row = `VALUES ($1::text, $2::uuid, $3::timestamptz, $4::timestamptz, $5::integer, $6::integer)`;
/** A tenth of them overdue. */
const many = `SELECT 'ontario-211', gen_random_uuid(), timestamptz '2026-07-01' + n * interval '1 minute',
  timestamptz '2026-07-01' + n * interval '1 minute' - interval '1 hour', (n % 10 = 0)::integer, n + 100000
  FROM generate_series(1, 2000) n`;

const open = { status: 'open', mine: false } as const;
const lists: readonly (readonly [
  string,
  string,
  (values: string) => string,
  (tx: Tx, page: Page) => Promise<Listed>,
])[] = [
  ['open cases', 'cases', insertCase, (tx: Tx, page: Page) => listCases(tx, { ...open, ...page })],
  ['the floor', 'cases', insertCase, (tx: Tx, page: Page) => listFloorCases(tx, page)],
  [
    'contacts',
    'contacts',
    insertContact,
    (tx: Tx, page: Page) => listContacts(tx, { status: null, mine: false, ...page }),
  ],
];

describe.each(lists)('the list of %s', (_, table, insert, list) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  const read = (page: Page, who = ontario): Promise<Listed> => database.unitOfWork.run(who, (tx) => list(tx, page));
  const all = { limit: 500, after: null };
  /** Due in so many minutes; or overdue since as many ago. */
  const add = async (minutes: number, tenant = 'ontario-211'): Promise<string> => {
    const id = newId();
    const overdue = minutes < 0 ? 1 : 0;
    const [due, since] = overdue ? [at(60), at(minutes)] : [at(minutes), at(0)];
    await database.ownerQuery(insert(row), [tenant, id, due, since, overdue, drawn++]);
    return id;
  };
  const clear = () => database.ownerQuery(`DELETE FROM ${table}`);

  it('has whose deadline has passed first, the longest wait before the others; then what is due first', async () => {
    const [soon, late, later, longest] = [await add(5), await add(-10), await add(90), await add(-400)];
    expect((await read(all)).map(({ id }) => id)).toEqual([longest, late, soon, later]);
    await clear();
  });

  it('is its tenant’s alone', async () => {
    const [own, other] = [await add(5), await add(5, 'greater-montreal')];
    expect((await read(all)).map(({ id }) => id)).toEqual([own]);
    expect((await read(all, montreal)).map(({ id }) => id)).toEqual([other]);
    await clear();
  });

  it('gives in pages each row once that stays as it is, whatever becomes of the others meanwhile', async () => {
    // Many at one moment: a page ends in the midst of them.
    const ids: string[] = [];
    for (let index = 0; index < 30; index += 1) ids.push(await add(index % 10 < 6 ? 30 : index - 12));
    const order = (await read(all)).map(({ id }) => id);
    const [seenMoves, unseenMoves, unseenEnds] = [order[1] ?? '', order[26] ?? '', order[20] ?? ''];
    const seen: string[] = [];
    for (let after: Place | null = null, page = 0; ; page += 1) {
      const rows = await read({ limit: 4, after });
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last) break;
      after = { at: last.sortedBy, id: last.id };
      if (page !== 0) continue;
      const move = `UPDATE ${table} SET overdue = 0, due_at = $2, due_since = $3 WHERE id = $1`;
      await database.ownerQuery(move, [seenMoves, at(1_000), at(900)]);
      await database.ownerQuery(move, [unseenMoves, at(-900), at(-1_000)]);
      await database.ownerQuery(`DELETE FROM ${table} WHERE id = $1`, [unseenEnds]);
      await add(-600);
      await add(45);
    }
    const stayed = order.filter((id) => ![seenMoves, unseenMoves, unseenEnds].includes(id));
    expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed);
    await clear();
  });

  it('is read from its index, without sorting, wherever a page begins', async () => {
    await database.ownerQuery(insert(many));
    await database.ownerQuery(`ANALYZE ${table}`);
    let text = '';
    await database.unitOfWork.run(ontario, (tx) => {
      const asked: Tx = Object.assign(Object.create(tx) as Tx, {
        sql: (_name: string, asking: string) => ((text = asking), Promise.resolve([])),
      });
      return list(asked, all);
    });
    const plan = await planOf(database, text);
    expect(plan).toMatch(new RegExp(`Index Scan using ${table}_by_urgency`));
    expect(plan).toMatch(/Index Cond: .*ROW\(.*\) > ROW\(/);
    expect(plan).not.toMatch(/Sort|Seq Scan/);
    await clear();
  });
});

/** The plan that a connection keeps once it has asked often, as the role that serves. */
async function planOf(database: TestDatabase, text: string): Promise<string> {
  const runner = database.dataSource.createQueryRunner();
  try {
    await runner.query('BEGIN');
    await runner.query(
      `SELECT set_config('app.tenant', 'ontario-211', true), set_config('app.role', 'supervisor', true)`,
    );
    const rows = (await runner.query(`EXPLAIN (GENERIC_PLAN, COSTS OFF) ${text}`)) as { 'QUERY PLAN': string }[];
    return rows.map((line) => line['QUERY PLAN']).join('\n');
  } finally {
    await runner.query('ROLLBACK');
    await runner.release();
  }
}
