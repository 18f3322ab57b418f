import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'client'`;
const own = `current_setting('app.case', true)`;

/**
 * A client reads the grants of their own case, and everybody who sees a grant may be told its place in line: a number, counted over
 * all who wait in the tenant, and nothing of anybody else.
 */
export class LineGrants1760000018700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY of_a_client ON grants USING (${elsewhere} OR case_id::text = ${own});
      CREATE POLICY count_line ON grants FOR SELECT TO ${ownerRole} USING (true);
      CREATE FUNCTION place_in_line(asked uuid, this_year integer) RETURNS integer
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RETURN (SELECT 1 + (SELECT count(*)::int FROM public.grants w
            WHERE w.tenant_id = g.tenant_id AND w.program_id = g.program_id AND w.grant_id = g.grant_id AND w.status = 'waiting'
              AND (w.year = g.year OR (w.year < this_year AND w.waits_on))
              AND (w.received_at, w.case_id) < (g.received_at, g.case_id))
          FROM public.grants g
          WHERE g.tenant_id = current_setting('app.tenant', true) AND g.id = asked AND g.status = 'waiting'
            AND current_setting('app.role', true) IS DISTINCT FROM 'agency-worker' AND (${elsewhere} OR g.case_id::text = ${own}));
      END $$;
      ALTER FUNCTION place_in_line(uuid, integer) OWNER TO ${ownerRole};
      REVOKE ALL ON FUNCTION place_in_line(uuid, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION place_in_line(uuid, integer) TO ${appRole};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION place_in_line(uuid, integer);
      DROP POLICY count_line ON grants;
      ALTER POLICY of_a_client ON grants USING (${elsewhere});`);
  }
}
