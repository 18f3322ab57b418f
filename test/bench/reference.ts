import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../config/datasource.js';
import { tenantTable } from '../../libs/platform/index.js';
import { perSecond } from './measured.js';

/**
 * The fixed reference: what one durable step costs when nobody thinks. Bare prepared SQL on the same server: set the
 * tenant, one SELECT … FOR UPDATE, one UPDATE, two INSERTs, commit. Six round trips. Its tables have the columns,
 * keys, indexes, checks of width and the row-level security of ours.
 */
export class Reference {
  private constructor(
    private readonly clients: readonly Client[],
    private readonly cases: readonly string[],
  ) {}

  static async open(ownerUrl: string, appUrl: string, connections: number, cases: number): Promise<Reference> {
    await createTables(ownerUrl);
    const clients = Array.from({ length: connections }, () => new Client({ connectionString: appUrl }));
    await Promise.all(clients.map((client) => client.connect()));
    const reference = new Reference(
      clients,
      Array.from({ length: cases }, () => randomUUID()),
    );
    try {
      await perSecond(reference.cases, connections, (id, lane) => reference.insertCase(clients[lane]!, id));
    } catch (error) {
      await reference.close();
      throw error;
    }
    return reference;
  }

  /** Steps a second over so many connections. Each step is on another case than the ones around it. */
  measure(steps: number, connections: number): Promise<number> {
    const ids = Array.from({ length: steps }, (_, index) => this.cases[index % this.cases.length]!);
    return perSecond(ids, connections, (id, lane) => step(this.clients[lane]!, id));
  }

  /** One step of some case over the connection of this lane, for whoever measures it themself. */
  step(lane: number, index: number): Promise<void> {
    return step(this.clients[lane]!, this.cases[index % this.cases.length]!);
  }

  /** One case, read and nothing else. */
  async look(lane: number, index: number): Promise<void> {
    const client = this.clients[lane]!;
    await client.query(BEGIN);
    await client.query({ name: 'bench.look', text: LOOK, values: [tenant, this.cases[index % this.cases.length]!] });
    await client.query('COMMIT');
  }

  /** A file, as it came, in a table of its own. */
  async keep(lane: number, content: Buffer): Promise<void> {
    const client = this.clients[lane]!;
    await client.query(BEGIN);
    await client.query({ name: 'bench.keep', text: KEEP, values: [tenant, content] });
    await client.query('COMMIT');
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }

  private async insertCase(client: Client, id: string): Promise<void> {
    const number = `K-000-${String(this.cases.indexOf(id)).padStart(4, '0')}`;
    const values = [tenant, id, new Date(), progress, number];
    await client.query(BEGIN);
    await client.query({ name: 'bench.insert-case', text: INSERT_CASE, values });
    await client.query('COMMIT');
  }
}

const tenant = 'ontario-211';
const BEGIN = `BEGIN; SELECT set_config('app.tenant', '${tenant}', true)`;
const progress = JSON.stringify({
  navigator: 'amina-diallo',
  clocks: { received: '2026-06-01T12:00:00.000Z' },
  timers: { due: { at: '2026-06-01T13:00:00.000Z', generation: 2, fired: 0 } },
  passed: [{ state: 'greet', exit: 'answered' }],
  rest: 'x'.repeat(160),
});
const trace = JSON.stringify([{ from: 'greet', exit: 'exit:answered', to: 'safety' }]);
const refs = JSON.stringify({ facts: { lang: 1 }, verdicts: {} });

/** Schema `bench` of its own, in the same database. */
async function createTables(ownerUrl: string): Promise<void> {
  const owner = await new DataSource(dataSourceOptions(ownerUrl, 2)).initialize();
  const runner = owner.createQueryRunner();
  await runner.query(`
    CREATE SCHEMA bench;
    GRANT USAGE ON SCHEMA bench TO frontdoor_app;
    CREATE TABLE bench.cases (LIKE public.cases INCLUDING ALL);
    CREATE TABLE bench.case_history (LIKE public.case_history INCLUDING ALL,
      FOREIGN KEY (tenant_id, case_id) REFERENCES bench.cases (tenant_id, id));
    CREATE TABLE bench.facts (LIKE public.facts INCLUDING ALL);
    CREATE TABLE bench.files (tenant_id text NOT NULL, content bytea NOT NULL);
    ALTER TABLE bench.files ALTER content SET STORAGE EXTERNAL;`);
  for (const table of ['cases', 'case_history', 'facts', 'files']) await tenantTable(runner, `bench.${table}`);
  await runner.release();
  await owner.destroy();
}

const INSERT_CASE = `
  INSERT INTO bench.cases (tenant_id, id, number, program_id, program_version, contact_id, subject_id, channel, language,
    opened_at, opened_by, revision, state, entered_at, progress, owner_kind, owner_id, due_at, due_since, due_limit, overdue)
  VALUES ($1, $2, $5, 'good2talk', 1, $2, $2, 'phone', 'en', $3, 'amina-diallo', 0, 'safety', $3, $4,
    'person', 'amina-diallo', $3, $3, 3600, 0)`;
const SELECT = 'SELECT * FROM bench.cases WHERE tenant_id = $1 AND id = $2 FOR UPDATE';
const LOOK = 'SELECT * FROM bench.cases WHERE tenant_id = $1 AND id = $2';
const KEEP = 'INSERT INTO bench.files (tenant_id, content) VALUES ($1, $2)';
const UPDATE = `
  UPDATE bench.cases SET revision = $3, state = $4, entered_at = $5, progress = $6, owner_kind = 'person', owner_id = $7,
    due_at = $5, due_since = $5, due_limit = 3600 WHERE tenant_id = $1 AND id = $2`;
const INSERT_HISTORY = `
  INSERT INTO bench.case_history (tenant_id, case_id, seq, at, actor_id, actor_role, event, from_state, to_state, trace, refs)
  VALUES ($1, $2, $3, $4, $5, 'navigator', 'answers', 'safety', 'safety', $6, $7)`;
const INSERT_FACT = `
  INSERT INTO bench.facts (tenant_id, subject_id, case_id, key, version, state, value, said_by, contact_id, at)
  VALUES ($1, $2, $2, 'campus', $3, 'given', $4, $5, $2, $6)`;

async function step(client: Client, id: string): Promise<void> {
  const now = new Date();
  await client.query(BEGIN);
  const select = { name: 'bench.select', text: SELECT, values: [tenant, id] };
  const { rows } = await client.query<{ revision: number }>(select);
  const next = (rows[0]?.revision ?? 0) + 1;
  const person = 'amina-diallo';
  await client.query({
    name: 'bench.update',
    text: UPDATE,
    values: [tenant, id, next, 'safety', now, progress, person],
  });
  await client.query({
    name: 'bench.history',
    text: INSERT_HISTORY,
    values: [tenant, id, next, now, person, trace, refs],
  });
  await client.query({ name: 'bench.fact', text: INSERT_FACT, values: [tenant, id, next, '"Algoma"', person, now] });
  await client.query('COMMIT');
}
