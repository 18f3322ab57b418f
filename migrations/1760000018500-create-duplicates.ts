import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const role = `current_setting('app.role', true)`;
const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;

/**
 * By what one household is found that applies twice: keyed hashes, of which nobody reads anything; and what people said of two
 * applications. Both are of the house: agencies and clients find neither (ADR 0046).
 */
export class CreateDuplicates1760000018500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duplicate_keys (
        tenant_id text NOT NULL,
        case_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('name', 'born', 'phone', 'email', 'address')),
        key bytea NOT NULL,
        program_id text NOT NULL,
        year integer NOT NULL,
        counts_since timestamptz,
        questions text[] NOT NULL,
        made_by bytea NOT NULL,
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX duplicate_keys_by_key ON duplicate_keys (tenant_id, program_id, year, kind, key, counts_since);
      ALTER TABLE duplicate_keys ADD PRIMARY KEY (tenant_id, case_id, kind, key);
      CREATE TABLE duplicate_words (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        case_id uuid NOT NULL,
        other_id uuid NOT NULL,
        same boolean NOT NULL,
        note text,
        said_by text NOT NULL,
        said_as text NOT NULL,
        at timestamptz NOT NULL,
        erased_at timestamptz,
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (tenant_id, other_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT two_cases_in_order CHECK (case_id < other_id),
        CONSTRAINT erased_words_have_no_note CHECK (erased_at IS NULL OR note IS NULL)
      );
      CREATE INDEX duplicate_words_of_case ON duplicate_words (tenant_id, case_id, at);
      CREATE INDEX duplicate_words_of_other ON duplicate_words (tenant_id, other_id, at);
      ALTER TABLE duplicate_words ADD PRIMARY KEY (tenant_id, id);`);
    await tenantTable(runner, 'duplicate_keys', { app: ['select', 'insert', 'delete'] });
    await tenantTable(runner, 'duplicate_words', { appendOnly: true });
    await narrow(runner, 'duplicate_keys', 'is_case_here(tenant_id, case_id)');
    await narrow(runner, 'duplicate_words', 'is_case_here(tenant_id, case_id) OR is_case_here(tenant_id, other_id)');
    await eraseWithFacts(runner);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER erased_facts_have_no_keys ON facts;
      DROP TABLE duplicate_words, duplicate_keys;
      DROP FUNCTION erase_duplicates, refuse_rewritten_words;`);
  }
}

/** What is added was decided on by who sees it: a row may be written before the case that it belongs to. */
async function narrow(runner: QueryRunner, table: string, here: string): Promise<void> {
  await runner.query(`
    CREATE POLICY of_the_house ON ${table} AS RESTRICTIVE TO ${appRole} USING (${role} IS DISTINCT FROM 'agency-worker');
    CREATE POLICY of_a_client ON ${table} AS RESTRICTIVE TO ${appRole} USING (${role} IS DISTINCT FROM 'client') WITH CHECK (true);
    CREATE POLICY in_region ON ${table} AS RESTRICTIVE TO ${appRole} USING (${everywhere} OR ${here}) WITH CHECK (true);`);
}

/** Whoever erases a value, and however: what was made of it, and notes that may tell it, go in the same statement. */
async function eraseWithFacts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    GRANT UPDATE (note, erased_at) ON duplicate_words TO ${appRole};
    CREATE FUNCTION refuse_rewritten_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.note IS NOT NULL THEN
        RAISE EXCEPTION 'what was said is never changed: say something else, or erase the note';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER words_are_only_erased BEFORE UPDATE ON duplicate_words
      FOR EACH ROW EXECUTE FUNCTION refuse_rewritten_words();
    CREATE FUNCTION erase_duplicates() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      DELETE FROM duplicate_keys WHERE tenant_id = NEW.tenant_id AND case_id = NEW.case_id AND NEW.key = ANY (questions);
      UPDATE duplicate_words SET note = NULL, erased_at = NEW.erased_at
        WHERE tenant_id = NEW.tenant_id AND case_id = NEW.case_id AND erased_at IS NULL;
      UPDATE duplicate_words SET note = NULL, erased_at = NEW.erased_at
        WHERE tenant_id = NEW.tenant_id AND other_id = NEW.case_id AND erased_at IS NULL;
      RETURN NULL;
    END $$;
    CREATE TRIGGER erased_facts_have_no_keys AFTER UPDATE ON facts
      FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION erase_duplicates();`);
}
