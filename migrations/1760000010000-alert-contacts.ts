import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../libs/platform/index.js';

export class AlertContacts1760000010000 implements MigrationInterface {
  /** A contact's deadline that passed: a person must see it, and who did is kept. Agencies know nothing of contacts. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact_alerts (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        contact_id uuid NOT NULL,
        queue text NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'wrap-up')),
        at timestamptz NOT NULL,
        seen_by text,
        seen_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
        CONSTRAINT seen_by_somebody CHECK ((seen_by IS NULL) = (seen_at IS NULL))
      );
      CREATE INDEX contact_alerts_to_see ON contact_alerts (tenant_id, queue, at) WHERE seen_at IS NULL;`);
    await tenantTable(runner, 'contact_alerts', { app: ['select', 'insert', 'update'] });
    await runner.query(`
      CREATE POLICY not_for_agencies ON contact_alerts AS RESTRICTIVE
        USING (current_setting('app.role', true) IS DISTINCT FROM 'agency-worker');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contact_alerts');
  }
}
