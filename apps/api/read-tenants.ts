import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PersonSeed, TenantSeed } from '../../libs/access/index.js';
import { demoPeopleOf } from './demo/people.js';
import { type Config, readConfig } from './loading/read-config.js';

/** The folder of this installation: `config/` and the built console are found from it, wherever it is started from. */
export const homeFolder = fileURLToPath(
  new URL(import.meta.url.includes('/dist/apps/') ? '../../..' : '../..', import.meta.url),
);

let home: Promise<Config> | null = null;

/** This installation's `config/`, read once a process. Throws ConfigError with all mistakes at once. */
export function readHomeConfig(): Promise<Config> {
  home ??= readConfig(join(homeFolder, 'config'));
  return home;
}

/** The tenants of `config/tenants/*.yaml`; in demo mode with the demo's people. */
export async function readTenants(mode: 'demo' | 'live'): Promise<TenantSeed[]> {
  return tenantsOf(await readHomeConfig(), mode);
}

export function tenantsOf({ tenants }: Config, mode: 'demo' | 'live'): TenantSeed[] {
  // Where a program runs comes first: that is where somebody who tries the demo wants to be.
  const inOrder = [...tenants].sort((a, b) => Number(runsOne(b)) - Number(runsOne(a)));
  return inOrder.map(({ tenant: { id, name, timeZone, languages, desk, regions }, agencies }) => ({
    id,
    name,
    timeZone,
    languages,
    desk,
    regions,
    people: mode === 'demo' ? demoPeopleOf(id, agencies) : noPeople,
  }));
}

const noPeople: readonly PersonSeed[] = [];

const runsOne = ({ tenant }: Config['tenants'][number]): boolean => tenant.programs.length > 0;
