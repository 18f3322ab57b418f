import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a life came to be at risk in a case, and where the case stood before: what was over then does not come back. Of cases that are
 * at risk now nobody knows it, and all their alerts wait as before.
 */
export class RecallCases1760000018300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases ADD COLUMN risk_began jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN risk_began');
  }
}
