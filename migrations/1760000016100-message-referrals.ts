import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const agency = `current_setting('app.agency', true)`;

/**
 * What we and an agency write to each other about a referral. Both sides' words may tell of the client: an agency reads any of
 * them, its own too, only while it may be told of the client by that very referral. To write to us it need only be its referral.
 */
export class MessageReferrals1760000016100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referral_messages (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        referral_id uuid NOT NULL,
        agency_id text NOT NULL,
        written_by text NOT NULL CHECK (written_by IN ('agency', 'helpline')),
        person_id text NOT NULL,
        text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 1000),
        at timestamptz NOT NULL,
        changed bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, referral_id) REFERENCES referrals (tenant_id, id)
      );
      CREATE INDEX messages_of_referral ON referral_messages (tenant_id, referral_id, at, id);
      CREATE INDEX referral_messages_by_change ON referral_messages (tenant_id, changed);
      CREATE INDEX referrals_of_agency ON referrals (tenant_id, agency_id, offered_at, id);`);
    await tenantTable(runner, 'referral_messages', { appendOnly: true });
    await showWhileToldOf(runner);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE referral_messages;
      DROP FUNCTION is_agency_told, is_referral_of_agency;
      DROP INDEX referrals_of_agency;`);
  }
}

async function showWhileToldOf(runner: QueryRunner): Promise<void> {
  const ask = (name: string, question: string) => `
    CREATE FUNCTION ${name}(tenant text, asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN EXISTS (${question});
    END $$;
    REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${name} TO ${appRole};`;
  const own = `SELECT FROM referrals r WHERE r.tenant_id = tenant AND r.id = asked AND r.agency_id = ${agency}`;
  await runner.query(`
    ${ask('is_referral_of_agency', own)}
    ${ask('is_agency_told', `${own} AND ${mayBeTold}`)}
    CREATE POLICY told_now ON referral_messages AS RESTRICTIVE FOR SELECT TO ${appRole}
      USING (${elsewhere} OR (agency_id = ${agency} AND is_agency_told(tenant_id, referral_id)));
    CREATE POLICY own_words ON referral_messages AS RESTRICTIVE FOR INSERT TO ${appRole}
      WITH CHECK (${elsewhere} OR (agency_id = ${agency} AND written_by = 'agency'
        AND is_referral_of_agency(tenant_id, referral_id)));`);
}

/** As `mayBeTold` of a referral (libs/referrals/referral.ts); until when a consent holds, the API minds. */
const mayBeTold = `
  coalesce(r.handed_over_as, r.handover) IN ('warm', 'dispatch')
  AND EXISTS (SELECT FROM cases c WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id AND CASE
    WHEN r.status = 'offered' THEN true
    WHEN r.status IN ('accepted', 'in-progress') THEN c.progress->>'holder' = r.agency_id
    WHEN r.status = 'completed' THEN c.held_by = r.agency_id
  END)
  AND (r.override IS NOT NULL OR EXISTS (SELECT FROM consents k
    WHERE k.tenant_id = r.tenant_id AND k.id = r.consent_id AND k.given AND k.withdrawn_at IS NULL))`;
