import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const mine = `current_setting('app.region', true)`;
/** Whoever answers for the whole tenant pays for no more than this (ADR 0010). */
const everywhere = `coalesce(${mine}, '') = ''`;
const person = `current_setting('app.person', true)`;
/** One without a region is everybody's; so is one of a region that nobody in this role is granted, alone or with the whole tenant. */
const here = `answering_region IS NULL OR answering_region = ${mine} OR NOT ARRAY[answering_region, ''] && (SELECT regions_of_role())`;
const theirs = `owner_kind = 'person' AND owner_id = ${person}`;

const ofCases = [
  ...['case_history', 'alerts', 'facts', 'consents', 'overrides', 'needs', 'dispositions', 'referrals'],
  'webhook_messages',
];
const ofReferrals = ['handover_steps', 'referral_messages', 'agency_links'];
const tables = ['cases', 'contacts', 'contact_alerts', 'webhook_attempts', 'sessions', ...ofCases, ...ofReferrals];

/** A session of a region sees the contacts and cases that its region answers, and what belongs to them (ADR 0028). */
export class NarrowCases1760000016750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE lines ADD COLUMN region text;
      ALTER TABLE contacts ADD COLUMN answering_region text;`);
    await createQuestions(runner);
    const narrow = (table: string, which: string, what = 'ALL') =>
      `CREATE POLICY in_region ON ${table} AS RESTRICTIVE FOR ${what} TO ${appRole} USING (${everywhere} OR ${which})
        ${what === 'ALL' ? 'WITH CHECK (true)' : ''};`;
    // What is added was decided on by who sees it: a row may be written before the case that it belongs to.
    await runner.query(`
      ${narrow('cases', `${here} OR (${theirs})`)}
      ${narrow('contacts', `${here} OR (${theirs}) OR has_case_here(tenant_id, id)`)}
      ${narrow('contact_alerts', 'is_contact_here(tenant_id, contact_id)')}
      ${ofCases.map((table) => narrow(table, 'is_case_here(tenant_id, case_id)')).join('\n')}
      ${ofReferrals.map((table) => narrow(table, 'is_referral_here(tenant_id, referral_id)')).join('\n')}
      ${narrow('webhook_attempts', 'is_message_here(tenant_id, message_id)')}
      ${narrow('sessions', `region = ${mine}`, 'SELECT')}`);
    await changeFindSession(runner, anyGrant, sameRegion);
  }

  async down(runner: QueryRunner): Promise<void> {
    await changeFindSession(runner, sameRegion, anyGrant);
    for (const table of tables) await runner.query(`DROP POLICY in_region ON ${table}`);
    await runner.query(`
      DROP FUNCTION is_message_here, is_referral_here, is_contact_here, has_case_here, is_case_here, regions_of_role;
      ALTER TABLE contacts DROP COLUMN answering_region;
      ALTER TABLE lines DROP COLUMN region;`);
  }
}

/** Functions, so that their plans are made when somebody of a region asks, by key, and are under the policies of who asks. */
async function createQuestions(runner: QueryRunner): Promise<void> {
  const ask = (name: string, question: string) => `
    CREATE FUNCTION ${name}(tenant text, asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN EXISTS (${question});
    END $$;
    REVOKE EXECUTE ON FUNCTION ${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${name} TO ${appRole};`;
  const byId = (table: string) => `SELECT FROM ${table} t WHERE t.tenant_id = tenant AND t.id = asked`;
  await runner.query(`
    CREATE FUNCTION regions_of_role() RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN coalesce((SELECT array_agg(DISTINCT g.region) FROM role_grants g
        WHERE g.tenant_id = current_setting('app.tenant', true) AND g.role = current_setting('app.role', true)), '{}');
    END $$;
    REVOKE EXECUTE ON FUNCTION regions_of_role FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION regions_of_role TO ${appRole};
    ${ask('is_case_here', byId('cases'))}
    ${ask('has_case_here', 'SELECT FROM cases t WHERE t.tenant_id = tenant AND t.contact_id = asked')}
    ${ask('is_contact_here', byId('contacts'))}
    ${ask('is_referral_here', byId('referrals'))}
    ${ask('is_message_here', byId('webhook_messages'))}`);
}

const anyGrant = `(s.region = '' OR g.region = s.region)`;
const sameRegion = 'g.region = s.region';

/** A session of the whole tenant stands on a grant of the whole tenant: one for a region is less than that. */
async function changeFindSession(runner: QueryRunner, from: string, to: string): Promise<void> {
  const [row] = (await runner.query(
    `SELECT pg_get_functiondef('find_session(bytea, timestamptz)'::regprocedure) AS text`,
  )) as { text: string }[];
  if (!row?.text.includes(from)) throw new Error(`find_session does not ask whether ${from}: nothing was changed.`);
  await runner.query(row.text.replace(from, to));
}
