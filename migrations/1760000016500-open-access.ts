import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole, tenantTable } from '../libs/platform/index.js';

/**
 * Live sign-in. A session carries its region, ends when nobody was there for a while, and knows the issuer's name of it, so
 * that the issuer can end it. Tickets are what signing in needs between two requests: each is used once, by any process.
 */
export class OpenAccess1760000016500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions
        ADD COLUMN region text NOT NULL DEFAULT '',
        ADD COLUMN idle_until timestamptz,
        ADD COLUMN issuer_session text;
      CREATE INDEX sessions_of_person ON sessions (tenant_id, person_id) WHERE revoked_at IS NULL;
      CREATE INDEX sessions_by_time ON sessions (tenant_id, created_at, id) WHERE revoked_at IS NULL;
      GRANT UPDATE (idle_until) ON sessions TO ${appRole};
      CREATE TABLE sign_in_tickets (
        tenant_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('begun', 'choice', 'logout-token')),
        hash bytea NOT NULL,
        content jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, kind, hash)
      );
      CREATE INDEX sign_in_tickets_by_end ON sign_in_tickets (tenant_id, expires_at);`);
    await tenantTable(runner, 'sign_in_tickets', { app: ['select', 'insert', 'delete'] });
    await runner.query(`
      CREATE POLICY not_for_agencies ON sign_in_tickets AS RESTRICTIVE TO ${appRole}
        USING (current_setting('app.role', true) IS DISTINCT FROM 'agency-worker');`);
    await makeFindSession(runner, {
      returns: ', region text, idle_until timestamptz',
      columns: ', s.region, s.idle_until',
      holds: ` AND (s.idle_until IS NULL OR s.idle_until > moment)`,
      granted: ` AND (s.region = '' OR g.region = s.region)`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await makeFindSession(runner, { returns: '', columns: '', holds: '', granted: '' });
    await runner.query(`
      DROP TABLE sign_in_tickets;
      DROP INDEX sessions_of_person, sessions_by_time;
      ALTER TABLE sessions DROP COLUMN region, DROP COLUMN idle_until, DROP COLUMN issuer_session;`);
  }
}

interface Parts {
  readonly returns: string;
  readonly columns: string;
  readonly holds: string;
  readonly granted: string;
}

/** As QuickenAccess made it, and more of the session. What it returns cannot be changed in place. */
async function makeFindSession(runner: QueryRunner, { returns, columns, holds, granted }: Parts): Promise<void> {
  await runner.query(`
    DROP FUNCTION find_session(bytea, timestamptz);
    CREATE FUNCTION find_session(hash bytea, moment timestamptz)
    RETURNS TABLE (tenant text, session_id uuid, person_id text, person_name text, role text, agency text,
                   tenant_name jsonb, time_zone text, ends_at timestamptz${returns})
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
      SELECT s.tenant_id, s.id, s.person_id, p.name, s.role, s.agency_id, t.name, t.time_zone, s.expires_at${columns}
      FROM public.sessions s
      JOIN public.people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
      JOIN public.tenants t ON t.tenant_id = s.tenant_id
      WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > moment${holds}
      AND EXISTS (
        SELECT FROM public.role_grants g
        WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
        AND (s.agency_id IS NULL OR g.agency_id = s.agency_id)${granted}); END $$;
    ALTER FUNCTION find_session(bytea, timestamptz) OWNER TO ${ownerRole};
    REVOKE ALL ON FUNCTION find_session(bytea, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz) TO ${appRole};`);
}
