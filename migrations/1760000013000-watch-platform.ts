import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchPlatform1760000013000 implements MigrationInterface {
  /** Writes into a row which transaction changed it last: for tables whose changes are watched and whose rows change. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        NEW.changed := pg_current_xact_id()::text::bigint;
        RETURN NEW;
      END $$;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION note_change');
  }
}
