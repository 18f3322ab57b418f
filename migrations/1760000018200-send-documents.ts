import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'client'`;

/** Who sends a file in by themself sets the timer by which it is thrown away when the line is lost, and clears it when it came. */
export class SendDocuments1760000018200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION is_document_here(tenant text, asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE
      SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM documents d WHERE d.tenant_id = tenant AND d.id = asked);
      END $$;
      REVOKE EXECUTE ON FUNCTION is_document_here FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION is_document_here TO ${appRole};
      ALTER POLICY of_a_client ON timers USING (${elsewhere} OR is_document_here(tenant_id, subject_id));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY of_a_client ON timers USING (${elsewhere});
      DROP FUNCTION is_document_here;`);
  }
}
