import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

/** When a link was last looked at, what it last told, and when: a page that renews itself is audited when it tells something new. */
export class LookAccess1760000017400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE agency_links ADD COLUMN opened_at timestamptz, ADD COLUMN told bytea, ADD COLUMN told_at timestamptz,
        ADD CONSTRAINT told_at_a_time CHECK ((told IS NULL) = (told_at IS NULL));
      GRANT UPDATE (opened_at, told, told_at) ON agency_links TO ${appRole};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agency_links DROP COLUMN opened_at, DROP COLUMN told, DROP COLUMN told_at');
  }
}
