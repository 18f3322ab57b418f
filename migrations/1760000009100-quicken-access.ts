import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole } from '../libs/platform/index.js';

export class QuickenAccess1760000009100 implements MigrationInterface {
  /** The same question. In plpgsql its plan is kept by the connection; in SQL it was started anew with every request. */
  async up(runner: QueryRunner): Promise<void> {
    await replaceFindSession(
      runner,
      'plpgsql',
      (question) => `
      #variable_conflict use_column
      BEGIN RETURN QUERY ${question}; END`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceFindSession(runner, 'sql', (question) => question);
  }
}

async function replaceFindSession(runner: QueryRunner, language: string, body: (q: string) => string): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION find_session(hash bytea, moment timestamptz)
    RETURNS TABLE (tenant text, session_id uuid, person_id text, person_name text, role text, agency text,
                   tenant_name jsonb, time_zone text, ends_at timestamptz)
    LANGUAGE ${language} STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ ${body(`
      SELECT s.tenant_id, s.id, s.person_id, p.name, s.role, s.agency_id, t.name, t.time_zone, s.expires_at
      FROM public.sessions s
      JOIN public.people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
      JOIN public.tenants t ON t.tenant_id = s.tenant_id
      WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > moment
      AND EXISTS (
        SELECT FROM public.role_grants g
        WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
        AND (s.agency_id IS NULL OR g.agency_id = s.agency_id))`)} $$;
    ALTER FUNCTION find_session(bytea, timestamptz) OWNER TO ${ownerRole};
    REVOKE ALL ON FUNCTION find_session(bytea, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz) TO ${appRole};`);
}
