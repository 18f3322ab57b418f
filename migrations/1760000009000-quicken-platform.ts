import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, workerRole } from '../libs/platform/index.js';

export class QuickenPlatform1760000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await letStatementsRefuse(runner);
    await keepLessOfAnswers(runner);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION refuse_lost_race;
      DROP POLICY every_tenant ON idempotency_keys;
      REVOKE SELECT (tenant_id, expires_at) ON idempotency_keys FROM ${workerRole};
      ALTER TABLE idempotency_keys DROP COLUMN about;
      CREATE INDEX idempotency_keys_expiry ON idempotency_keys (tenant_id, expires_at);`);
  }
}

/** For a statement that nobody waits for: it can say itself that another transaction was quicker. The work runs again then. */
async function letStatementsRefuse(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION refuse_lost_race() RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      RAISE EXCEPTION 'another transaction was quicker' USING ERRCODE = 'serialization_failure';
    END $$;
    REVOKE EXECUTE ON FUNCTION refuse_lost_race FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION refuse_lost_race TO ${appRole};`);
}

/**
 * Kept answers name what they are about, so that erasing it erases them too. Old ones are swept by the hour, and
 * few cases a day are erased: neither is worth an index that each request pays for.
 */
async function keepLessOfAnswers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE idempotency_keys ADD COLUMN about uuid;
    DROP INDEX idempotency_keys_expiry;
    CREATE POLICY every_tenant ON idempotency_keys FOR SELECT TO ${workerRole} USING (true);
    GRANT SELECT (tenant_id, expires_at) ON idempotency_keys TO ${workerRole};`);
}
