import { describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../test/setup/test-database.js';
import { migrate, refuseUnmigrated } from './datasource.js';

describe('migrating', () => {
  it('twice at the same time changes nothing the second time', async () => {
    const database = await createTestDatabase();
    await database.ownerQuery('DROP SCHEMA public CASCADE');
    await database.ownerQuery('CREATE SCHEMA public AUTHORIZATION frontdoor_owner');
    await database.ownerQuery('GRANT USAGE ON SCHEMA public TO PUBLIC');
    await expect(refuseUnmigrated(database.dataSource)).rejects.toThrow(/CreatePlatform1760000000000.*did not run/s);
    await Promise.all([migrate(database.url('frontdoor_owner')), migrate(database.url('frontdoor_owner'))]);
    await refuseUnmigrated(database.dataSource);
  });

  it('that was left out is noticed by the app', async () => {
    const database = await createTestDatabase();
    await refuseUnmigrated(database.dataSource);
    await database.ownerQuery(`DELETE FROM migrations WHERE name = 'CreatePlatform1760000000000'`);
    await expect(refuseUnmigrated(database.dataSource)).rejects.toThrow(/not up to date: CreatePlatform/);
  });
});
