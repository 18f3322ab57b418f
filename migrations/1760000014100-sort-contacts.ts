import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPrimaryKeys } from '../libs/platform/index.js';

export class SortContacts1760000014100 implements MigrationInterface {
  /** As for cases; and the past contacts of one person, written once, when a contact is closed. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX contacts_by_urgency ON contacts (tenant_id, (CASE WHEN overdue > 0 THEN due_since ELSE due_at END), id)
        WHERE status <> 'closed';
      CREATE INDEX contacts_of_person_by_end ON contacts (tenant_id, started_by, ended_at, id) WHERE status = 'closed';
      DROP INDEX contacts_by_owner;`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX contacts_by_owner ON contacts (tenant_id, owner_kind, owner_id, due_at) WHERE status <> 'closed';
      DROP INDEX contacts_by_urgency, contacts_of_person_by_end;`);
  }
}
