import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const agency = `current_setting('app.agency', true)`;
const now = `coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())`;

/**
 * A referral is completed when its case ends, if its agency had the case. For a while after that (`shown_until`) the agency may
 * read what it did, and what it was told then.
 */
export class CompleteReferrals1760000016700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referrals ADD COLUMN shown_until timestamptz');
    await completeWhatHasEnded(runner);
    await sayWhoMayRead(runner, { shown: `r.shown_until > ${now}`, stands: `(k.until IS NULL OR k.until > ${now})` });
  }

  async down(runner: QueryRunner): Promise<void> {
    await sayWhoMayRead(runner, { shown: 'false', stands: 'true' });
    await runner.query('ALTER TABLE referrals DROP COLUMN shown_until');
  }
}

/** Those that ended before this. Nobody is told of it: what there was to tell was told when the case ended. */
async function completeWhatHasEnded(runner: QueryRunner): Promise<void> {
  const tables = ['cases', 'case_history', 'referrals'];
  for (const table of tables) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  await runner.query(`
    ALTER TABLE referrals DISABLE TRIGGER tell_agency;
    UPDATE referrals r SET status = 'completed', shown_until = c.ended_at + interval '30 days', revision = r.revision + 1,
      changed = pg_current_xact_id()::text::bigint
    FROM cases c
    WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id AND c.ended_at IS NOT NULL AND c.progress->>'holder' = r.agency_id
      AND r.status IN ('accepted', 'in-progress') AND coalesce(r.handed_over_as, r.handover) <> 'number'
      AND EXISTS (SELECT FROM case_history h WHERE h.tenant_id = r.tenant_id AND h.case_id = r.case_id
        AND r.agency_id = ANY (h.agencies) AND h.at >= r.answered_at);
    ALTER TABLE referrals ENABLE TRIGGER tell_agency;`);
  for (const table of tables) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
}

interface Says {
  /** A completed referral whose case may be read yet. */
  readonly shown: string;
  /** A consent, beyond being given and not taken back. */
  readonly stands: string;
}

/** The three questions by which row-level security shows an agency a case, a fact of it, and the messages of a referral. */
async function sayWhoMayRead(runner: QueryRunner, { shown, stands }: Says): Promise<void> {
  const is = (name: string, parameters: string, body: string) => `
    CREATE OR REPLACE FUNCTION ${name}(${parameters}) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$ ${body} $$;
    REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${name} TO ${appRole};`;
  const ofCase = 'FROM referrals r WHERE r.tenant_id = tenant AND r.case_id = asked AND r.agency_id';
  const told = `
    coalesce(r.handed_over_as, r.handover) IN ('warm', 'dispatch')
    AND (r.override IS NOT NULL OR EXISTS (SELECT FROM consents k WHERE k.tenant_id = r.tenant_id AND k.case_id = r.case_id
      AND k.id = r.consent_id AND k.given AND k.withdrawn_at IS NULL AND ${stands}))`;
  // In the order of the index by case: a plan that was made while the table was empty may be kept.
  const theirs = (holder: string) =>
    `(r.status = 'offered' OR (r.status IN ('accepted', 'in-progress') AND r.agency_id = ${holder})
      OR (r.status = 'completed' AND ${shown}))`;
  await runner.query(`
    ${is(
      'is_referred_to_agency',
      'tenant text, asked uuid, holder text',
      `BEGIN
        RETURN coalesce((SELECT true ${ofCase} = ${agency} AND ${theirs('holder')} ORDER BY r.offered_at LIMIT 1), false);
      END`,
    )}
    ${is(
      'is_fact_for_agency',
      'tenant text, asked uuid, fact text, said_for text',
      `DECLARE
        held text;
        last_holder text;
      BEGIN
        -- By the policies of an agency: only of a case that it sees.
        SELECT c.held_by, c.progress->>'holder' INTO held, last_holder FROM cases c WHERE c.tenant_id = tenant AND c.id = asked;
        IF NOT FOUND THEN RETURN false; END IF;
        IF held = ${agency} OR said_for = ${agency} THEN RETURN true; END IF;
        RETURN coalesce((SELECT true ${ofCase} = ${agency} AND ${theirs('last_holder')} AND fact = ANY (r.tells) AND ${told}
          ORDER BY r.offered_at LIMIT 1), false);
      END`,
    )}
    ${is(
      'is_agency_told',
      'tenant text, asked uuid',
      `BEGIN
        RETURN EXISTS (SELECT FROM referrals r WHERE r.tenant_id = tenant AND r.id = asked AND r.agency_id = ${agency}
          AND ${told} AND EXISTS (SELECT FROM cases c WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id AND CASE
            WHEN r.status = 'offered' THEN true
            WHEN r.status IN ('accepted', 'in-progress') THEN c.progress->>'holder' = r.agency_id
            WHEN r.status = 'completed' THEN c.held_by = r.agency_id OR ${shown}
          END));
      END`,
    )}`);
}
