import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

/** What belongs to a case, and is shown to an agency only with it. */
const ofCases = ['facts', 'consents', 'needs', 'dispositions', 'overrides'];
/** Those that had a policy for agencies before. */
const narrowed = ['cases', 'facts', 'consents', 'case_history', 'alerts'];
const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const agency = `current_setting('app.agency', true)`;

/** An agency sees the cases that it has now, or is asked to take, or took and nobody since: not all that it was ever offered. */
export class HoldCases1760000014400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await noteWhoHasACase(runner);
    await letReferralsStandAlone(runner);
    await askWhetherItIsTheirsNow(runner);
    for (const table of narrowed) await runner.query(`DROP POLICY offered_to_agency ON ${table};`);
    await runner.query('DROP FUNCTION was_offered_to_agency;');
    await showAgenciesTheirCases(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...new Set(['cases', 'case_history', 'alerts', ...ofCases])]) {
      await runner.query(`DROP POLICY theirs_now ON ${table};`);
    }
    await runner.query(`
      DROP FUNCTION is_case_of_agency, is_referred_to_agency, is_offered_to_agency;
      CREATE FUNCTION was_offered_to_agency(tenant text, asked_case uuid) RETURNS boolean LANGUAGE plpgsql STABLE
      SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM referrals r WHERE r.tenant_id = tenant AND r.case_id = asked_case);
      END $$;
      REVOKE EXECUTE ON FUNCTION was_offered_to_agency FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION was_offered_to_agency TO ${appRole};
      ALTER TABLE referrals DROP COLUMN program_id, DROP COLUMN program_version;
      ALTER TABLE facts DROP COLUMN agency_id;
      ALTER TABLE case_history DROP COLUMN agencies;
      ALTER TABLE cases DROP COLUMN held_by;`);
    for (const table of narrowed) {
      await runner.query(`
        CREATE POLICY offered_to_agency ON ${table} AS RESTRICTIVE TO ${appRole}
          USING (${elsewhere} OR was_offered_to_agency(${table}.tenant_id, ${table}.${table === 'cases' ? 'id' : 'case_id'}));`);
    }
  }
}

/**
 * `held_by`: the agency that has the case now. `agencies`: who had it before or after a step, and so is told of the step, that
 * by which they lose it too. `agency_id`: whose people said something. Of older steps and facts nobody knows: those stay ours.
 */
async function noteWhoHasACase(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE cases ADD COLUMN held_by text,
      ADD CONSTRAINT nobody_holds_an_ended_case CHECK (held_by IS NULL OR ended_at IS NULL);
    ALTER TABLE case_history ADD COLUMN agencies text[];
    ALTER TABLE facts ADD COLUMN agency_id text;
    ALTER TABLE cases NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE program_versions NO FORCE ROW LEVEL SECURITY;
    UPDATE cases c SET held_by = c.progress->>'holder' FROM program_versions v
      WHERE v.tenant_id = c.tenant_id AND v.program_id = c.program_id AND v.version = c.program_version
        AND c.ended_at IS NULL AND v.document #>> ARRAY['states', c.state, 'owner'] = 'holder';
    ALTER TABLE program_versions FORCE ROW LEVEL SECURITY;
    ALTER TABLE cases FORCE ROW LEVEL SECURITY;`);
}

/** An agency lists its own referrals after it lost sight of the case: what they are called must stand in them. */
async function letReferralsStandAlone(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE referrals ADD COLUMN program_id text, ADD COLUMN program_version integer;
    ALTER TABLE cases NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE referrals NO FORCE ROW LEVEL SECURITY;
    UPDATE referrals r SET program_id = c.program_id, program_version = c.program_version FROM cases c
      WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id;
    ALTER TABLE referrals FORCE ROW LEVEL SECURITY;
    ALTER TABLE cases FORCE ROW LEVEL SECURITY;
    ALTER TABLE referrals ALTER COLUMN program_id SET NOT NULL, ALTER COLUMN program_version SET NOT NULL;`);
}

/**
 * Functions, so that nobody but an agency's people pays for the questions (ADR 0010). A plan that is made while the table is
 * empty, and kept, may read all referrals of the tenant for each row: the first question has an index of open offers, the
 * second is asked in the order of the index by case.
 */
async function askWhetherItIsTheirsNow(runner: QueryRunner): Promise<void> {
  const ask = (name: string, parameters: string, question: string) => `
    CREATE FUNCTION ${name}(tenant text, asked uuid${parameters}) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN coalesce((${question} LIMIT 1), false);
    END $$;
    REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${name} TO ${appRole};`;
  const own = `SELECT true FROM referrals r WHERE r.tenant_id = tenant AND r.case_id = asked AND r.agency_id = ${agency}`;
  const byCase = 'ORDER BY r.offered_at';
  await runner.query(`
    ${ask('is_offered_to_agency', '', `${own} AND r.status = 'offered'`)}
    ${ask(
      'is_referred_to_agency',
      ', holder text',
      `${own} AND (r.status = 'offered' OR (r.status IN ('accepted', 'in-progress') AND r.agency_id = holder)) ${byCase}`,
    )}
    ${ask('is_case_of_agency', '', 'SELECT true FROM cases c WHERE c.tenant_id = tenant AND c.id = asked')}`);
}

async function showAgenciesTheirCases(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE POLICY theirs_now ON cases AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR held_by = ${agency} OR is_referred_to_agency(tenant_id, id, progress->>'holder'));
    CREATE POLICY theirs_now ON case_history AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR ${agency} = ANY (agencies) OR is_offered_to_agency(tenant_id, case_id));
    CREATE POLICY theirs_now ON alerts AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR queue = 'agency/' || ${agency});`);
  for (const table of ofCases) {
    await runner.query(`
      CREATE POLICY theirs_now ON ${table} AS RESTRICTIVE TO ${appRole}
        USING (${elsewhere} OR is_case_of_agency(tenant_id, case_id));`);
  }
}
