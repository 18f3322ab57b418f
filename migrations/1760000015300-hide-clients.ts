import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const agency = `current_setting('app.agency', true)`;

/**
 * Of a case that an agency sees without having it (it is asked, or took the client and the case is with us) it finds the facts
 * alone that it may be told, and what its own people said. One that has the case finds all of them: its steps decide on them,
 * and what it is told of them the API says.
 */
export class HideClients1760000015300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await noteWhatIsTold(runner);
    await runner.query(`
      CREATE FUNCTION is_fact_for_agency(tenant text, asked uuid, fact text, said_for text) RETURNS boolean LANGUAGE plpgsql STABLE
      SET search_path = public, pg_temp AS $$
      DECLARE
        held text;
        last_holder text;
      BEGIN
        -- By the policies of an agency: only of a case that it sees.
        SELECT c.held_by, c.progress->>'holder' INTO held, last_holder FROM cases c WHERE c.tenant_id = tenant AND c.id = asked;
        IF NOT FOUND THEN RETURN false; END IF;
        IF held = ${agency} OR said_for = ${agency} THEN RETURN true; END IF;
        RETURN coalesce((${mayBeTold} ORDER BY r.offered_at LIMIT 1), false);
      END $$;
      REVOKE EXECUTE ON FUNCTION is_fact_for_agency FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION is_fact_for_agency TO ${appRole};
      ALTER POLICY theirs_now ON facts USING (${elsewhere} OR is_fact_for_agency(tenant_id, case_id, key, agency_id));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY theirs_now ON facts USING (${elsewhere} OR is_case_of_agency(tenant_id, case_id));
      DROP FUNCTION is_fact_for_agency;
      ALTER TABLE referrals DROP COLUMN tells;`);
  }
}

/** As `mayBeTold` of a referral: in a handover that tells, by a consent that stands and names the fact, or by an override. */
const mayBeTold = `
  SELECT true FROM referrals r
  WHERE r.tenant_id = tenant AND r.case_id = asked AND r.agency_id = ${agency}
    AND (r.status = 'offered' OR (r.status IN ('accepted', 'in-progress') AND r.agency_id = last_holder))
    AND coalesce(r.handed_over_as, r.handover) IN ('warm', 'dispatch')
    AND fact = ANY (r.tells)
    AND (r.override IS NOT NULL OR EXISTS (SELECT FROM consents k
      WHERE k.tenant_id = tenant AND k.case_id = asked AND k.id = r.consent_id AND k.given AND k.withdrawn_at IS NULL))`;

/** What its disclosure names, on the referral itself: asked of the program, its whole document would be read for each fact. */
async function noteWhatIsTold(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE referrals ADD COLUMN tells text[];
    ALTER TABLE referrals NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE program_versions NO FORCE ROW LEVEL SECURITY;
    UPDATE referrals r
      SET tells = ARRAY(SELECT json_array_elements_text(v.document #> ARRAY['disclosures', r.disclosure, 'facts']))
      FROM program_versions v
      WHERE v.tenant_id = r.tenant_id AND v.program_id = r.program_id AND v.version = r.program_version
        AND r.disclosure IS NOT NULL;
    ALTER TABLE program_versions FORCE ROW LEVEL SECURITY;
    ALTER TABLE referrals FORCE ROW LEVEL SECURITY;`);
}
