import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchCases1760000013100 implements MigrationInterface {
  /** Which transaction wrote it. A step's history row is its event: nothing else is written for those who watch. */
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['case_history', 'alerts']) {
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN changed bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
        CREATE INDEX ${table}_by_change ON ${table} (tenant_id, changed);`);
    }
    await runner.query(
      'CREATE TRIGGER note_change BEFORE UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION note_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER note_change ON alerts;
      ALTER TABLE alerts DROP COLUMN changed;
      ALTER TABLE case_history DROP COLUMN changed;`);
  }
}
