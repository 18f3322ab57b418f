import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const role = `current_setting('app.role', true)`;
const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;

/**
 * What people of the house note on a case. A note is never changed; its words go with the first answer of the case that is erased:
 * it may tell any of them. Neither agencies nor clients find one.
 */
export class NoteCases1760000018600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_notes (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        case_id uuid NOT NULL,
        text text,
        written_by text NOT NULL,
        written_as text NOT NULL,
        at timestamptz NOT NULL,
        erased_at timestamptz,
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT only_erased_notes_have_no_text CHECK ((text IS NULL) = (erased_at IS NOT NULL))
      );
      CREATE INDEX case_notes_of_case ON case_notes (tenant_id, case_id, at, id);
      ALTER TABLE case_notes ADD PRIMARY KEY (tenant_id, id);`);
    await tenantTable(runner, 'case_notes', { appendOnly: true });
    await runner.query(`
      CREATE POLICY of_the_house ON case_notes AS RESTRICTIVE TO ${appRole} USING (${role} IS DISTINCT FROM 'agency-worker');
      CREATE POLICY of_a_client ON case_notes AS RESTRICTIVE TO ${appRole} USING (${role} IS DISTINCT FROM 'client') WITH CHECK (true);
      CREATE POLICY in_region ON case_notes AS RESTRICTIVE TO ${appRole}
        USING (${everywhere} OR is_case_here(tenant_id, case_id)) WITH CHECK (true);
      GRANT UPDATE (text, erased_at) ON case_notes TO ${appRole};
      CREATE FUNCTION refuse_rewritten_notes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.text IS NOT NULL THEN
          RAISE EXCEPTION 'a note is never changed: write another one, or erase its words';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER notes_are_only_erased BEFORE UPDATE ON case_notes
        FOR EACH ROW EXECUTE FUNCTION refuse_rewritten_notes();
      CREATE FUNCTION erase_notes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE case_notes SET text = NULL, erased_at = NEW.erased_at
          WHERE tenant_id = NEW.tenant_id AND case_id = NEW.case_id AND erased_at IS NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER erased_facts_have_no_notes AFTER UPDATE ON facts
        FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION erase_notes();`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER erased_facts_have_no_notes ON facts;
      DROP TABLE case_notes;
      DROP FUNCTION erase_notes, refuse_rewritten_notes;`);
  }
}
