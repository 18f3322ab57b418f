import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../libs/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

interface Table {
  readonly name: string;
  readonly forced: boolean;
  readonly policies: number;
  readonly key: string | null;
  readonly open: string | null;
}

/** TypeORM's list of what has run belongs to no tenant. */
const ofNobody = ['migrations'];

/** What somebody at any agency of the tenant may read, and why. All else is for the house, or for the agency that it names. */
const openToAgencies: Readonly<Record<string, string>> = {
  agencies: 'the directory; changing it is for the agency itself',
  fact_keys: 'what shared questions are called; no answers',
  holidays: 'the directory: when somebody answers',
  lines: 'the numbers that everybody dials',
  people: 'who took a step, by name',
  program_versions: 'what a case that it has goes by',
  programs: 'which of them there are',
  role_grants: 'whether its own person still has the role; before signing in, who has it',
  services: 'the directory; changing it is for the agency itself',
  tenants: 'name and time zone of the helpline',
};

/** What somebody of one region may read beside that, though agencies may not, and why. All else belongs to a client. */
const openToRegions: Readonly<Record<string, string>> = {
  audit: 'rows are added by everybody; no endpoint reads them',
  case_answers: 'coded columns without a name, for comparisons of the whole tenant',
  grant_pools: 'which quotas there are; no figures and nobody',
  idempotency_keys: 'each person finds but their own (`once`)',
  outbox: 'what leaves the building; the house’s clock reads it',
  partner_keys: 'systems of agencies, which are the tenant’s',
  program_backtest_flips: 'many cases in a row: the query leaves out those of another region',
  program_backtests: 'figures of the whole tenant, as the rule is',
  program_drafts: 'rules are the tenant’s',
  sign_in_tickets: 'before anybody is signed in',
  subjects: 'ids alone',
  teams: 'who is out is so for every region that would send them',
  timers: 'ids and moments alone; the house’s clock reads them',
  webhook_secrets: 'sealed; systems of agencies, which are the tenant’s',
  webhooks: 'systems of agencies, which are the tenant’s',
};

/** What somebody who applies by themself may read beside what is of their one case, and why. */
const openToClients: Readonly<Record<string, string>> = {
  agencies: 'the directory',
  holidays: 'the directory: when somebody answers',
  lines: 'the numbers that everybody dials',
  program_versions: 'what their case goes by',
  programs: 'which of them there are',
  services: 'the directory',
  tenants: 'name and time zone of the helpline',
};

/** What they read that is of their one case. */
const ofTheirCase: Readonly<Record<string, string>> = {
  cases: 'where it stands',
  consents: 'what they agreed to',
  contacts: 'by which it came',
  document_parts: 'a file while it is sent; no page shows one',
  documents: 'that a paper came',
  facts: 'what they told us',
  grants: 'what they have, and their place in line',
  letters: 'what was written to them',
  timers: 'of a file that is on its way',
  unfinished_answers: 'what they have begun to fill in',
};

const everyTable = `
  SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
    (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
    (SELECT min(p.polname) FROM pg_policy p
      WHERE p.polrelid = c.oid AND p.polpermissive AND (p.polroles = '{0}' OR p.polroles @> ARRAY['frontdoor_app'::regrole::oid])
        AND (pg_get_expr(p.polqual, c.oid) NOT LIKE '%tenant_id = current_setting(''app.tenant''%'
          OR coalesce(pg_get_expr(p.polwithcheck, c.oid), '') LIKE 'true')) AS open
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`;

describe('every table', () => {
  let database: TestDatabase;
  let tables: Table[];
  beforeAll(async () => {
    database = await createTestDatabase();
    tables = (await database.ownerQuery<Table>(everyTable)).filter(({ name }) => !ofNobody.includes(name));
  });
  const namesOf = (wrong: (table: Table) => boolean) => tables.filter(wrong).map(({ name }) => name);

  it('is under row-level security, its owner too', () => {
    expect(tables.length).toBeGreaterThan(2);
    expect(namesOf((table) => !table.forced || table.policies === 0)).toEqual([]);
  });

  it('has a key that begins with the tenant', () => {
    expect(namesOf((table) => table.key !== 'tenant_id')).toEqual([]);
  });

  it('shows the app no other tenant by any policy', () => {
    expect(namesOf((table) => table.open !== null)).toEqual([]);
  });

  it('that somebody forgot to protect is found', async () => {
    const own = await createTestDatabase();
    await own.ownerQuery('CREATE TABLE forgotten (id int PRIMARY KEY, tenant_id text)');
    await own.ownerQuery('CREATE POLICY for_all ON timers TO frontdoor_app USING (true)');
    const found = await own.ownerQuery<Table>(everyTable);
    expect(found).toContainEqual({ name: 'forgotten', forced: false, policies: 0, key: 'id', open: null });
    expect(found).toContainEqual(expect.objectContaining({ name: 'timers', open: 'for_all' }));
  });

  it('references others by keys that begin with the tenant: foreign keys are checked without row-level security', async () => {
    const loose = await database.ownerQuery(`
      SELECT k.conrelid::regclass::text AS name, k.conname FROM pg_constraint k
      WHERE k.contype = 'f' AND NOT EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS pair (here, there)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here AND a.attname = 'tenant_id'
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.there AND b.attname = 'tenant_id')`);
    expect(loose).toEqual([]);
  });

  it('shows the app nothing while no tenant is set, though there are rows', async () => {
    const filled = await fillEveryTable(database, tables);
    expect(filled).toBe(tables.length);
    for (const { name } of tables) {
      const seen = await database.dataSource.query<unknown[]>(`SELECT 1 FROM ${name}`).catch((error: unknown) => {
        // Not even allowed to look.
        if (/permission denied/.test(String(error))) return [];
        throw error;
      });
      expect([name, seen.length]).toEqual([name, 0]);
    }
  });

  it('shows an agency nothing of the house and of other agencies, unless it is named here with a reason', async () => {
    const own = await createTestDatabase();
    await fillEveryTable(own, tables);
    const another = { tenant: '1', person: 'robin', role: 'agency-worker', agency: 'another' };
    const open: string[] = [];
    for (const { name } of tables) {
      const seen = await own.unitOfWork.run(another, (tx) => tx.sql(`spec.look-at-${name}`, `SELECT 1 FROM ${name}`));
      if (seen.length > 0) open.push(name);
    }
    expect(open).toEqual(Object.keys(openToAgencies).sort());
  });

  it('shows a client who applies nothing of anybody else, unless it is named here with a reason', async () => {
    const own = await createTestDatabase();
    await fillEveryTable(own, tables);
    const another = { tenant: '1', person: null, role: 'client', agency: null, case: newId() };
    const open: string[] = [];
    for (const { name } of tables) {
      const seen = await own.unitOfWork.run(another, (tx) => tx.sql(`spec.look-at-${name}`, `SELECT 1 FROM ${name}`));
      if (seen.length > 0) open.push(name);
    }
    expect(open).toEqual(Object.keys(openToClients));
  });

  it('shows a client of their one case what is named here with a reason, and no more', async () => {
    const own = await createTestDatabase();
    await fillEveryTable(own, tables);
    const [theirs, document] = [newId(), newId()];
    const filled = await own.ownerQuery<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.column_name = 'case_id'`,
    );
    for (const { name } of filled) await own.ownerQuery(`UPDATE ${name} SET case_id = '${theirs}'`);
    await own.ownerQuery(`
      UPDATE documents SET id = '${document}'; UPDATE document_parts SET document_id = '${document}';
      UPDATE timers SET subject_id = '${document}'; UPDATE contacts SET id = '${theirs}';
      UPDATE cases SET id = '${theirs}', contact_id = '${theirs}';`);
    const client = { tenant: '1', person: null, role: 'client', agency: null, case: theirs };
    const seen: string[] = [];
    for (const { name } of tables) {
      const rows = await own.unitOfWork.run(client, (tx) => tx.sql(`spec.look-at-${name}`, `SELECT 1 FROM ${name}`));
      if (rows.length > 0) seen.push(name);
    }
    expect(seen).toEqual([...Object.keys(openToClients), ...Object.keys(ofTheirCase)].sort());
  });

  it('shows a region nothing of another region’s clients, unless it is named here with a reason', async () => {
    const own = await createTestDatabase();
    await fillEveryTable(own, tables);
    // Somebody in the same role is granted region 1, which all that was filled in is of.
    const another = { tenant: '1', person: 'robin', role: '1', agency: null, region: 'another' };
    const open: string[] = [];
    for (const { name } of tables) {
      const seen = await own.unitOfWork.run(another, (tx) => tx.sql(`spec.look-at-${name}`, `SELECT 1 FROM ${name}`));
      if (seen.length > 0) open.push(name);
    }
    expect(open).toEqual([...Object.keys(openToAgencies), ...Object.keys(openToRegions)].sort());
  });

  it('finds a row that another table names by its key, while it is still empty and unknown to the planner', async () => {
    const named = await database.ownerQuery<{ name: string; newest: boolean }>(`
      SELECT DISTINCT confrelid::regclass::text AS name,
        conindid = (SELECT max(indexrelid) FROM pg_index i WHERE i.indrelid = confrelid) AS newest
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ newest }) => !newest)).toEqual([]);
  });

  it('is of no use to the worker, but for the columns that say what is due', async () => {
    const granted = await database.ownerQuery<{ table_name: string }>(
      `SELECT DISTINCT table_name FROM information_schema.column_privileges WHERE grantee = 'frontdoor_worker' ORDER BY 1`,
    );
    expect(granted.map((row) => row.table_name)).toEqual([
      'idempotency_keys',
      'limits',
      'outbox',
      'timers',
      'webhooks',
    ]);
  });
});

/** One row each, constraints set aside: any row would do to show that it is hidden. */
async function fillEveryTable(database: TestDatabase, tables: readonly Table[]): Promise<number> {
  await database.ownerQuery(`SET session_replication_role = 'replica'`);
  for (const { name } of tables) {
    const checks = await database.ownerQuery<{ conname: string }>(
      `SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
      [name],
    );
    for (const { conname } of checks) await database.ownerQuery(`ALTER TABLE ${name} DROP CONSTRAINT "${conname}"`);
    const columns = await database.ownerQuery<{ name: string; value: string }>(
      `SELECT a.attname AS name, CASE
         WHEN t.typcategory = 'A' THEN quote_literal('{}')
         WHEN t.typname IN ('jsonb', 'json') THEN quote_literal('{}')
         WHEN t.typname = 'uuid' THEN 'gen_random_uuid()'
         WHEN t.typcategory = 'D' THEN 'now()'
         WHEN t.typcategory = 'T' THEN quote_literal('1 day')
         WHEN t.typcategory = 'B' THEN 'true'
         WHEN t.typname = 'bytea' THEN quote_literal('x')
         ELSE quote_literal('1') END AS value
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
       WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''`,
      [name],
    );
    const list = (key: 'name' | 'value') => columns.map((column) => column[key]).join(', ');
    await database.ownerQuery(`INSERT INTO ${name} (${list('name')}) VALUES (${list('value')})`);
  }
  return (await Promise.all(tables.map(({ name }) => database.ownerQuery(`SELECT 1 FROM ${name}`)))).filter(
    (rows) => rows.length > 0,
  ).length;
}
