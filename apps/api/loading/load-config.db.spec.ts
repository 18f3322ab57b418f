import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { listAgencies } from '../../../libs/agencies/index.js';
import { findActiveVersion, listLines } from '../../../libs/programs/index.js';
import type { Who } from '../../../libs/platform/index.js';
import { homeFolder } from '../read-tenants.js';
import { loadConfig } from './load-config.js';
import { printReport } from './load-report.js';
import { readConfig, type Config } from './read-config.js';

const ontario: Who = { tenant: 'ontario-211', person: null, role: 'navigator', agency: null };

describe('loading the configuration that is shipped', () => {
  let database: TestDatabase;
  let config: Config;
  beforeAll(async () => {
    database = await createTestDatabase();
    config = await readConfig(join(homeFolder, 'config'));
  });

  it('publishes the programs, and nothing the second time', async () => {
    const first = await loadConfig(database.unitOfWork, config);
    console.log(printReport(first));
    expect(first[1]?.summary).toContain('good2talk version 1 (new)');
    const second = await loadConfig(database.unitOfWork, config);
    expect(second[1]?.summary).toContain('good2talk version 1 ·');
    const loaded = await database.unitOfWork.run(ontario, (tx) => findActiveVersion(tx, 'good2talk'));
    expect(loaded?.program.start).toBe('greet');
    expect(await database.unitOfWork.run(ontario, (tx) => listLines(tx))).toHaveLength(2);
    expect((await database.unitOfWork.run(ontario, (tx) => listAgencies(tx))).length).toBeGreaterThan(2);
  });
});
