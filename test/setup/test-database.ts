import { afterAll } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../config/datasource.js';
import { appRole, type DatabaseRole, TestClock, UnitOfWork, workerRole } from '../../libs/platform/index.js';
import { takeDatabase } from './ready-databases.js';

/** A migrated, empty database of its own, used as the roles that serve. */
export interface TestDatabase {
  readonly name: string;
  url(role: DatabaseRole): string;
  /** As frontdoor_app. */
  readonly dataSource: DataSource;
  /** As frontdoor_worker. */
  readonly workerDataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly clock: TestClock;
  /** Sees every row of every tenant: to look at what is there, never to do what the app should do. */
  ownerQuery<R = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

const templates = { empty: 'frontdoor_template', seeded: 'frontdoor_seeded' };
const open = new Set<TestDatabase>();

/** What a test forgets to drop is dropped at the end of its file. `seeded`: with tenants and directory, from `config/`. */
export async function createTestDatabase(from: keyof typeof templates = 'empty'): Promise<TestDatabase> {
  const cluster = process.env['FRONT_DOOR_TEST_CLUSTER'];
  if (!cluster) throw new Error('The test database is not running: start the tests with npm test.');
  const name = await once(cluster, (client) => takeDatabase(client, from, templates[from]));
  const as = (role: string, database = name): string => {
    const url = cluster.replace(/\/\/[^@]*@/, `//${role}@`);
    return `${url.slice(0, url.lastIndexOf('/'))}/${database}`;
  };
  const clock = new TestClock();
  const [dataSource, workerDataSource] = await Promise.all([
    new DataSource(dataSourceOptions(as(appRole), 16)).initialize(),
    new DataSource(dataSourceOptions(as(workerRole), 4)).initialize(),
  ]);
  const admin = new Client({ connectionString: as('postgres') });
  await admin.connect();
  const database: TestDatabase = {
    name,
    url: (role) => as(role),
    dataSource,
    workerDataSource,
    unitOfWork: new UnitOfWork(dataSource, clock),
    clock,
    ownerQuery: async <R>(sql: string, values: readonly unknown[] = []) =>
      (await admin.query(sql, [...values])).rows as R[],
    drop: async () => {
      if (!open.delete(database)) return;
      await Promise.all([...[dataSource, workerDataSource].map(close), admin.end()]);
      await once(cluster, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
  open.add(database);
  return database;
}

afterAll(async () => {
  for (const database of [...open]) await database.drop();
});
// Failures that tests provoke are not for the eye. `LOG=1 npm test` shows them.
if (!process.env['LOG']) Logger.overrideLogger(false);

const close = async (dataSource: DataSource): Promise<void> => {
  if (dataSource.isInitialized) await dataSource.destroy();
};

/** As superuser, on the cluster itself. */
async function once<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
