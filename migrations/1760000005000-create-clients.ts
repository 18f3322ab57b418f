import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

export class CreateClients1760000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSubjects(runner);
    await createFacts(runner);
    await letFactsOnlyBeErased(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE facts, fact_keys, subjects; DROP FUNCTION refuse_rewritten_facts');
  }
}

/** Whom the help is for. Anonymous: known within one contact, and never found from another. */
async function createSubjects(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE subjects (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('anonymous', 'known')),
      contact_id uuid,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (tenant_id, id),
      CONSTRAINT anonymous_lives_in_one_contact CHECK (kind = 'known' OR contact_id IS NOT NULL)
    );
    CREATE UNIQUE INDEX one_anonymous_subject_per_contact ON subjects (tenant_id, contact_id) WHERE kind = 'anonymous';`);
  await tenantTable(runner, 'subjects', { app: ['select', 'insert'] });
}

async function createFacts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE fact_keys (
      tenant_id text NOT NULL,
      key text NOT NULL,
      type text NOT NULL,
      label jsonb NOT NULL,
      PRIMARY KEY (tenant_id, key)
    );
    CREATE TABLE facts (
      tenant_id text NOT NULL,
      subject_id uuid NOT NULL,
      case_id uuid NOT NULL,
      key text NOT NULL,
      version integer NOT NULL CHECK (version > 0),
      state text NOT NULL CHECK (state IN ('given', 'declined', 'withdrawn')),
      value jsonb,
      said_by text NOT NULL,
      contact_id uuid NOT NULL,
      at timestamptz NOT NULL,
      erased_at timestamptz,
      PRIMARY KEY (tenant_id, case_id, key, version),
      FOREIGN KEY (tenant_id, subject_id) REFERENCES subjects (tenant_id, id),
      CONSTRAINT only_given_facts_have_a_value CHECK (
        CASE WHEN state = 'given' AND erased_at IS NULL THEN value IS NOT NULL ELSE value IS NULL END)
    );
    CREATE INDEX facts_of_subject ON facts (tenant_id, subject_id, key);`);
  await tenantTable(runner, 'fact_keys');
  await tenantTable(runner, 'facts', { appendOnly: true });
}

/** A fact is never changed. Its value may go, once, and the row that history refers to stays. */
async function letFactsOnlyBeErased(runner: QueryRunner): Promise<void> {
  await runner.query(`
    GRANT UPDATE (value, erased_at) ON facts TO ${appRole};
    CREATE FUNCTION refuse_rewritten_facts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.value IS NOT NULL THEN
        RAISE EXCEPTION 'a fact is never changed: record a new version, or erase the value';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER facts_are_only_erased BEFORE UPDATE ON facts
      FOR EACH ROW EXECUTE FUNCTION refuse_rewritten_facts();`);
}
