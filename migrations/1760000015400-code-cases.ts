import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

/** In a subquery, so that it is asked once a statement: of each of a million rows it would take a tenth of the time. */
const elsewhere = `(SELECT current_setting('app.role', true) IS DISTINCT FROM 'agency-worker')`;

/**
 * What each case has answered, as one narrow row of whole numbers (ADR 0020). It can be made again from the facts at any
 * time; `layout` 0 says that it has to be.
 */
export class CodeCases1760000015400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A step changes its row again and again in minutes: with room on the page, no index is touched.
    await runner.query(`
      CREATE TABLE case_answers (
        tenant_id text NOT NULL,
        case_id uuid NOT NULL,
        program_id text NOT NULL,
        version integer NOT NULL,
        layout integer NOT NULL,
        codes bytea NOT NULL,
        PRIMARY KEY (tenant_id, case_id)
      ) WITH (fillfactor = 80);
      CREATE INDEX case_answers_by_version ON case_answers (tenant_id, program_id, version, layout);`);
    await tenantTable(runner, 'case_answers', { app: ['select', 'insert', 'update'] });
    await runner.query(`
      CREATE POLICY not_for_agencies ON case_answers AS RESTRICTIVE TO ${appRole} USING (${elsewhere});
      ALTER TABLE cases NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE case_answers NO FORCE ROW LEVEL SECURITY;
      INSERT INTO case_answers SELECT tenant_id, id, program_id, program_version, 0, '' FROM cases;
      ALTER TABLE case_answers FORCE ROW LEVEL SECURITY;
      ALTER TABLE cases FORCE ROW LEVEL SECURITY;`);
    await eraseCodesToo(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER erased_facts_have_no_code ON facts;
      DROP FUNCTION erase_codes;
      DROP TABLE case_answers;`);
  }
}

/** Whoever erases a value, and however: its code goes in the same statement. What stays is coded again from the facts. */
async function eraseCodesToo(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION erase_codes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      UPDATE case_answers SET layout = 0, codes = ''
      WHERE tenant_id = NEW.tenant_id AND case_id = NEW.case_id AND layout <> 0;
      RETURN NULL;
    END $$;
    CREATE TRIGGER erased_facts_have_no_code AFTER UPDATE ON facts
      FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION erase_codes();`);
}
