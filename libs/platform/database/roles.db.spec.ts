import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../config/datasource.js';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import { ensureRoles, refusePrivilegedRole } from './roles.js';
import { tenantTable } from './tenant-table.js';

async function as<T>(database: TestDatabase, role: string, look: (source: DataSource) => Promise<T>): Promise<T> {
  const url = database.url('frontdoor_app').replace('frontdoor_app', role);
  const source = await new DataSource(dataSourceOptions(url, 1)).initialize();
  try {
    return await look(source);
  } finally {
    await source.destroy();
  }
}

describe('the database roles', () => {
  it('that serve are accepted', async () => {
    const database = await createTestDatabase();
    await refusePrivilegedRole(database.dataSource);
    await refusePrivilegedRole(database.workerDataSource);
  });

  it.each([
    ['a superuser', 'postgres', '', /"postgres" is a superuser/],
    ['the owner of the tables', 'frontdoor_owner', '', /owns tables/],
    ['one that bypasses row-level security', 'spec_bypass', 'CREATE ROLE spec_bypass LOGIN BYPASSRLS', /has BYPASSRLS/],
    [
      'one that may become the owner',
      'spec_member',
      'CREATE ROLE spec_member LOGIN IN ROLE frontdoor_app, frontdoor_owner',
      /owns tables/,
    ],
  ])('refuse to serve as %s', async (_, role, create, told) => {
    const database = await createTestDatabase();
    if (create) await database.ownerQuery(create);
    try {
      await expect(as(database, role, refusePrivilegedRole)).rejects.toThrow(told);
    } finally {
      if (create) await database.ownerQuery(`DROP ROLE ${role}`);
    }
  });

  it('are left alone when they exist, whoever asks', async () => {
    const database = await createTestDatabase();
    await ensureRoles(database.url('frontdoor_owner'));
  });

  it('append-only tables take rows and keep them', async () => {
    const database = await createTestDatabase();
    await as(database, 'frontdoor_owner', async (owner) => {
      const runner = owner.createQueryRunner();
      await runner.query('CREATE TABLE notes (tenant_id text NOT NULL, id int, PRIMARY KEY (tenant_id, id))');
      await tenantTable(runner, 'notes', { appendOnly: true });
      await expect(tenantTable(runner, 'notes', { appendOnly: true, app: ['update'] })).rejects.toThrow(/append-only/);
      await runner.release();
    });
    const who = { tenant: 'ontario-211', person: null, role: 'navigator', agency: null };
    const run = (text: string) => database.unitOfWork.run(who, (tx) => tx.sql(`spec.${text.length}`, text));
    await run(`INSERT INTO notes VALUES ('ontario-211', 1)`);
    expect(await run('SELECT id FROM notes')).toEqual([{ id: 1 }]);
    await expect(run('UPDATE notes SET id = 2')).rejects.toThrow(/permission denied/);
    await expect(run('DELETE FROM notes')).rejects.toThrow(/permission denied/);
  });
});
