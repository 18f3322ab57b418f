import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An agency that said no, or gave the client back, sees the case no more; for a while it can still name it when it speaks with us.
 * A number is drawn by lot and tells nothing of the client (ADR 0014).
 */
export class NumberReferrals1760000016940 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = ['cases', 'referrals'];
    await runner.query('ALTER TABLE referrals ADD COLUMN case_number text');
    for (const table of tables) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    // Nobody is told: nothing has happened.
    await runner.query(`
      ALTER TABLE referrals DISABLE TRIGGER tell_agency;
      UPDATE referrals r SET case_number = c.number FROM cases c WHERE c.tenant_id = r.tenant_id AND c.id = r.case_id;
      ALTER TABLE referrals ENABLE TRIGGER tell_agency;`);
    for (const table of tables) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE referrals DROP COLUMN case_number');
  }
}
