import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;

/** What went out, sealed; what became of it; and both gone when an answer in it is erased. */
export class CreateLetters1760000017300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await tenantTable(runner, 'letters', { app: ['select', 'insert'] });
    await tenantTable(runner, 'letter_events', { appendOnly: true });
    await runner.query(`
      GRANT UPDATE (way, status, status_at, reason, sealed, erased_at) ON letters TO ${appRole};
      CREATE POLICY not_for_agencies ON letters AS RESTRICTIVE TO ${appRole} USING (${elsewhere});
      CREATE POLICY not_for_agencies ON letter_events AS RESTRICTIVE TO ${appRole} USING (${elsewhere});
      CREATE POLICY in_region ON letters AS RESTRICTIVE TO ${appRole}
        USING (${everywhere} OR is_case_here(tenant_id, case_id)) WITH CHECK (true);
      CREATE FUNCTION is_letter_here(tenant text, asked uuid) RETURNS boolean LANGUAGE plpgsql STABLE
      SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM letters t WHERE t.tenant_id = tenant AND t.id = asked);
      END $$;
      REVOKE EXECUTE ON FUNCTION is_letter_here FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION is_letter_here TO ${appRole};
      CREATE POLICY in_region ON letter_events AS RESTRICTIVE TO ${appRole}
        USING (${everywhere} OR is_letter_here(tenant_id, letter_id)) WITH CHECK (true);`);
    await eraseWithFacts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER letters_go_with_facts ON facts;
      DROP FUNCTION erase_letters;
      DROP TABLE letter_events, letters;
      DROP FUNCTION is_letter_here;`);
  }
}

/** Primary keys come last: whoever names a letter by it must find it so (renewPrimaryKeys). */
async function createTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE letters (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      case_revision integer NOT NULL,
      program_id text NOT NULL,
      program_version integer NOT NULL,
      letter text NOT NULL,
      language text NOT NULL,
      facts text[] NOT NULL,
      way text NOT NULL CHECK (way IN ('email', 'print')),
      status text NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'to-print', 'printed', 'posted')),
      status_at timestamptz NOT NULL,
      reason text,
      created_at timestamptz NOT NULL,
      sealed bytea,
      erased_at timestamptz,
      FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT a_letter_is_kept_until_it_is_erased CHECK ((sealed IS NULL) = (erased_at IS NOT NULL)),
      CONSTRAINT a_failure_has_a_reason CHECK (status <> 'failed' OR reason IS NOT NULL),
      CONSTRAINT what_is_erased_waits_for_nobody CHECK (erased_at IS NULL OR status NOT IN ('queued', 'to-print'))
    );
    CREATE INDEX letters_of_case ON letters (tenant_id, case_id, created_at);
    CREATE INDEX letters_by_status ON letters (tenant_id, status, created_at DESC, id DESC);
    ALTER TABLE letters ADD PRIMARY KEY (tenant_id, id);
    CREATE TABLE letter_events (
      tenant_id text NOT NULL,
      letter_id uuid NOT NULL,
      seq integer NOT NULL,
      at timestamptz NOT NULL,
      status text NOT NULL,
      way text NOT NULL,
      person_id text,
      reason text,
      PRIMARY KEY (tenant_id, letter_id, seq),
      FOREIGN KEY (tenant_id, letter_id) REFERENCES letters (tenant_id, id)
    );`);
}

/**
 * An answer that is erased takes every letter along that told it or went to it: whichever way erasing comes, none is forgotten.
 * One that was still to go does not go any more, and says why.
 */
async function eraseWithFacts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION erase_letters() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      WITH gone AS (
        UPDATE letters SET sealed = NULL, erased_at = NEW.erased_at,
          reason = CASE WHEN status IN ('queued', 'to-print') THEN 'erased' ELSE reason END,
          status_at = CASE WHEN status IN ('queued', 'to-print') THEN NEW.erased_at ELSE status_at END,
          status = CASE WHEN status IN ('queued', 'to-print') THEN 'failed' ELSE status END
        WHERE tenant_id = NEW.tenant_id AND case_id = NEW.case_id AND NEW.key = ANY (facts) AND erased_at IS NULL
        RETURNING id, way, status, reason
      )
      INSERT INTO letter_events (tenant_id, letter_id, seq, at, status, way, person_id, reason)
      SELECT NEW.tenant_id, g.id, 1 + (SELECT max(e.seq) FROM letter_events e WHERE e.tenant_id = NEW.tenant_id AND e.letter_id = g.id),
        NEW.erased_at, 'erased', g.way, NULL, NULL FROM gone g;
      RETURN NULL;
    END $$;
    CREATE TRIGGER letters_go_with_facts AFTER UPDATE OF erased_at ON facts
      FOR EACH ROW WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION erase_letters();`);
}
