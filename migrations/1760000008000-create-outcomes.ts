import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../libs/platform/index.js';

/** A disposition is how our handling ended; a need's status is what became of it. A later outcome adds a row, never edits one. */
export class CreateOutcomes1760000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dispositions (
        tenant_id text NOT NULL,
        case_id uuid NOT NULL,
        program_id text NOT NULL,
        program_version integer NOT NULL,
        disposition text NOT NULL,
        crisis boolean NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, case_id),
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE TABLE needs (
        tenant_id text NOT NULL,
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        need text,
        status text NOT NULL CHECK (status IN ('referred', 'met', 'unmet', 'unknown')),
        reason text,
        at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        PRIMARY KEY (tenant_id, case_id, seq),
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT unmet_needs_have_a_reason CHECK ((status = 'unmet') = (reason IS NOT NULL))
      );`);
    await tenantTable(runner, 'dispositions', { app: ['select', 'insert'] });
    await tenantTable(runner, 'needs', { appendOnly: true });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE needs, dispositions;');
  }
}
