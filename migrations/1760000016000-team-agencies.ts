import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, renewPrimaryKeys, tenantTable } from '../libs/platform/index.js';

export class TeamAgencies1760000016000 implements MigrationInterface {
  /** Who an agency can send, which places its services are for, and what changed of either for those who watch. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE services ADD COLUMN covers jsonb, ADD COLUMN by_teams boolean NOT NULL DEFAULT false;
      ALTER TABLE agencies ADD COLUMN changed bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
      CREATE INDEX agencies_by_change ON agencies (tenant_id, changed);
      CREATE TRIGGER note_change BEFORE UPDATE ON agencies FOR EACH ROW EXECUTE FUNCTION note_change();`);
    await createTeams(runner);
    await runner.query(`
      ALTER TABLE referrals ADD COLUMN team_id text,
        ADD FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id);`);
    await renewPrimaryKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referrals DROP COLUMN team_id;
      DROP TABLE teams;
      DROP TRIGGER note_change ON agencies;
      ALTER TABLE agencies DROP COLUMN changed;
      ALTER TABLE services DROP COLUMN covers, DROP COLUMN by_teams;`);
  }
}

/**
 * `busy_with` is the referral that a team was sent for. It is no foreign key: referrals are of a higher room, which sets and
 * clears it through this one. One row, one value: no team is on two dispatches.
 */
async function createTeams(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE teams (
      tenant_id text NOT NULL,
      id text NOT NULL,
      agency_id text NOT NULL,
      service_id text NOT NULL,
      position integer NOT NULL,
      name jsonb NOT NULL,
      languages text[] NOT NULL,
      shifts jsonb NOT NULL,
      out_of_service boolean NOT NULL DEFAULT false,
      out_until timestamptz,
      busy_with uuid,
      busy_case uuid,
      busy_since timestamptz,
      revision integer NOT NULL DEFAULT 1,
      changed_by text,
      retired boolean NOT NULL DEFAULT false,
      changed bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, service_id) REFERENCES services (tenant_id, id),
      CONSTRAINT only_out_of_service_has_an_end CHECK (out_of_service OR out_until IS NULL),
      CONSTRAINT busy_is_told_whole
        CHECK ((busy_with IS NULL) = (busy_case IS NULL) AND (busy_with IS NULL) = (busy_since IS NULL))
    );
    CREATE INDEX teams_of_service ON teams (tenant_id, service_id, position);
    CREATE INDEX teams_by_change ON teams (tenant_id, changed);
    CREATE INDEX teams_of_case ON teams (tenant_id, busy_case) WHERE busy_case IS NOT NULL;
    CREATE UNIQUE INDEX one_team_a_dispatch ON teams (tenant_id, busy_with) WHERE busy_with IS NOT NULL;
    CREATE TRIGGER note_change BEFORE UPDATE ON teams FOR EACH ROW EXECUTE FUNCTION note_change();`);
  await tenantTable(runner, 'teams', { app: ['select', 'insert', 'update'] });
  await runner.query(`
    CREATE POLICY own_agency ON teams AS RESTRICTIVE TO ${appRole}
      USING (current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'
        OR agency_id = current_setting('app.agency', true));`);
}
