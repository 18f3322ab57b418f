import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people read in the place of a region's id; the configuration says it at each start. */
export class NameAccess1760000017500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE tenants ADD COLUMN regions jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tenants DROP COLUMN regions');
  }
}
