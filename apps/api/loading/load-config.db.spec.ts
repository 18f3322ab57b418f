import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { findNumbers, listAgencies } from '../../../libs/agencies/index.js';
import type { Tx, Who } from '../../../libs/platform/index.js';
import { findActiveVersion, listLines } from '../../../libs/programs/index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { homeFolder } from '../read-tenants.js';
import { loadConfig } from './load-config.js';
import { printReport } from './load-report.js';
import { readConfig, type Config } from './read-config.js';

const ontario: Who = { tenant: 'ontario-211', person: null, role: 'navigator', agency: null };

describe('loading the configuration that is shipped', () => {
  let database: TestDatabase;
  let config: Config;
  const run = <T>(work: (tx: Tx) => Promise<T>) => database.unitOfWork.run(ontario, work);
  beforeAll(async () => {
    database = await createTestDatabase();
    config = await readConfig(join(homeFolder, 'config'));
  });

  it('publishes what is new, and changes nothing the second time', async () => {
    const first = printReport(await loadConfig(database.unitOfWork, config));
    expect(first).toContain(
      'ontario-211: good2talk version 1 (new), dso version 1 (new), tccs version 1 (new), affordable-access version 1 (new) · 5 lines',
    );
    const before = await run(listAgencies);
    const second = printReport(await loadConfig(database.unitOfWork, config));
    expect(second).toContain(
      'ontario-211: good2talk version 1, dso version 1, tccs version 1, affordable-access version 1 · 5 lines',
    );
    expect(await run(listAgencies)).toEqual(before);
    expect((await run((tx) => findActiveVersion(tx, 'good2talk')))?.program.id).toBe('good2talk');
    expect((await run(listLines)).map(({ id, loaded }) => [id, loaded])).toEqual([
      ['good2talk', true],
      ['dso', true],
      ['tccs', true],
      ['affordable-access', true],
      ['core-211', false],
    ]);
  });

  it('names each service whose phone number is not known, and no other', async () => {
    const said = printReport(await loadConfig(database.unitOfWork, config));
    const unknown = [...said.matchAll(/service ([a-z-]+): its phone number is not known/g)].map(([, id]) => id);
    const regions = ['eastern', 'south-east', 'central-west', 'south-west', 'north-east', 'northern'];
    expect(unknown).toEqual(regions.map((region) => `dso-${region}`));
    expect(said).toContain('Write it under phones: in config/agencies/dso-eastern.yaml.');
    // Hours that nobody has told us, and a number that rings at our own desk.
    expect([...said.matchAll(/service ([a-z-]+): its hours are not known/g)].map(([, id]) => id)).toHaveLength(8);
    expect(said).toContain('service dso-toronto: 1-855-372-3858 is a line that you answer yourselves');
    const services = (await run(listAgencies)).flatMap((agency) => agency.services);
    const pick = (what: 'ownLine' | 'hoursKnown', is: boolean) =>
      services.filter((service) => service[what] === is).map(({ id }) => id);
    expect(pick('ownLine', true)).toEqual(['dso-toronto']);
    expect(pick('hoursKnown', false)).toHaveLength(8);
    expect(await run(findNumbers)).not.toContain('dso-eastern');
    expect([...(await run(findNumbers))]).toContain('dso-central-east');
    // Its only number is one of our own lines: a call to it would come back to us.
    expect([...(await run(findNumbers))]).not.toContain('dso-toronto');
    expect(
      services
        .filter(({ phone, handovers }) => phone === null && !handovers.every((handover) => handover === 'dispatch'))
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...unknown].sort());
  });

  it('keeps with a version every file that it was made from', async () => {
    await loadConfig(database.unitOfWork, config);
    const [row] = await database.ownerQuery<{ sources: Record<string, string> }>(
      'SELECT sources FROM program_versions',
    );
    expect(Object.keys(row?.sources ?? {})).toEqual(
      expect.arrayContaining(['program.yaml', 'gate.dmn', 'routes.yaml', 'fragments/safety-gate@1/fragment.yaml']),
    );
  });

  it('has it looked after what a service was asked, or has, that is in the directory no more', async () => {
    const waiting = async () =>
      (await database.ownerQuery(`SELECT FROM outbox WHERE topic = 'leave-who-is-gone'`)).length;
    await loadConfig(database.unitOfWork, config);
    expect(await waiting()).toBe(0);
    const tenants = config.tenants.map((one) => ({ ...one, agencies: one.agencies.slice(1) }));
    await loadConfig(database.unitOfWork, { ...config, tenants });
    expect(await waiting()).toBe(tenants.length);
    await loadConfig(database.unitOfWork, config);
    expect(await waiting()).toBe(tenants.length);
  });

  it('says so when a person has published, and leaves a draft', async () => {
    await loadConfig(database.unitOfWork, config);
    await database.ownerQuery(`UPDATE program_versions SET published_by = 'luc-gagnon'`);
    const { good2talk } = config.programs;
    if (!good2talk) throw new Error('good2talk is not shipped');
    const title = { en: 'Other', fr: 'Autre' };
    const changed = { ...config, programs: { good2talk: { ...good2talk, program: { ...good2talk.program, title } } } };
    const said = printReport(await loadConfig(database.unitOfWork, changed));
    expect(said).toContain('good2talk (draft left)');
    expect(said).toContain('the files in config/programs/good2talk wait as a draft');
  });
});
