import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole, tenantTable } from '../libs/platform/index.js';

/**
 * Keys of agencies' own systems. As with sessions, one function answers to a key's hash before a tenant is known, and whoever
 * comes with a key is held by row-level security to what that agency's people see.
 */
export class AdmitPartnersAccess1760000016450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE partner_keys (
        tenant_id text NOT NULL,
        id uuid NOT NULL,
        agency_id text NOT NULL CHECK (agency_id <> ''),
        name text NOT NULL,
        scopes text[] NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id) REFERENCES tenants (tenant_id)
      );
      CREATE INDEX keys_of_agency ON partner_keys (tenant_id, agency_id, created_at);`);
    await tenantTable(runner, 'partner_keys', { app: ['select', 'insert', 'update'] });
    await runner.query(`
      REVOKE UPDATE ON partner_keys FROM ${appRole};
      GRANT UPDATE (expires_at, revoked_at, last_used_at) ON partner_keys TO ${appRole};
      CREATE POLICY own_agency ON partner_keys AS RESTRICTIVE TO ${appRole}
        USING (current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'
          OR agency_id = current_setting('app.agency', true));
      CREATE POLICY find_partner_key ON partner_keys FOR SELECT TO ${ownerRole} USING (true);
      CREATE FUNCTION find_partner_key(hash bytea, moment timestamptz)
      RETURNS TABLE (tenant text, key_id uuid, key_name text, agency text, scopes text[], tenant_name jsonb, time_zone text,
        ends_at timestamptz, last_used timestamptz)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
        SELECT k.tenant_id, k.id, k.name, k.agency_id, k.scopes, t.name, t.time_zone, k.expires_at, k.last_used_at
        FROM public.partner_keys k JOIN public.tenants t ON t.tenant_id = k.tenant_id
        WHERE k.token_hash = hash AND k.revoked_at IS NULL AND k.expires_at > moment; END $$;
      ALTER FUNCTION find_partner_key(bytea, timestamptz) OWNER TO ${ownerRole};
      REVOKE ALL ON FUNCTION find_partner_key(bytea, timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION find_partner_key(bytea, timestamptz) TO ${appRole};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION find_partner_key; DROP TABLE partner_keys;');
  }
}
