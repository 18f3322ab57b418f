import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'client'`;
const own = `current_setting('app.case', true)`;

/** What anybody may read: the directory, the rules, and what a helpline is called. Changing it is not for clients. */
const open = ['agencies', 'holidays', 'lines', 'program_versions', 'programs', 'services', 'tenants'];
/** A part of a document is seen with the document (its own policy). */
const byAnother = ['document_parts'];
const theirs: Readonly<Record<string, string>> = {
  cases: `id::text = ${own}`,
  contacts: 'has_case_here(tenant_id, id)',
  consents: `case_id::text = ${own}`,
  documents: `case_id::text = ${own}`,
  facts: `case_id::text = ${own}`,
};

/** How people who apply by themselves come back to their case; and of all there is they see that case alone (ADR 0043). */
export class ApplyAccess1760000018100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE application_access (
        tenant_id text NOT NULL,
        handle text NOT NULL,
        case_id uuid NOT NULL,
        salt bytea NOT NULL,
        code_hash bytea NOT NULL,
        wrong integer NOT NULL DEFAULT 0,
        wrong_until timestamptz,
        created_at timestamptz NOT NULL,
        UNIQUE (tenant_id, case_id),
        PRIMARY KEY (tenant_id, handle),
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE TABLE application_tokens (
        tenant_id text NOT NULL,
        token_hash bytea NOT NULL,
        case_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX application_tokens_by_end ON application_tokens (tenant_id, expires_at);
      ALTER TABLE application_tokens ADD PRIMARY KEY (tenant_id, token_hash);`);
    for (const table of ['application_access', 'application_tokens']) {
      await tenantTable(runner, table, { app: ['select', 'insert', 'update', 'delete'] });
      await runner.query(`
        CREATE POLICY of_the_house ON ${table} AS RESTRICTIVE TO ${appRole}
          USING (current_setting('app.role', true) IS DISTINCT FROM 'agency-worker');
        CREATE POLICY in_region ON ${table} AS RESTRICTIVE TO ${appRole}
          USING (coalesce(current_setting('app.region', true), '') = '' OR is_case_here(tenant_id, case_id)) WITH CHECK (true);`);
    }
    for (const table of await tablesOf(runner)) await narrow(runner, table);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE application_tokens, application_access');
    for (const table of await tablesOf(runner)) {
      await runner.query(`
        DROP POLICY IF EXISTS of_a_client ON ${table};
        DROP POLICY IF EXISTS no_change_by_clients ON ${table};
        DROP POLICY IF EXISTS no_erasure_by_clients ON ${table};`);
    }
  }
}

/** Every table of tenants that there is now; of one that comes later the tests ask the same. */
async function tablesOf(runner: QueryRunner): Promise<readonly string[]> {
  const rows = (await runner.query(`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND relrowsecurity ORDER BY 1`)) as { name: string }[];
  return rows.map(({ name }) => name);
}

/** Rows are added as ever: what a step adds was decided by the step. */
async function narrow(runner: QueryRunner, table: string): Promise<void> {
  if (byAnother.includes(table)) return;
  if (open.includes(table)) {
    await runner.query(`
      CREATE POLICY no_change_by_clients ON ${table} AS RESTRICTIVE FOR UPDATE TO ${appRole} USING (${elsewhere});
      CREATE POLICY no_erasure_by_clients ON ${table} AS RESTRICTIVE FOR DELETE TO ${appRole} USING (${elsewhere});`);
    return;
  }
  const which = theirs[table] === undefined ? '' : ` OR ${theirs[table]}`;
  await runner.query(`
    CREATE POLICY of_a_client ON ${table} AS RESTRICTIVE TO ${appRole} USING (${elsewhere}${which}) WITH CHECK (true);`);
}
