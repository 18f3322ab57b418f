import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole } from '../libs/platform/index.js';

/** An agency that is not in the directory any more does nothing here: its systems' keys and its links are nobody's. */
export class RetireAgencies1760000016610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY find_agency ON agencies FOR SELECT TO ${ownerRole} USING (true);
      CREATE FUNCTION is_agency_retired(tenant text, agency text) RETURNS boolean LANGUAGE plpgsql STABLE
      SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM agencies a WHERE a.tenant_id = tenant AND a.id = agency AND a.retired);
      END $$;
      REVOKE EXECUTE ON FUNCTION is_agency_retired FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION is_agency_retired TO ${appRole}, ${ownerRole};`);
    await lookUp(runner, {
      key: 'AND NOT public.is_agency_retired(k.tenant_id, k.agency_id)',
      link: 'AND NOT public.is_agency_retired(l.tenant_id, l.agency_id)',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await lookUp(runner, { key: '', link: '' });
    await runner.query('DROP FUNCTION is_agency_retired; DROP POLICY find_agency ON agencies;');
  }
}

/** Both as they were made, and a condition more. */
async function lookUp(
  runner: QueryRunner,
  { key, link }: { readonly key: string; readonly link: string },
): Promise<void> {
  const asBefore = `LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
  await runner.query(`
    CREATE OR REPLACE FUNCTION find_partner_key(hash bytea, moment timestamptz)
    RETURNS TABLE (tenant text, key_id uuid, key_name text, agency text, scopes text[], tenant_name jsonb, time_zone text,
      ends_at timestamptz, last_used timestamptz)
    ${asBefore} AS $$
    #variable_conflict use_column
    BEGIN RETURN QUERY
      SELECT k.tenant_id, k.id, k.name, k.agency_id, k.scopes, t.name, t.time_zone, k.expires_at, k.last_used_at
      FROM public.partner_keys k JOIN public.tenants t ON t.tenant_id = k.tenant_id
      WHERE k.token_hash = hash AND k.revoked_at IS NULL AND k.expires_at > moment ${key}; END $$;
    CREATE OR REPLACE FUNCTION find_agency_link(hash bytea)
    RETURNS TABLE (tenant text, id uuid, agency text, purpose text, referral uuid, expires_at timestamptz,
                   used_at timestamptz, press bytea, revoked_at timestamptz, tenant_name jsonb, time_zone text, desk text)
    ${asBefore} AS $$
    #variable_conflict use_column
    BEGIN RETURN QUERY
      SELECT l.tenant_id, l.id, l.agency_id, l.purpose, l.referral_id, l.expires_at, l.used_at, l.press, l.revoked_at,
        t.name, t.time_zone, t.desk
      FROM public.agency_links l JOIN public.tenants t ON t.tenant_id = l.tenant_id
      WHERE l.token_hash = hash ${link}; END $$;`);
}
