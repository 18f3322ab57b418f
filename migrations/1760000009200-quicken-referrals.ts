import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

/** The column of each table that names the case, for the rows that an agency sees only when it was offered the case. */
const ofCases = { cases: 'id', facts: 'case_id', case_history: 'case_id', consents: 'case_id', alerts: 'case_id' };
const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;

export class QuickenReferrals1760000009200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await askForAgenciesOnly(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, id] of Object.entries(ofCases)) {
      await runner.query(`
        ALTER POLICY offered_to_agency ON ${table} USING (${elsewhere} OR EXISTS (
          SELECT FROM referrals r WHERE r.tenant_id = ${table}.tenant_id AND r.case_id = ${table}.${id}));`);
    }
    await runner.query('DROP FUNCTION was_offered_to_agency');
  }
}

/**
 * The policies say what they said. As a function the question about referrals is planned and started only for somebody who
 * works for an agency; as a subquery it was started with every statement of everybody, several times in each.
 */
async function askForAgenciesOnly(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION was_offered_to_agency(tenant text, asked_case uuid) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN EXISTS (SELECT FROM referrals r WHERE r.tenant_id = tenant AND r.case_id = asked_case);
    END $$;
    REVOKE EXECUTE ON FUNCTION was_offered_to_agency FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION was_offered_to_agency TO ${appRole};`);
  for (const [table, id] of Object.entries(ofCases)) {
    await runner.query(`
      ALTER POLICY offered_to_agency ON ${table}
        USING (${elsewhere} OR was_offered_to_agency(${table}.tenant_id, ${table}.${id}));`);
  }
}
