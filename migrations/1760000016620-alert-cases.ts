import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An alert may be about no case: an agency's system said, to a test, that it is gone. */
export class AlertCases1760000016620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE alerts ALTER COLUMN case_id DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alerts NO FORCE ROW LEVEL SECURITY;
      DELETE FROM alerts WHERE case_id IS NULL;
      ALTER TABLE alerts FORCE ROW LEVEL SECURITY;
      ALTER TABLE alerts ALTER COLUMN case_id SET NOT NULL;`);
  }
}
