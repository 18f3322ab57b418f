import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'client'`;
const own = `current_setting('app.case', true)`;

/** Places may be given for half a year or a quarter: a term begins with a month, and each grant keeps the instant at which it is over. */
export class ExtendGrants1760000019200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE grants DROP CONSTRAINT grants_tenant_id_program_id_grant_id_year_fkey;
      ALTER TABLE grant_pools ADD COLUMN month smallint NOT NULL DEFAULT 1 CHECK (month BETWEEN 1 AND 12),
        DROP CONSTRAINT grant_pools_pkey, ADD PRIMARY KEY (tenant_id, program_id, grant_id, year, month);
      ALTER TABLE grants ADD COLUMN month smallint NOT NULL DEFAULT 1, ADD COLUMN over_at timestamptz;
      ALTER TABLE grants NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE tenants NO FORCE ROW LEVEL SECURITY;
      UPDATE grants g SET over_at = make_timestamp(g.year + 1, 1, 1, 0, 0, 0) AT TIME ZONE t.time_zone FROM tenants t
        WHERE t.tenant_id = g.tenant_id;
      ALTER TABLE grants FORCE ROW LEVEL SECURITY;
      ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
      ALTER TABLE grants ALTER COLUMN over_at SET NOT NULL, ALTER COLUMN month DROP DEFAULT,
        ADD FOREIGN KEY (tenant_id, program_id, grant_id, year, month)
          REFERENCES grant_pools (tenant_id, program_id, grant_id, year, month);
      ALTER TABLE grant_pools ALTER COLUMN month DROP DEFAULT;
      DROP INDEX grants_taken;
      CREATE INDEX grants_taken ON grants (tenant_id, program_id, grant_id, year, month) WHERE status IN ('granted', 'used');
      DROP FUNCTION place_in_line(uuid, integer);
      ${placeInLine('today timestamptz', '(w.year = g.year AND w.month = g.month) OR (w.over_at <= today AND w.waits_on)', 'timestamptz')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION place_in_line(uuid, timestamptz);
      ${placeInLine('this_year integer', 'w.year = g.year OR (w.year < this_year AND w.waits_on)', 'integer')}
      ALTER TABLE grants DROP COLUMN month, DROP COLUMN over_at;
      ALTER TABLE grant_pools DROP COLUMN month, ADD PRIMARY KEY (tenant_id, program_id, grant_id, year);
      CREATE INDEX grants_taken ON grants (tenant_id, program_id, grant_id, year) WHERE status IN ('granted', 'used');
      ALTER TABLE grants ADD CONSTRAINT grants_tenant_id_program_id_grant_id_year_fkey
        FOREIGN KEY (tenant_id, program_id, grant_id, year) REFERENCES grant_pools (tenant_id, program_id, grant_id, year);`);
  }
}

const placeInLine = (parameter: string, waitsHere: string, type: string) => `
      CREATE FUNCTION place_in_line(asked uuid, ${parameter}) RETURNS integer
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RETURN (SELECT 1 + (SELECT count(*)::int FROM public.grants w
            WHERE w.tenant_id = g.tenant_id AND w.program_id = g.program_id AND w.grant_id = g.grant_id AND w.status = 'waiting'
              AND (${waitsHere})
              AND (w.received_at, w.case_id) < (g.received_at, g.case_id))
          FROM public.grants g
          WHERE g.tenant_id = current_setting('app.tenant', true) AND g.id = asked AND g.status = 'waiting'
            AND current_setting('app.role', true) IS DISTINCT FROM 'agency-worker' AND (${elsewhere} OR g.case_id::text = ${own}));
      END $$;
      ALTER FUNCTION place_in_line(uuid, ${type}) OWNER TO ${ownerRole};
      REVOKE ALL ON FUNCTION place_in_line(uuid, ${type}) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION place_in_line(uuid, ${type}) TO ${appRole};`;
