import { seedTenants } from '../../libs/access/index.js';
import { rewrapDocuments } from '../../libs/documents/index.js';
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

/** A former key is needed no more once this was done, and nothing is told of files that do not open. */
const rewrapAll: Seed = async (work, { keyring, tenants }) => {
  let [sealed, unopened] = [0, 0];
  for (const { id } of tenants) {
    const done = await rewrapDocuments({ work, keyring }, id);
    sealed += done.sealed;
    unopened += done.unopened;
  }
  const told = [
    `The keys of ${sealed} files were sealed with the newest ENCRYPTION_KEY. / ` +
      `Les clés de ${sealed} fichiers ont été scellées avec la plus récente ENCRYPTION_KEY.`,
    `${unopened} files do not open with any key: is a former one missing in ENCRYPTION_KEY_OLD? / ` +
      `${unopened} fichiers ne s’ouvrent avec aucune clé : en manque-t-il une ancienne dans ENCRYPTION_KEY_OLD?`,
  ];
  return told.filter((_, about) => [sealed, unopened][about]! > 0);
};

export const seeds: readonly Seed[] = [
  async (work, options) => {
    await seedTenants(work, options.tenants);
    return [];
  },
  rewrapAll,
  async (work) => [printReport(await loadConfig(work, await readHomeConfig()))],
];
