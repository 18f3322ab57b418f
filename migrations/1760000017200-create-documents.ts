import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;

/**
 * Files that people send in, sealed in parts under a key of their own. They are of the house: no agency finds them, and a region
 * finds those of its cases alone.
 */
export class CreateDocuments1760000017200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE documents (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        case_id uuid NOT NULL,
        question text NOT NULL,
        name text,
        media_type text,
        bytes integer,
        sha256 bytea,
        marks text[] NOT NULL DEFAULT '{}',
        status text NOT NULL
          CHECK (status IN ('arriving', 'quarantined', 'unscanned', 'clean', 'refused', 'erased')),
        sealed_key bytea,
        uploaded_by text NOT NULL,
        uploaded_as text NOT NULL,
        received_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        CONSTRAINT without_content_there_is_no_key CHECK ((status IN ('refused', 'erased')) = (sealed_key IS NULL)),
        CONSTRAINT erased_is_nameless CHECK (status <> 'erased' OR (name IS NULL AND sha256 IS NULL)),
        CONSTRAINT whole_when_kept CHECK (status NOT IN ('quarantined', 'unscanned', 'clean') OR
          (name IS NOT NULL AND media_type IS NOT NULL AND bytes > 0 AND sha256 IS NOT NULL))
      );
      CREATE INDEX documents_of_case ON documents (tenant_id, case_id, received_at, id);
      CREATE TABLE document_parts (
        tenant_id text NOT NULL,
        document_id uuid NOT NULL,
        part integer NOT NULL,
        sealed bytea NOT NULL,
        PRIMARY KEY (tenant_id, document_id, part),
        FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id)
      );
      ALTER TABLE document_parts ALTER COLUMN sealed SET STORAGE EXTERNAL;`);
    await tenantTable(runner, 'documents', { app: ['select', 'insert', 'delete'] });
    await tenantTable(runner, 'document_parts', { app: ['select', 'insert', 'delete'] });
    // Whose it is, and what it answers, is never changed.
    await runner.query(`
      GRANT UPDATE (name, media_type, bytes, sha256, marks, status, sealed_key, ended_at) ON documents TO ${appRole};
      CREATE POLICY of_the_house ON documents AS RESTRICTIVE TO ${appRole} USING (${elsewhere});
      CREATE POLICY in_region ON documents AS RESTRICTIVE TO ${appRole}
        USING (${everywhere} OR is_case_here(tenant_id, case_id)) WITH CHECK (true);
      CREATE POLICY of_a_document ON document_parts AS RESTRICTIVE TO ${appRole}
        USING (EXISTS (SELECT FROM documents d WHERE d.tenant_id = document_parts.tenant_id AND d.id = document_id));`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document_parts, documents');
  }
}
