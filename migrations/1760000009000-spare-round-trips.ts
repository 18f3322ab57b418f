import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, ownerRole, workerRole } from '../libs/platform/index.js';

/** The column of each table that names the case, for the rows that an agency sees only when it was offered the case. */
const ofCases = { cases: 'id', facts: 'case_id', case_history: 'case_id', consents: 'case_id', alerts: 'case_id' };
const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;

export class SpareRoundTrips1760000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await letStatementsRefuse(runner);
    await keepLessOfAnswers(runner);
    await planSessionLookUpOnce(runner);
    await askForAgenciesOnly(runner);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, id] of Object.entries(ofCases)) {
      await runner.query(`
        ALTER POLICY offered_to_agency ON ${table} USING (${elsewhere} OR EXISTS (
          SELECT FROM referrals r WHERE r.tenant_id = ${table}.tenant_id AND r.case_id = ${table}.${id}));`);
    }
    await runner.query(`
      DROP FUNCTION was_offered_to_agency, refuse_lost_race;
      DROP INDEX idempotency_keys_about;
      DROP POLICY every_tenant ON idempotency_keys;
      REVOKE SELECT (tenant_id, expires_at) ON idempotency_keys FROM ${workerRole};
      ALTER TABLE idempotency_keys DROP COLUMN about;
      CREATE INDEX idempotency_keys_expiry ON idempotency_keys (tenant_id, expires_at);`);
  }
}

/** For a statement that nobody waits for: it can say itself that another transaction was quicker. The work runs again then. */
async function letStatementsRefuse(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION refuse_lost_race() RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      RAISE EXCEPTION 'another transaction was quicker' USING ERRCODE = 'serialization_failure';
    END $$;
    REVOKE EXECUTE ON FUNCTION refuse_lost_race FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION refuse_lost_race TO ${appRole};`);
}

/**
 * Kept answers name what they are about, so that erasing it erases them too. Old ones are swept by the hour: no index for
 * that. Compressed by lz4 where this PostgreSQL has it: pglz took longer than all the rest of keeping an answer.
 */
async function keepLessOfAnswers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE idempotency_keys ADD COLUMN about uuid;
    DROP INDEX idempotency_keys_expiry;
    CREATE INDEX idempotency_keys_about ON idempotency_keys (tenant_id, about) WHERE about IS NOT NULL;
    CREATE POLICY every_tenant ON idempotency_keys FOR SELECT TO ${workerRole} USING (true);
    GRANT SELECT (tenant_id, expires_at) ON idempotency_keys TO ${workerRole};
    DO $$ BEGIN
      ALTER TABLE idempotency_keys ALTER COLUMN body SET COMPRESSION lz4;
    EXCEPTION WHEN feature_not_supported THEN NULL;
    END $$;`);
}

/** The same function and the same question. In plpgsql its plan is kept by the connection; in SQL it was started anew. */
async function planSessionLookUpOnce(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION find_session(hash bytea, moment timestamptz)
    RETURNS TABLE (tenant text, session_id uuid, person_id text, person_name text, role text, agency text,
                   tenant_name jsonb, time_zone text, ends_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    #variable_conflict use_column
    BEGIN
      RETURN QUERY
      SELECT s.tenant_id, s.id, s.person_id, p.name, s.role, s.agency_id, t.name, t.time_zone, s.expires_at
      FROM public.sessions s
      JOIN public.people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
      JOIN public.tenants t ON t.tenant_id = s.tenant_id
      WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > moment
      AND EXISTS (
        SELECT FROM public.role_grants g
        WHERE g.tenant_id = s.tenant_id AND g.person_id = s.person_id AND g.role = s.role
        AND (s.agency_id IS NULL OR g.agency_id = s.agency_id));
    END $$;
    ALTER FUNCTION find_session(bytea, timestamptz) OWNER TO ${ownerRole};
    REVOKE ALL ON FUNCTION find_session(bytea, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION find_session(bytea, timestamptz) TO ${appRole};`);
}

/**
 * The policies say what they said. As a function the question about referrals is planned and started only for somebody who
 * works for an agency; as a subquery it was started with every statement of everybody, several times in each.
 */
async function askForAgenciesOnly(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION was_offered_to_agency(tenant text, asked_case uuid) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN EXISTS (SELECT FROM referrals r WHERE r.tenant_id = tenant AND r.case_id = asked_case);
    END $$;
    REVOKE EXECUTE ON FUNCTION was_offered_to_agency FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION was_offered_to_agency TO ${appRole};`);
  for (const [table, id] of Object.entries(ofCases)) {
    await runner.query(`
      ALTER POLICY offered_to_agency ON ${table}
        USING (${elsewhere} OR was_offered_to_agency(${table}.tenant_id, ${table}.${id}));`);
  }
}

/**
 * Makes each primary key the newest index of its table. While a table is empty PostgreSQL finds all indexes that begin
 * with tenant_id equally good and takes the newest. A foreign key keeps that plan for as long as the connection lives or
 * until the table is analyzed, and it read all rows of the tenant for each row that it checked.
 */
async function renewPrimaryKeys(runner: QueryRunner): Promise<void> {
  await runner.query(`
    DO $$
    DECLARE keys text[]; one text; foreign_keys text[]; key record;
    BEGIN
      SELECT array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))),
             array_agg(format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname))
        INTO foreign_keys, keys
        FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace;
      FOREACH one IN ARRAY keys LOOP EXECUTE one; END LOOP;
      FOR key IN
        SELECT conrelid::regclass AS table_name, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint k
        WHERE contype = 'p' AND connamespace = 'public'::regnamespace
          AND conindid < (SELECT max(indexrelid) FROM pg_index i WHERE i.indrelid = k.conrelid)
      LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s',
          key.table_name, key.conname, key.conname, key.definition);
      END LOOP;
      FOREACH one IN ARRAY foreign_keys LOOP EXECUTE one; END LOOP;
    END $$;`);
}
