import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, workerRole } from '../libs/platform/index.js';

/** The outbox is shared fairly between partners, and telling an agency never stops the step that tells (ADR 0026). */
export class ShareAgencies1760000016600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await nameThePartners(runner);
    await markWhatWasRemoved(runner);
    await renewPrimaryKeys(runner);
    await tellWithoutFail(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT (tenant_id, created_at) ON webhooks FROM ${workerRole};
      DROP POLICY every_tenant ON webhooks;
      DROP INDEX tests_of_webhook;
      GRANT DELETE ON webhooks TO ${appRole};
      ALTER TABLE webhooks DROP CONSTRAINT removed_is_off, DROP COLUMN removed_at;
      REVOKE SELECT (partner, in_hand), UPDATE (in_hand) ON outbox FROM ${workerRole};
      DROP INDEX outbox_in_hand;
      ALTER TABLE outbox DROP COLUMN partner, DROP COLUMN in_hand;
      DROP FUNCTION tell_agency;
      ALTER FUNCTION tell_agency_at_once RENAME TO tell_agency;`);
  }
}

/**
 * On whose behalf somebody outside gets a message: an agency's; null is our own, mails and calls. What is under way is found by
 * an index of its own; a lease alone does not tell, because it also sets aside.
 */
async function nameThePartners(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE outbox ADD COLUMN partner text, ADD COLUMN in_hand boolean NOT NULL DEFAULT false;
    ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE webhook_messages NO FORCE ROW LEVEL SECURITY;
    UPDATE outbox o SET partner = m.agency_id FROM webhook_messages m
      WHERE o.topic = 'webhook' AND m.tenant_id = o.tenant_id AND m.delivery_id = o.id;
    ALTER TABLE webhook_messages FORCE ROW LEVEL SECURITY;
    ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
    CREATE INDEX outbox_in_hand ON outbox (receiver, leased_until) WHERE in_hand;
    GRANT SELECT (partner, in_hand), UPDATE (in_hand) ON outbox TO ${workerRole};`);
}

/** Nobody deletes a webhook: what tells it meanwhile would find nothing to refer to, and its step would fail. */
async function markWhatWasRemoved(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE webhooks ADD COLUMN removed_at timestamptz,
      ADD CONSTRAINT removed_is_off CHECK (removed_at IS NULL OR disabled_at IS NOT NULL);
    REVOKE DELETE ON webhooks FROM ${appRole};
    CREATE INDEX tests_of_webhook ON webhook_messages (tenant_id, webhook_id) WHERE type = 'webhook.test' AND delivered_at IS NULL;
    CREATE POLICY every_tenant ON webhooks FOR SELECT TO ${workerRole} USING (true);
    GRANT SELECT (tenant_id, created_at) ON webhooks TO ${workerRole};`);
}

/**
 * A retired agency is told nothing, nor is a webhook that was removed. When telling fails, the step goes on: somebody's yes must
 * not be lost because a message about it was. The supervisors are asked to call instead, and the database's log says why.
 */
async function tellWithoutFail(runner: QueryRunner): Promise<void> {
  const parameters = 'tenant text, agency text, of_case uuid, what text, about text, said jsonb';
  await runner.query(`
    ALTER FUNCTION tell_agency RENAME TO tell_agency_at_once;
    CREATE FUNCTION tell_agency(${parameters}) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
        RAISE WARNING 'agency % was not told % of %: %', agency, what, about, SQLERRM;
        BEGIN
          INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at)
          VALUES (tenant, gen_random_uuid(), of_case, 'supervisors', 'webhook-undelivered', agency, moment);
        EXCEPTION WHEN OTHERS THEN
          RAISE WARNING 'nor were the supervisors: %', SQLERRM;
        END;
      END;
    END $$;
    REVOKE EXECUTE ON FUNCTION tell_agency FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tell_agency TO ${appRole};`);
}
