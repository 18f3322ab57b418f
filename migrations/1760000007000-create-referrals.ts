import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

export class CreateReferrals1760000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referrals (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        case_id uuid NOT NULL,
        offer_id uuid NOT NULL,
        state text NOT NULL,
        route text NOT NULL,
        service_id text NOT NULL,
        agency_id text,
        fallback boolean NOT NULL,
        handover text NOT NULL CHECK (handover IN ('warm', 'cold', 'number', 'dispatch')),
        status text NOT NULL
          CHECK (status IN ('offered', 'accepted', 'declined', 'cancelled', 'revoked', 'expired', 'in-progress', 'completed')),
        reason text,
        handed_over_as text,
        disclosure text,
        consent_id uuid,
        override text,
        offered_at timestamptz NOT NULL,
        expires_at timestamptz,
        answered_at timestamptz,
        dialling text,
        outcome text,
        revision integer NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT only_a_number_goes_without_an_agency CHECK (agency_id IS NOT NULL OR handover = 'number'),
        CONSTRAINT disclosures_need_consent_or_override
          CHECK (disclosure IS NULL OR consent_id IS NOT NULL OR override IS NOT NULL)
      );
      CREATE INDEX referrals_of_case ON referrals (tenant_id, case_id, offered_at);
      CREATE INDEX referrals_by_status ON referrals (tenant_id, status, offered_at, id);
      CREATE UNIQUE INDEX one_open_offer_a_state ON referrals (tenant_id, case_id, state) WHERE status = 'offered';
      CREATE TABLE handover_steps (
        tenant_id text NOT NULL,
        referral_id uuid NOT NULL,
        step text NOT NULL CHECK (step IN ('permission', 'disconnect-number', 'dial', 'brief', 'three-way')),
        at timestamptz NOT NULL,
        person_id text NOT NULL,
        PRIMARY KEY (tenant_id, referral_id, step),
        FOREIGN KEY (tenant_id, referral_id) REFERENCES referrals (tenant_id, id)
      );`);
    await tenantTable(runner, 'referrals', { app: ['select', 'insert', 'update'] });
    await tenantTable(runner, 'handover_steps', { appendOnly: true });
    await showAgenciesTheirOwn(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['facts', 'case_history', 'consents', 'alerts', 'cases']) {
      await runner.query(`DROP POLICY offered_to_agency ON ${table};`);
    }
    await runner.query('DROP POLICY contacts_of_own_cases ON contacts; DROP TABLE handover_steps, referrals;');
  }
}

/** Somebody who works for an agency sees the referrals of that agency, and of cases only those it was offered. */
async function showAgenciesTheirOwn(runner: QueryRunner): Promise<void> {
  const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
  await runner.query(`
    CREATE POLICY own_agency ON referrals AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR agency_id = current_setting('app.agency', true));
    CREATE POLICY offered_to_agency ON cases AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR EXISTS (
        SELECT FROM referrals r WHERE r.tenant_id = cases.tenant_id AND r.case_id = cases.id));
    CREATE POLICY steps_of_own_agency ON handover_steps AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR EXISTS (
        SELECT FROM referrals r WHERE r.tenant_id = handover_steps.tenant_id AND r.id = handover_steps.referral_id));
    CREATE POLICY contacts_of_own_cases ON contacts AS RESTRICTIVE TO ${appRole}
      USING (${elsewhere} OR EXISTS (
        SELECT FROM cases c WHERE c.tenant_id = contacts.tenant_id AND c.contact_id = contacts.id));`);
  for (const table of ['facts', 'case_history', 'consents', 'alerts']) {
    await runner.query(`
      CREATE POLICY offered_to_agency ON ${table} AS RESTRICTIVE TO ${appRole}
        USING (${elsewhere} OR EXISTS (
          SELECT FROM referrals r WHERE r.tenant_id = ${table}.tenant_id AND r.case_id = ${table}.case_id));`);
  }
}
