import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable, workerRole } from '../libs/platform/index.js';

/** Due timers, what is to leave the building, and the answers that a repeated request gets again. */
export class CreatePlatform1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE timers (
        tenant_id text NOT NULL CHECK (tenant_id <> ''),
        subject_id uuid NOT NULL,
        name text NOT NULL,
        generation int NOT NULL,
        due_at timestamptz NOT NULL,
        leased_until timestamptz,
        PRIMARY KEY (tenant_id, subject_id, name)
      );
      CREATE INDEX timers_due ON timers (due_at);

      CREATE TABLE outbox (
        tenant_id text NOT NULL CHECK (tenant_id <> ''),
        id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        topic text NOT NULL,
        stream_id uuid NOT NULL,
        payload jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        deliver_after timestamptz NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        leased_until timestamptz,
        delivered_at timestamptz,
        last_error text,
        PRIMARY KEY (tenant_id, id)
      );
      CREATE INDEX outbox_due ON outbox (deliver_after) WHERE delivered_at IS NULL;
      CREATE INDEX outbox_stream ON outbox (tenant_id, stream_id, seq) WHERE delivered_at IS NULL;

      CREATE TABLE idempotency_keys (
        tenant_id text NOT NULL CHECK (tenant_id <> ''),
        person_id text NOT NULL,
        key text NOT NULL,
        route text NOT NULL,
        body_hash text NOT NULL,
        status int NOT NULL,
        headers jsonb NOT NULL,
        body json,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, person_id, key)
      );
      CREATE INDEX idempotency_keys_expiry ON idempotency_keys (tenant_id, expires_at);
    `);
    for (const table of ['timers', 'outbox', 'idempotency_keys']) await tenantTable(runner, table);
    await runner.query(`
      CREATE POLICY every_tenant ON timers TO ${workerRole} USING (true) WITH CHECK (true);
      GRANT SELECT (tenant_id, subject_id, name, generation, due_at, leased_until), UPDATE (leased_until) ON timers TO ${workerRole};
      CREATE POLICY every_tenant ON outbox TO ${workerRole} USING (true) WITH CHECK (true);
      GRANT SELECT (tenant_id, id, seq, stream_id, deliver_after, leased_until, delivered_at), UPDATE (leased_until) ON outbox TO ${workerRole};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys, outbox, timers');
  }
}
