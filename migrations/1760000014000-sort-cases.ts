import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

export class SortCases1760000014000 implements MigrationInterface {
  /**
   * One order for every list of open cases: whose deadline has passed first, then by deadline. The columns change only when
   * a deadline does, never with an answer alone, so most steps still leave all indexes as they are. The two that nothing
   * reads any more go: a step that moves the deadline writes one entry instead of two.
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX cases_by_urgency ON cases (tenant_id, (CASE WHEN overdue > 0 THEN due_since ELSE due_at END), id)
        WHERE ended_at IS NULL;
      DROP INDEX cases_by_owner, cases_by_due;`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX cases_by_owner ON cases (tenant_id, owner_kind, owner_id, due_at) WHERE ended_at IS NULL;
      CREATE INDEX cases_by_due ON cases (tenant_id, due_at, id) WHERE ended_at IS NULL;
      DROP INDEX cases_by_urgency;`);
  }
}
