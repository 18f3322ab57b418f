import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable, workerRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const agency = `current_setting('app.agency', true)`;
const DUE = 'greatest(deliver_after, leased_until)';

/** Webhooks: an agency's own systems are told at once what an agency's people would see (ADR 0026). */
export class CallAgencies1760000016400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await nameReceivers(runner);
    await createWebhooks(runner);
    await createMessages(runner);
    await renewPrimaryKeys(runner);
    await tellAgencies(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tell_agency ON referrals;
      DROP TRIGGER tell_agencies ON case_history;
      DROP FUNCTION tell_agency_of_referral, tell_agencies_of_step, tell_agency;
      DROP TABLE webhook_attempts, webhook_messages, webhook_secrets, webhooks;
      DELETE FROM outbox WHERE topic = 'webhook';
      DROP INDEX outbox_due, outbox_failing;
      REVOKE SELECT (receiver) ON outbox FROM ${workerRole};
      ALTER TABLE outbox DROP COLUMN receiver;
      CREATE INDEX outbox_due ON outbox (deliver_after) WHERE delivered_at IS NULL;`);
  }
}

/** Whom a message is for, so that what waits for one of them is found without reading what waits for the others. */
async function nameReceivers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE outbox ADD COLUMN receiver text NOT NULL DEFAULT '';
    ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
    UPDATE outbox SET receiver = tenant_id || '/' || topic;
    ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
    ALTER TABLE outbox ALTER COLUMN receiver DROP DEFAULT;
    DROP INDEX outbox_due;
    CREATE INDEX outbox_due ON outbox (receiver, (${DUE}), seq) WHERE delivered_at IS NULL;
    CREATE INDEX outbox_failing ON outbox (tenant_id, receiver) WHERE delivered_at IS NULL AND attempts > 0;
    GRANT SELECT (receiver) ON outbox TO ${workerRole};`);
}

async function createWebhooks(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE webhooks (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      agency_id text NOT NULL,
      url text NOT NULL,
      description text NOT NULL,
      events text[] NOT NULL,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      disabled_at timestamptz,
      disabled_why text CHECK (disabled_why IN ('by-person', 'gone')),
      failing_since timestamptz,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, agency_id) REFERENCES agencies (tenant_id, id),
      CONSTRAINT disabled_for_a_reason CHECK ((disabled_at IS NULL) = (disabled_why IS NULL))
    );
    CREATE INDEX webhooks_of_agency ON webhooks (tenant_id, agency_id);
    CREATE TABLE webhook_secrets (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      webhook_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('hmac', 'ed25519')),
      sealed bytea NOT NULL,
      public_key text,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE
    );
    CREATE INDEX secrets_of_webhook ON webhook_secrets (tenant_id, webhook_id);`);
  await tenantTable(runner, 'webhooks');
  await tenantTable(runner, 'webhook_secrets');
  await runner.query(`
    CREATE POLICY own_agency ON webhooks AS RESTRICTIVE TO ${appRole} USING (${elsewhere} OR agency_id = ${agency});
    CREATE POLICY of_own_agency ON webhook_secrets AS RESTRICTIVE TO ${appRole} USING (${elsewhere} OR EXISTS (
      SELECT FROM webhooks w WHERE w.tenant_id = webhook_secrets.tenant_id AND w.id = webhook_secrets.webhook_id));`);
}

/** What was told, and each attempt to tell it. Ids and states alone: what they are about is read through the API, by consent. */
async function createMessages(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE webhook_messages (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      webhook_id uuid NOT NULL,
      agency_id text NOT NULL,
      case_id uuid,
      type text NOT NULL,
      subject text NOT NULL,
      data jsonb NOT NULL,
      at timestamptz NOT NULL,
      seq bigint GENERATED ALWAYS AS IDENTITY,
      delivery_id uuid,
      delivered_at timestamptz,
      attempts integer NOT NULL DEFAULT 0,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE
    );
    CREATE INDEX messages_of_webhook ON webhook_messages (tenant_id, webhook_id, at, id);
    CREATE TABLE webhook_attempts (
      tenant_id text NOT NULL,
      message_id uuid NOT NULL,
      n integer NOT NULL,
      at timestamptz NOT NULL,
      status integer,
      milliseconds integer NOT NULL,
      error text,
      PRIMARY KEY (tenant_id, message_id, n),
      FOREIGN KEY (tenant_id, message_id) REFERENCES webhook_messages (tenant_id, id) ON DELETE CASCADE
    );`);
  await tenantTable(runner, 'webhook_messages');
  await tenantTable(runner, 'webhook_attempts', { app: ['select', 'insert', 'delete'] });
  await runner.query(`
    CREATE POLICY own_agency ON webhook_messages AS RESTRICTIVE TO ${appRole} USING (${elsewhere} OR agency_id = ${agency});
    CREATE POLICY of_own_agency ON webhook_attempts AS RESTRICTIVE TO ${appRole} USING (${elsewhere} OR EXISTS (
      SELECT FROM webhook_messages m WHERE m.tenant_id = webhook_attempts.tenant_id AND m.id = webhook_attempts.message_id));`);
}

/**
 * Whichever statement changes what an agency would see, its webhooks are told in the same transaction, at the transaction's
 * instant (`app.now`). A message of one webhook about one case waits for those before it. One that is switched off finds later
 * what it missed. Where an agency has no webhook, it costs one look at an index.
 */
async function tellAgencies(runner: QueryRunner): Promise<void> {
  const started = `LANGUAGE plpgsql SET search_path = public, pg_temp`;
  await runner.query(`
    CREATE FUNCTION tell_agency(tenant text, agency text, of_case uuid, what text, about text, said jsonb) RETURNS void ${started} AS $$
    DECLARE
      moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
    BEGIN
      IF NOT EXISTS (SELECT FROM webhooks w WHERE w.tenant_id = tenant AND w.agency_id = agency) THEN RETURN; END IF;
      WITH told AS (
        INSERT INTO webhook_messages (tenant_id, id, webhook_id, agency_id, case_id, type, subject, data, at, delivery_id)
        SELECT tenant, gen_random_uuid(), w.id, agency, of_case, what, about, said, moment,
          CASE WHEN w.disabled_at IS NULL THEN gen_random_uuid() END
        FROM webhooks w
        WHERE w.tenant_id = tenant AND w.agency_id = agency AND (w.events = '{}' OR what = ANY (w.events))
        RETURNING id, webhook_id, delivery_id
      )
      INSERT INTO outbox (tenant_id, id, topic, stream_id, receiver, payload, created_at, deliver_after)
      SELECT tenant, delivery_id, 'webhook', md5(webhook_id::text || of_case::text)::uuid, 'webhook/' || webhook_id,
        jsonb_build_object('message', id), moment, moment
      FROM told WHERE delivery_id IS NOT NULL;
      PERFORM pg_notify('frontdoor_outbox', '');
    END $$;
    CREATE FUNCTION tell_agency_of_referral() RETURNS trigger ${started} AS $$
    BEGIN
      PERFORM tell_agency(NEW.tenant_id, NEW.agency_id, NEW.case_id, 'referral.' || NEW.status, 'referrals/' || NEW.id,
        jsonb_build_object('referral', NEW.id, 'case', NEW.case_id, 'service', NEW.service_id, 'status', NEW.status));
      RETURN NULL;
    END $$;
    CREATE FUNCTION tell_agencies_of_step() RETURNS trigger ${started} AS $$
    BEGIN
      PERFORM tell_agency(NEW.tenant_id, one, NEW.case_id, 'case.moved', 'cases/' || NEW.case_id,
        jsonb_build_object('case', NEW.case_id, 'revision', NEW.seq)) -- no state: it could tell of a danger to who has just lost the case
      FROM unnest(NEW.agencies) AS one;
      RETURN NULL;
    END $$;
    REVOKE EXECUTE ON FUNCTION tell_agency, tell_agency_of_referral, tell_agencies_of_step FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION tell_agency, tell_agency_of_referral, tell_agencies_of_step TO ${appRole};
    CREATE TRIGGER tell_agency AFTER INSERT OR UPDATE OF status ON referrals FOR EACH ROW
      WHEN (NEW.agency_id IS NOT NULL AND NEW.handover <> 'number') EXECUTE FUNCTION tell_agency_of_referral();
    CREATE TRIGGER tell_agencies AFTER INSERT ON case_history FOR EACH ROW
      WHEN (NEW.agencies IS NOT NULL AND NEW.from_state IS DISTINCT FROM NEW.to_state)
      EXECUTE FUNCTION tell_agencies_of_step();`);
}
