import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

export class DispatchCases1760000016200 implements MigrationInterface {
  /**
   * How far the dispatch of a case has come (`dispatchStage`), so that a board of all of them is read from an index. It is null
   * for all other cases, and changes only where the state does: most steps leave the index as it is. No program that was
   * published before sends teams, so there is nothing to fill in. Alerts were looked up by queue alone.
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN dispatch text CHECK (dispatch IN
        ('unassigned', 'asked', 'accepted', 'en-route', 'on-scene', 'follow-up'));
      CREATE INDEX cases_by_dispatch ON cases (tenant_id, dispatch) WHERE dispatch IS NOT NULL;
      CREATE INDEX alerts_of_case ON alerts (tenant_id, case_id);`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX alerts_of_case; ALTER TABLE cases DROP COLUMN dispatch;');
  }
}
