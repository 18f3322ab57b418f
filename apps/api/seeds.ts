import { seedTenants } from '../../libs/access/index.js';
import type { UnitOfWork } from '../../libs/platform/index.js';
import type { AppOptions } from './shell/options.js';

/** Brings one part of the database to what `config/` says. Runs at every start, in this order; repeating it changes nothing. */
export type Seed = (work: UnitOfWork, options: AppOptions) => Promise<void>;

export const seeds: readonly Seed[] = [(work, options) => seedTenants(work, options.tenants)];
