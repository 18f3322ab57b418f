import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole } from '../libs/platform/index.js';

const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;
const moment = `coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())`;
const ofNoCase = ['alerts', 'webhook_messages'];
const inRole = (row: string) => `${row}.tenant_id = current_setting('app.tenant', true)
  AND ${row}.role = current_setting('app.role', true)`;

export class CountAccess1760000016850 implements MigrationInterface {
  /**
   * A grant is changed at its person's next sign-in, so that of somebody who left stays: who signed in within a week is there.
   * And what is about an agency’s system, and no case, is about no region either.
   */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX sessions_of_seat ON sessions (tenant_id, role, region, created_at)');
    // As its owner: somebody of a region sees no session of another. It tells names of regions alone.
    await changeRegionsOfRole(runner, {
      as: 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp',
      which: `AND EXISTS (
        SELECT FROM public.sessions s WHERE ${inRole('s')} AND s.region = g.region AND s.created_at > ${moment} - interval '7 days'
        AND EXISTS (SELECT FROM public.role_grants h WHERE h.tenant_id = s.tenant_id AND h.person_id = s.person_id
          AND h.role = s.role AND h.region = s.region AND h.agency_id = coalesce(s.agency_id, '')))`,
    });
    await narrow(runner, 'case_id IS NULL OR is_case_here(tenant_id, case_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await narrow(runner, 'is_case_here(tenant_id, case_id)');
    await changeRegionsOfRole(runner, { as: 'SET search_path = public, pg_temp', which: '' });
    await runner.query('DROP INDEX sessions_of_seat');
  }
}

async function narrow(runner: QueryRunner, which: string): Promise<void> {
  for (const table of ofNoCase) {
    await runner.query(`ALTER POLICY in_region ON ${table} USING (${everywhere} OR ${which})`);
  }
}

/** Each region once: where somebody is there, the first few sessions of it say so. */
async function changeRegionsOfRole(runner: QueryRunner, { as, which }: { as: string; which: string }): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION regions_of_role() RETURNS text[] LANGUAGE plpgsql STABLE ${as} AS $$
    BEGIN
      RETURN coalesce((SELECT array_agg(g.region) FROM (
        SELECT DISTINCT region FROM public.role_grants r WHERE ${inRole('r')}) g WHERE true ${which}), '{}');
    END $$;
    ALTER FUNCTION regions_of_role() OWNER TO ${ownerRole};
    REVOKE ALL ON FUNCTION regions_of_role() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION regions_of_role() TO ${appRole};`);
}
