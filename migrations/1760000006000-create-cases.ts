import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../libs/platform/index.js';

export class CreateCases1760000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCases(runner);
    await createHistory(runner);
    await createAlerts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alerts, case_history, cases;');
  }
}

/** Nobody is dropped: an open case has an owner and a deadline within its state's limit, an ended one a disposition. */
async function createCases(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE cases (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      program_id text NOT NULL,
      program_version integer NOT NULL,
      contact_id uuid NOT NULL,
      subject_id uuid NOT NULL,
      channel text NOT NULL,
      language text NOT NULL,
      answering_region text,
      service_region text,
      data_steward text,
      opened_at timestamptz NOT NULL,
      opened_by text NOT NULL,
      revision integer NOT NULL,
      state text NOT NULL,
      entered_at timestamptz NOT NULL,
      progress jsonb NOT NULL,
      owner_kind text,
      owner_id text,
      due_at timestamptz,
      due_since timestamptz,
      due_limit integer,
      overdue integer NOT NULL,
      disposition text,
      ended_at timestamptz,
      next jsonb,
      PRIMARY KEY (tenant_id, id),
      CONSTRAINT open_cases_have_an_owner CHECK (
        ended_at IS NOT NULL
        OR (owner_kind IS NOT NULL AND owner_kind IN ('person', 'queue', 'agency')
            AND owner_id IS NOT NULL AND owner_id NOT IN ('', 'system'))),
      CONSTRAINT open_cases_have_a_deadline CHECK (
        ended_at IS NOT NULL
        OR (due_at IS NOT NULL AND due_since IS NOT NULL AND due_limit IS NOT NULL
            AND due_at <= due_since + make_interval(secs => due_limit))),
      CONSTRAINT ended_cases_have_a_disposition CHECK (
        (ended_at IS NULL) = (disposition IS NULL)
        AND (ended_at IS NULL OR (owner_kind IS NULL AND owner_id IS NULL AND due_at IS NULL)))
    );
    CREATE INDEX cases_by_owner ON cases (tenant_id, owner_kind, owner_id, due_at) WHERE ended_at IS NULL;
    CREATE INDEX cases_by_due ON cases (tenant_id, due_at, id) WHERE ended_at IS NULL;
    CREATE INDEX cases_by_opening ON cases (tenant_id, opened_at, id);
    CREATE INDEX cases_of_contact ON cases (tenant_id, contact_id);`);
  await tenantTable(runner, 'cases', { app: ['select', 'insert', 'update'] });
}

/** One row a step, never changed. It names facts, rows and versions; values and sentences stay where they can be erased. */
async function createHistory(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE case_history (
      tenant_id text NOT NULL,
      case_id uuid NOT NULL,
      seq integer NOT NULL,
      at timestamptz NOT NULL,
      actor_id text NOT NULL,
      actor_role text NOT NULL,
      event text NOT NULL,
      from_state text NOT NULL,
      to_state text NOT NULL,
      trace jsonb NOT NULL,
      refs jsonb NOT NULL,
      PRIMARY KEY (tenant_id, case_id, seq),
      FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
    );`);
  await tenantTable(runner, 'case_history', { appendOnly: true });
}

/** What somebody must look at now. An alert stays until a person has seen it. */
async function createAlerts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE alerts (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      queue text NOT NULL,
      about text NOT NULL,
      state text NOT NULL,
      at timestamptz NOT NULL,
      seen_by text,
      seen_at timestamptz,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT seen_by_somebody CHECK ((seen_by IS NULL) = (seen_at IS NULL))
    );
    CREATE INDEX alerts_to_see ON alerts (tenant_id, queue, at) WHERE seen_at IS NULL;`);
  await tenantTable(runner, 'alerts', { app: ['select', 'insert', 'update'] });
}
