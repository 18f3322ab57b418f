import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;

/** Funded places: who has one, who waits, and one row for each quota and year that is locked to take or free a place. */
export class CreateGrants1760000017100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE grant_pools (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        program_id text NOT NULL,
        grant_id text NOT NULL,
        year integer NOT NULL,
        generation integer NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, program_id, grant_id, year),
        UNIQUE (tenant_id, id)
      );
      CREATE TABLE grants (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        case_id uuid NOT NULL,
        program_id text NOT NULL,
        grant_id text NOT NULL,
        year integer NOT NULL,
        status text NOT NULL CHECK (status IN ('waiting', 'granted', 'returned', 'used', 'lapsed')),
        received_at timestamptz NOT NULL,
        granted_at timestamptz,
        ended_at timestamptz,
        amount integer CHECK (amount >= 0),
        waits_on boolean NOT NULL,
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, case_id) REFERENCES cases (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (tenant_id, program_id, grant_id, year) REFERENCES grant_pools (tenant_id, program_id, grant_id, year),
        CONSTRAINT given_grants_have_a_time CHECK (granted_at IS NOT NULL OR status IN ('waiting', 'returned', 'lapsed')),
        CONSTRAINT ended_grants_have_a_time CHECK ((status IN ('waiting', 'granted')) = (ended_at IS NULL))
      );
      CREATE UNIQUE INDEX one_grant_of_a_case ON grants (tenant_id, case_id, grant_id) WHERE status IN ('waiting', 'granted');
      CREATE INDEX grants_of_case ON grants (tenant_id, case_id);
      CREATE INDEX grants_taken ON grants (tenant_id, program_id, grant_id, year) WHERE status IN ('granted', 'used');
      CREATE INDEX grants_in_order ON grants (tenant_id, program_id, grant_id, received_at, case_id) WHERE status = 'waiting';`);
    await tenantTable(runner, 'grant_pools', { app: ['select', 'insert', 'update'] });
    await tenantTable(runner, 'grants', { app: ['select', 'insert', 'update'] });
    const restrict = (table: string, name: string, which: string) =>
      `CREATE POLICY ${name} ON ${table} AS RESTRICTIVE TO ${appRole} USING (${which}) WITH CHECK (true);`;
    await runner.query(`
      ${restrict('grant_pools', 'not_for_agencies', elsewhere)}
      ${restrict('grants', 'not_for_agencies', elsewhere)}
      ${restrict('grants', 'in_region', `${everywhere} OR is_case_here(tenant_id, case_id)`)}`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE grants, grant_pools;');
  }
}
