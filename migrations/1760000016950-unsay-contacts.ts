import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who calls may not have been said: 911 calls for a stranger, and nobody asked. Of older contacts nobody knows whether `self`
 * was said or only stood there: they stay as they are.
 */
export class UnsayContacts1760000016950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A check that compares with null holds: it must say itself that nobody is related to somebody who is not known.
    await runner.query(`
      ALTER TABLE contacts ALTER COLUMN inquirer DROP NOT NULL,
        DROP CONSTRAINT only_third_parties_are_related,
        ADD CONSTRAINT only_third_parties_are_related
          CHECK (relation IS NULL OR inquirer IS NOT DISTINCT FROM 'third-party')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY;
      UPDATE contacts SET inquirer = 'self' WHERE inquirer IS NULL;
      ALTER TABLE contacts FORCE ROW LEVEL SECURITY;
      ALTER TABLE contacts ALTER COLUMN inquirer SET NOT NULL,
        DROP CONSTRAINT only_third_parties_are_related,
        ADD CONSTRAINT only_third_parties_are_related CHECK (relation IS NULL OR inquirer = 'third-party')`);
  }
}
