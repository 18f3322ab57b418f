import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

/** Which case a new one follows, and which of its answers are shown there. A case is followed by one. */
export class RenewCases1760000018400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN renews jsonb;
      CREATE UNIQUE INDEX cases_by_renewed ON cases (tenant_id, (renews->>'case')) WHERE renews IS NOT NULL;`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN renews');
  }
}
