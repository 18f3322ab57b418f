import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

export class HoldAccess1760000015000 implements MigrationInterface {
  /** For a statement that nobody waits for: it can say itself that the session it was sent for has ended. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_ended_session() RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'the session has ended' USING ERRCODE = 'FDS01';
      END $$;
      REVOKE EXECUTE ON FUNCTION refuse_ended_session FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION refuse_ended_session TO ${appRole};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION refuse_ended_session');
  }
}
