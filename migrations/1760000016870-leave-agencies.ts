import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const agency = `current_setting('app.agency', true)`;

/**
 * Of an agency that is not in the directory any more its people find what they have to finish, and nothing that is offered or
 * over (ADR 0026); it is known since when a service is gone; and telling an agency lets a step be repeated that must be.
 */
export class LeaveAgencies1760000016870 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // By the status alone: to ask for the case here would ask for its referrals again, and so on. Who has a case after they
    // said that they are done with it has it until it ends, which is when `shown_until` is set.
    await runner.query(`
      ALTER TABLE services ADD COLUMN retired_at timestamptz;
      CREATE POLICY of_those_who_are_here ON referrals AS RESTRICTIVE TO ${appRole}
        USING (${elsewhere} OR status IN ('accepted', 'in-progress') OR (status = 'completed' AND shown_until IS NULL)
          OR NOT (SELECT is_agency_retired(current_setting('app.tenant', true), ${agency})));`);
    await tell(runner, `IF SQLSTATE LIKE '40%' THEN RAISE; END IF;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await tell(runner, '');
    await runner.query(`
      DROP POLICY of_those_who_are_here ON referrals;
      ALTER TABLE services DROP COLUMN retired_at;`);
  }
}

/**
 * As it was made, but for what is done first about each failure. A deadlock, or changes that cannot be told apart in time
 * (class 40), is no failure to tell: the whole transaction is taken again, and tells then.
 */
async function tell(runner: QueryRunner, first: string): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION tell_agency(tenant text, agency text, of_case uuid, what text, about text, said jsonb)
    RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
    BEGIN
      IF NOT EXISTS (
        SELECT FROM webhooks w JOIN agencies a ON a.tenant_id = w.tenant_id AND a.id = w.agency_id
        WHERE w.tenant_id = tenant AND w.agency_id = agency AND w.removed_at IS NULL AND NOT a.retired) THEN RETURN; END IF;
      BEGIN
        WITH told AS (
          INSERT INTO webhook_messages (tenant_id, id, webhook_id, agency_id, case_id, type, subject, data, at, delivery_id)
          SELECT tenant, gen_random_uuid(), w.id, agency, of_case, what, about, said, moment,
            CASE WHEN w.disabled_at IS NULL THEN gen_random_uuid() END
          FROM webhooks w
          WHERE w.tenant_id = tenant AND w.agency_id = agency AND w.removed_at IS NULL AND (w.events = '{}' OR what = ANY (w.events))
          RETURNING id, webhook_id, delivery_id
        )
        INSERT INTO outbox (tenant_id, id, topic, stream_id, receiver, partner, payload, created_at, deliver_after)
        SELECT tenant, delivery_id, 'webhook', md5(webhook_id::text || of_case::text)::uuid, 'webhook/' || webhook_id, agency,
          jsonb_build_object('message', id), moment, moment
        FROM told WHERE delivery_id IS NOT NULL;
        PERFORM pg_notify('frontdoor_outbox', '');
      EXCEPTION WHEN OTHERS THEN
        ${first}
        RAISE WARNING 'agency % was not told % of %: %', agency, what, about, SQLERRM;
        BEGIN
          INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at)
          VALUES (tenant, gen_random_uuid(), of_case, 'supervisors', 'webhook-undelivered', agency, moment);
        EXCEPTION WHEN OTHERS THEN
          ${first}
          RAISE WARNING 'nor were the supervisors: %', SQLERRM;
        END;
      END;
    END $$;`);
}
