import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole, tenantTable } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;

/** Links by which an agency answers without an account; where it wants them, and whom it calls instead. */
export class LinkAccess1760000016300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tenants ADD COLUMN desk text;
      ALTER TABLE agencies ADD COLUMN link_to text;
      CREATE TABLE agency_links (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        agency_id text NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('answer-offer', 'report-outcome')),
        referral_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        press bytea,
        revoked_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        CONSTRAINT used_by_a_press CHECK ((used_at IS NULL) = (press IS NULL))
      );
      CREATE INDEX agency_links_of_referral ON agency_links (tenant_id, referral_id);
      CREATE INDEX agency_links_by_end ON agency_links (tenant_id, expires_at);`);
    await tenantTable(runner, 'agency_links');
    // Used or revoked is all that may become of one.
    await runner.query(`
      CREATE POLICY own_agency ON agency_links AS RESTRICTIVE TO ${appRole}
        USING (${elsewhere} OR agency_id = current_setting('app.agency', true));
      REVOKE UPDATE ON agency_links FROM ${appRole};
      GRANT UPDATE (used_at, press, revoked_at) ON agency_links TO ${appRole};`);
    await createLookUp(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION find_agency_link;
      DROP TABLE agency_links;
      ALTER TABLE agencies DROP COLUMN link_to;
      ALTER TABLE tenants DROP COLUMN desk;`);
  }
}

/** As find_session: the second and last look across tenants, for nothing but a token's hash. */
async function createLookUp(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE POLICY find_agency_link ON agency_links FOR SELECT TO ${ownerRole} USING (true);
    CREATE FUNCTION find_agency_link(hash bytea)
    RETURNS TABLE (tenant text, id uuid, agency text, purpose text, referral uuid, expires_at timestamptz,
                   used_at timestamptz, press bytea, revoked_at timestamptz, tenant_name jsonb, time_zone text, desk text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
      SELECT l.tenant_id, l.id, l.agency_id, l.purpose, l.referral_id, l.expires_at, l.used_at, l.press, l.revoked_at,
        t.name, t.time_zone, t.desk
      FROM public.agency_links l JOIN public.tenants t ON t.tenant_id = l.tenant_id
      WHERE l.token_hash = hash;
      END $$;
    ALTER FUNCTION find_agency_link(bytea) OWNER TO ${ownerRole};
    REVOKE ALL ON FUNCTION find_agency_link(bytea) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION find_agency_link(bytea) TO ${appRole};`);
}
