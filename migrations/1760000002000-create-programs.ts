import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

export class CreatePrograms1760000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createVersions(runner);
    await createDrafts(runner);
    await createLines(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lines, program_drafts, program_versions, programs');
  }
}

/**
 * `document` is json, not jsonb: jsonb would reorder the questions and states, and their order is meant.
 * The text that was hashed is the text that is kept, so the hash can be checked for ever.
 */
async function createVersions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE programs (
      tenant_id text NOT NULL,
      id text NOT NULL,
      PRIMARY KEY (tenant_id, id)
    );
    CREATE TABLE program_versions (
      tenant_id text NOT NULL,
      program_id text NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      sha256 text NOT NULL,
      document json NOT NULL,
      sources json NOT NULL,
      published_at timestamptz NOT NULL,
      published_by text,
      active boolean NOT NULL,
      PRIMARY KEY (tenant_id, program_id, version),
      FOREIGN KEY (tenant_id, program_id) REFERENCES programs (tenant_id, id),
      CONSTRAINT hash_is_of_the_document CHECK (sha256 = encode(sha256(convert_to(document::text, 'UTF8')), 'hex'))
    );
    CREATE UNIQUE INDEX one_active_version ON program_versions (tenant_id, program_id) WHERE active;`);
  await tenantTable(runner, 'programs', { app: ['select', 'insert', 'update'] });
  await tenantTable(runner, 'program_versions', { app: ['select', 'insert'] });
  // A published document is for ever: only which version new cases get may change.
  await runner.query(`
    REVOKE UPDATE ON programs FROM ${appRole};
    GRANT UPDATE (id) ON programs TO ${appRole};
    GRANT UPDATE (active) ON program_versions TO ${appRole};`);
}

async function createDrafts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE program_drafts (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      program_id text NOT NULL,
      sha256 text NOT NULL,
      document json NOT NULL,
      sources json NOT NULL,
      created_at timestamptz NOT NULL,
      created_by text,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, program_id) REFERENCES programs (tenant_id, id)
    );
    CREATE UNIQUE INDEX one_draft_per_document ON program_drafts (tenant_id, program_id, sha256);`);
  await tenantTable(runner, 'program_drafts');
}

async function createLines(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE lines (
      tenant_id text NOT NULL,
      id text NOT NULL,
      number text NOT NULL,
      digits text NOT NULL,
      program_id text NOT NULL,
      position integer NOT NULL,
      title jsonb NOT NULL,
      greeting jsonb NOT NULL,
      languages text[] NOT NULL,
      hours jsonb NOT NULL,
      holidays text NOT NULL,
      time_zone text NOT NULL,
      verify text,
      retired boolean NOT NULL DEFAULT false,
      PRIMARY KEY (tenant_id, id)
    );
    CREATE UNIQUE INDEX one_line_per_number ON lines (tenant_id, digits) WHERE NOT retired;`);
  await tenantTable(runner, 'lines', { app: ['select', 'insert', 'update'] });
}
