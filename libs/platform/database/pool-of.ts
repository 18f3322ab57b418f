import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * The pg pool under a data source, for the few questions that are asked before any tenant is known. Everything else goes
 * through a UnitOfWork, which sets the tenant first.
 */
export function poolOf(dataSource: DataSource): Pool {
  const { driver } = dataSource;
  if ('master' in driver && driver.master) return driver.master as Pool;
  throw new Error('The data source is not connected to PostgreSQL: initialize it first.');
}
