import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

const tables = ['contacts', 'contact_alerts'];

export class WatchContacts1760000013200 implements MigrationInterface {
  /** Which transaction changed it last. */
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN changed bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
        CREATE INDEX ${table}_by_change ON ${table} (tenant_id, changed);
        CREATE TRIGGER note_change BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION note_change();`);
    }
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`DROP TRIGGER note_change ON ${table}; ALTER TABLE ${table} DROP COLUMN changed;`);
    }
  }
}
