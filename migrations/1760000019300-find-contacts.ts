import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'client'`;

/**
 * A client's contact is found by their one case, once for a statement; before, a function was asked for each contact, and looked
 * through the tenant's cases for it.
 */
export class FindContacts1760000019300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await become(
      runner,
      `id = (SELECT c.contact_id FROM cases c WHERE c.tenant_id = current_setting('app.tenant', true)
         AND c.id = (SELECT NULLIF(current_setting('app.case', true), '')::uuid))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await become(runner, 'has_case_here(tenant_id, id)');
  }
}

async function become(runner: QueryRunner, theirs: string): Promise<void> {
  await runner.query(`
    DROP POLICY of_a_client ON contacts;
    CREATE POLICY of_a_client ON contacts AS RESTRICTIVE TO ${appRole} USING (${elsewhere} OR ${theirs}) WITH CHECK (true);`);
}
