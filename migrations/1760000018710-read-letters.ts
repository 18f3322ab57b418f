import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'client'`;

/** A client reads what was written to them in their own case, and changes nothing of it. */
export class ReadLetters1760000018710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY of_a_client ON letters USING (${elsewhere} OR case_id::text = current_setting('app.case', true));
      CREATE POLICY no_change_by_clients ON letters AS RESTRICTIVE FOR UPDATE TO ${appRole} USING (${elsewhere});`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY no_change_by_clients ON letters;
      ALTER POLICY of_a_client ON letters USING (${elsewhere});`);
  }
}
