import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, type Tx, type Who } from '../platform/index.js';
import { findAgencyLink, mintAgencyLink, revokeAgencyLinks, useAgencyLink } from './agency-link.js';
import { seedTenants } from './seed-tenants.js';

const navigator: Who = { tenant: 'one', person: 'nadia', role: 'navigator', agency: null };
const worker: Who = { tenant: 'one', person: 'link:1', role: 'agency-worker', agency: 'gerstein' };

describe('a link for an agency', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    const name = { en: 'One', fr: 'Un' };
    const tenant = { id: 'one', name, timeZone: 'America/Toronto', languages: ['en'], desk: '2-1-1', people: [] };
    await seedTenants(database.unitOfWork, [tenant]);
  });
  const run = <T>(who: Who, work: (tx: Tx) => T | Promise<T>) =>
    database.unitOfWork.run(who, (tx) => Promise.resolve(work(tx)));
  const inAnHour = () => new Date(database.clock.now().getTime() + 3_600_000);
  const mint = (referral = newId()) =>
    run(navigator, (tx) =>
      mintAgencyLink(tx, { agency: 'gerstein', purpose: 'answer-offer', referral, expiresAt: inAnHour() }),
    );
  const use = (id: string, who = worker) => run(who, (tx) => useAgencyLink(tx, id, 'a page'));

  it('is found by its token alone, which is not kept, and names whom to call', async () => {
    const { id, token } = await mint();
    expect(await findAgencyLink(database.dataSource, token)).toMatchObject({
      ...{ id, tenant: 'one', agency: 'gerstein', desk: '2-1-1', timeZone: 'America/Toronto', usedAt: null },
    });
    for (const other of ['', 'x', `${token} `, token.toLowerCase()]) {
      expect([other, await findAgencyLink(database.dataSource, other)]).toEqual([other, null]);
    }
    expect(JSON.stringify(await database.ownerQuery('SELECT * FROM agency_links'))).not.toContain(token);
  });

  it('is used once, by its own agency, before its end, unless it was revoked', async () => {
    const [once, theirs, revoked] = [await mint(), await mint(), newId()];
    expect([await use(once.id), await use(once.id)]).toEqual([true, false]);
    expect(await use(theirs.id, { ...worker, agency: 'another' })).toBe(false);
    const taken = await mint(revoked);
    expect(await run(navigator, (tx) => revokeAgencyLinks(tx, revoked))).toBe(1);
    expect(await use(taken.id)).toBe(false);
    database.clock.advance(3_600_000);
    expect(await use(theirs.id)).toBe(false);
  });

  it('is used by one of two who press at the same time', async () => {
    const { id } = await mint();
    expect((await Promise.all([use(id), use(id), use(id)])).filter(Boolean)).toEqual([true]);
  });

  it('is thrown away a month after its end, when another one is made', async () => {
    const { token } = await mint();
    database.clock.advance(30 * 86_400_000);
    await mint();
    expect(await findAgencyLink(database.dataSource, token)).not.toBeNull();
    database.clock.advance(3_600_001);
    await mint();
    expect(await findAgencyLink(database.dataSource, token)).toBeNull();
  });
});
