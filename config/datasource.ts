import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../migrations/index.js';

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
    await lock.query('SELECT pg_advisory_lock(211002)');
    await owner.runMigrations();
  } finally {
    await lock.release();
    await owner.destroy();
  }
}
