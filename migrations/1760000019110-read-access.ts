import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the audit log was last told that a device reads its application. */
export class ReadAccess1760000019110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application_tokens ADD COLUMN read_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application_tokens DROP COLUMN read_at');
  }
}
