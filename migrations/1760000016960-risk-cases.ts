import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

/**
 * Whether a life is at risk in a case (`isLifeAtRisk`), so that such cases stand first on the floor. Those that are open now are
 * known by their last verdict; where only the state says it, the next step does.
 */
export class RiskCases1760000016960 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN at_risk boolean NOT NULL DEFAULT false;
      ALTER TABLE cases NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE cases DISABLE TRIGGER USER;
      UPDATE cases SET at_risk = true
        WHERE ended_at IS NULL AND progress->'settled' @? '$.* ? (@ == "imminent")';
      ALTER TABLE cases ENABLE TRIGGER USER;
      ALTER TABLE cases FORCE ROW LEVEL SECURITY;
      CREATE INDEX cases_at_risk ON cases (tenant_id) WHERE at_risk AND ended_at IS NULL;`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN at_risk');
  }
}
