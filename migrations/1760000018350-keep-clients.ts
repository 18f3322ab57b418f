import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

/**
 * What people began to fill in and have not said yet: it is no answer and nothing decides by it. It goes when the question is
 * answered, and with the end of the case (ADR 0047).
 */
export class KeepClients1760000018350 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unfinished_answers (
        tenant_id text NOT NULL,
        case_id uuid NOT NULL,
        question text NOT NULL,
        typed jsonb NOT NULL,
        kept_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, case_id, question),
        CHECK (octet_length(typed::text) <= 131072)
      )`);
    await tenantTable(runner, 'unfinished_answers', { app: ['select', 'insert', 'update', 'delete'] });
    const theirs = `current_setting('app.role', true) IS DISTINCT FROM 'client' OR case_id::text = current_setting('app.case', true)`;
    await runner.query(`
      CREATE POLICY of_the_house ON unfinished_answers AS RESTRICTIVE TO ${appRole}
        USING (current_setting('app.role', true) IS DISTINCT FROM 'agency-worker');
      CREATE POLICY in_region ON unfinished_answers AS RESTRICTIVE TO ${appRole}
        USING (coalesce(current_setting('app.region', true), '') = '' OR is_case_here(tenant_id, case_id)) WITH CHECK (true);
      CREATE POLICY of_a_client ON unfinished_answers AS RESTRICTIVE TO ${appRole} USING (${theirs}) WITH CHECK (${theirs});`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unfinished_answers');
  }
}
