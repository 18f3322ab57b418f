import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole, tenantTable } from '../libs/platform/index.js';

export class CreateAccess1760000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPeople(runner);
    await createSessions(runner);
    await createConsents(runner);
    await createAudit(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION find_session;
      DROP TABLE audit, overrides, consents, sessions, role_grants, people, tenants;`);
  }
}

async function createPeople(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE tenants (
      tenant_id text PRIMARY KEY,
      name jsonb NOT NULL,
      time_zone text NOT NULL,
      languages jsonb NOT NULL
    );
    CREATE TABLE people (
      tenant_id text NOT NULL REFERENCES tenants,
      id text NOT NULL,
      name text NOT NULL,
      email text,
      PRIMARY KEY (tenant_id, id)
    );
    CREATE TABLE role_grants (
      tenant_id text NOT NULL,
      person_id text NOT NULL,
      role text NOT NULL,
      region text NOT NULL DEFAULT '',
      agency_id text NOT NULL DEFAULT '',
      PRIMARY KEY (tenant_id, person_id, role, region, agency_id),
      FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id),
      CONSTRAINT agency_workers_have_an_agency CHECK (role <> 'agency-worker' OR agency_id <> '')
    );
    CREATE INDEX role_grants_by_role ON role_grants (tenant_id, role);`);
  await tenantTable(runner, 'tenants', { app: ['select', 'insert', 'update'] });
  await tenantTable(runner, 'people', { app: ['select', 'insert', 'update'] });
  await tenantTable(runner, 'role_grants', { app: ['select', 'insert', 'delete'] });
}

/** The function runs as the owner, who is under row-level security too: three policies let it read what it joins. */
async function createSessions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE sessions (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      token_hash bytea NOT NULL UNIQUE,
      person_id text NOT NULL,
      role text NOT NULL,
      agency_id text,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id)
    );`);
  await tenantTable(runner, 'sessions', { app: ['select', 'insert', 'update'] });
  for (const table of ['tenants', 'people', 'role_grants', 'sessions']) {
    await runner.query(`CREATE POLICY find_session ON ${table} FOR SELECT TO ${ownerRole} USING (true)`);
  }
  await runner.query(`
    CREATE FUNCTION find_session(hash bytea, moment timestamptz)
    RETURNS TABLE (tenant text, session_id uuid, person_id text, person_name text, role text, agency text,
                   tenant_name jsonb, time_zone text, ends_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
      SELECT s.tenant_id, s.id, s.person_id, p.name, s.role, s.agency_id, t.name, t.time_zone, s.expires_at
      FROM public.sessions s
      JOIN public.people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
      JOIN public.tenants t ON t.tenant_id = s.tenant_id
      WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > moment
      AND EXISTS (
        SELECT FROM public.role_grants g
        WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
        AND (s.agency_id IS NULL OR g.agency_id = s.agency_id))
    $$;
    ALTER FUNCTION find_session(bytea, timestamptz) OWNER TO ${ownerRole};
    REVOKE ALL ON FUNCTION find_session(bytea, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz) TO ${appRole};`);
}

async function createConsents(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE consents (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      subject_id uuid NOT NULL,
      disclosure text NOT NULL,
      purpose jsonb NOT NULL,
      recipients jsonb NOT NULL,
      facts jsonb NOT NULL,
      given boolean NOT NULL,
      given_by text NOT NULL,
      contact_id uuid,
      at timestamptz NOT NULL,
      until timestamptz,
      withdrawn_at timestamptz,
      PRIMARY KEY (tenant_id, id)
    );
    CREATE INDEX consents_of_case ON consents (tenant_id, case_id);
    CREATE TABLE overrides (
      tenant_id text NOT NULL,
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      disclosure text NOT NULL,
      reason text NOT NULL,
      by text NOT NULL,
      at timestamptz NOT NULL,
      reviewed_by text,
      reviewed_at timestamptz,
      PRIMARY KEY (tenant_id, id),
      CONSTRAINT reviewed_by_somebody CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
      CONSTRAINT reviewed_by_somebody_else CHECK (reviewed_by <> by)
    );
    CREATE INDEX overrides_to_review ON overrides (tenant_id, at) WHERE reviewed_at IS NULL;`);
  await tenantTable(runner, 'consents', { app: ['select', 'insert', 'update'] });
  await tenantTable(runner, 'overrides', { app: ['select', 'insert', 'update'] });
  // What was agreed stays as it was said: only the withdrawal and the review may be added later.
  await runner.query(`
    REVOKE UPDATE ON consents, overrides FROM ${appRole};
    GRANT UPDATE (withdrawn_at) ON consents TO ${appRole};
    GRANT UPDATE (reviewed_by, reviewed_at) ON overrides TO ${appRole};
    REVOKE UPDATE ON sessions FROM ${appRole};
    GRANT UPDATE (revoked_at) ON sessions TO ${appRole};`);
}

async function createAudit(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE audit (
      tenant_id text NOT NULL,
      seq bigint GENERATED ALWAYS AS IDENTITY,
      at timestamptz NOT NULL,
      person_id text,
      role text NOT NULL,
      action text NOT NULL,
      subject jsonb NOT NULL,
      PRIMARY KEY (tenant_id, seq)
    );
    CREATE INDEX audit_by_time ON audit (tenant_id, at);`);
  await tenantTable(runner, 'audit', { appendOnly: true });
}
