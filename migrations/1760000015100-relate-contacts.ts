import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'family', 'friend', 'professional', 'other'`;

export class RelateContacts1760000015100 implements MigrationInterface {
  /** Who decides for the client by law may call for them, too. */
  async up(runner: QueryRunner): Promise<void> {
    await allow(runner, `${before}, 'substitute-decision-maker'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The owner of a table sees none of its rows while row-level security is forced on it.
    await runner.query(`
      ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY;
      UPDATE contacts SET relation = 'other' WHERE relation = 'substitute-decision-maker';
      ALTER TABLE contacts FORCE ROW LEVEL SECURITY;`);
    await allow(runner, before);
  }
}

const allow = (runner: QueryRunner, relations: string): Promise<unknown> =>
  runner.query(`
    ALTER TABLE contacts DROP CONSTRAINT contacts_relation_check,
      ADD CONSTRAINT contacts_relation_check CHECK (relation IN (${relations}))`);
