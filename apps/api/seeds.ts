import { seedTenants } from '../../libs/access/index.js';
import type { UnitOfWork } from '../../libs/platform/index.js';
import { loadConfig } from './loading/load-config.js';
import { printReport } from './loading/load-report.js';
import { readHomeConfig } from './read-tenants.js';
import type { AppOptions } from './shell/options.js';

/**
 * Brings one part of the database to what `config/` says. Runs at every start, in this order; repeating it changes
 * nothing. Resolves to what the operator should be told.
 */
export type Seed = (work: UnitOfWork, options: AppOptions) => Promise<readonly string[]>;

export const seeds: readonly Seed[] = [
  async (work, options) => {
    await seedTenants(work, options.tenants);
    return [];
  },
  async (work) => [printReport(await loadConfig(work, await readHomeConfig()))],
];
