import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

export class WatchReferrals1760000014300 implements MigrationInterface {
  /**
   * Which transaction noted what the agency does with a client whom it has: such a change is no step of the case. All
   * others are, and leave the column empty: a step writes nothing more than before.
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referrals ADD COLUMN changed bigint;
      CREATE INDEX referrals_by_change ON referrals (tenant_id, changed) WHERE changed IS NOT NULL;`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referrals DROP COLUMN changed');
  }
}
