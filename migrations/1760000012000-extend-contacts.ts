import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

export class ExtendContacts1760000012000 implements MigrationInterface {
  /** Who calls for the client, which interpreters were on the line and when; and past contacts are found, newest first. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contacts
        ADD COLUMN relation text CHECK (relation IN ('family', 'friend', 'professional', 'other')),
        ADD COLUMN interpreters jsonb NOT NULL DEFAULT '[]',
        ADD CONSTRAINT only_third_parties_are_related CHECK (relation IS NULL OR inquirer = 'third-party');
      CREATE INDEX contacts_by_end ON contacts (tenant_id, ended_at, id) WHERE status = 'closed';`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX contacts_by_end; ALTER TABLE contacts DROP COLUMN relation, DROP COLUMN interpreters;',
    );
  }
}
