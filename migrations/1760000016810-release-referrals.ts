import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an agency that had said yes gave the client back, or was called off: its yes is not the end of it. */
export class ReleaseReferrals1760000016810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referrals ADD COLUMN released_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referrals DROP COLUMN released_at');
  }
}
