import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../libs/platform/index.js';

export class CreateContacts1760000004000 implements MigrationInterface {
  /** One interaction on any channel. Until it is closed somebody owns it, by a moment within a day. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contacts (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        line_id text NOT NULL,
        channel text NOT NULL,
        language text NOT NULL,
        interpreter text,
        inquirer text NOT NULL CHECK (inquirer IN ('self', 'third-party')),
        greeted_at timestamptz,
        greeted_in text[],
        status text NOT NULL CHECK (status IN ('open', 'wrap-up', 'closed')),
        owner_kind text,
        owner_id text,
        due_at timestamptz,
        due_since timestamptz,
        due_generation integer NOT NULL,
        overdue integer NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL,
        started_by text NOT NULL,
        ended_at timestamptz,
        note text,
        revision integer NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, id),
        CONSTRAINT unclosed_contacts_have_an_owner CHECK (
          status = 'closed'
          OR (owner_kind IS NOT NULL AND owner_kind IN ('person', 'queue')
              AND owner_id IS NOT NULL AND owner_id NOT IN ('', 'system'))),
        CONSTRAINT unclosed_contacts_have_a_deadline CHECK (
          status = 'closed'
          OR (due_at IS NOT NULL AND due_since IS NOT NULL AND due_at <= due_since + interval '1 day')),
        CONSTRAINT closed_contacts_have_ended CHECK (
          (status = 'closed') = (ended_at IS NOT NULL)
          AND (status <> 'closed' OR (owner_kind IS NULL AND owner_id IS NULL AND due_at IS NULL))),
        CONSTRAINT greeted_in_a_language CHECK ((greeted_at IS NULL) = (greeted_in IS NULL))
      );
      CREATE INDEX contacts_by_owner ON contacts (tenant_id, owner_kind, owner_id, due_at) WHERE status <> 'closed';`);
    await tenantTable(runner, 'contacts', { app: ['select', 'insert', 'update'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contacts');
  }
}
