import { DataSource, type DataSourceOptions } from 'typeorm';
import { appRole } from '../libs/platform/index.js';
import { migrations } from '../migrations/index.js';

const migrationLock = 211_002;

/** Options for the role that the URL signs in as. `connections`: at most so many at a time. */
export function dataSourceOptions(url: string, connections = 16): DataSourceOptions {
  return {
    type: 'postgres',
    entities: [],
    synchronize: false,
    extra: {
      connectionString: url,
      max: connections,
      application_name: 'front-door',
      // What a connection has prepared goes with it, and to prepare it all anew costs more than to keep it open.
      idleTimeoutMillis: 600_000,
      // A process that hangs with a transaction open must not keep a case locked for ever.
      idle_in_transaction_session_timeout: 60_000,
    },
  };
}

/** Brings the database up to date, as the role that owns it. Processes that start together wait for each other. */
export async function migrate(ownerUrl: string): Promise<void> {
  const owner = new DataSource({ ...dataSourceOptions(ownerUrl, 2), migrations, migrationsTransactionMode: 'each' });
  await owner.initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await owner.runMigrations();
    await lock.query(`GRANT SELECT ON migrations TO ${appRole}`);
  } finally {
    await lock.release();
    await owner.destroy();
  }
}

/** For a database that somebody else migrates: throws unless every migration has run there. */
export async function refuseUnmigrated(dataSource: DataSource): Promise<void> {
  const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === '42P01') return [];
    throw error;
  });
  const missing = migrations.filter(({ name }) => !done.some((row) => row.name === name));
  if (missing.length === 0) return;
  throw new Error(
    `The database is not up to date: ${missing.map(({ name }) => name).join(', ')} did not run. ` +
      'Start once with DATABASE_OWNER_URL set, or have the migrations run by their owner.',
  );
}
