import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable } from '../libs/platform/index.js';

export class CreateAgencies1760000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createDirectory(runner);
    await tenantTable(runner, 'holidays');
    await tenantTable(runner, 'agencies', { app: ['select', 'insert', 'update'] });
    await tenantTable(runner, 'services', { app: ['select', 'insert', 'update'] });
    await letAgenciesChangeOnlyTheirOwn(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE services, agencies, holidays');
  }
}

async function createDirectory(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE holidays (
      tenant_id text NOT NULL,
      calendar text NOT NULL,
      date date NOT NULL,
      name jsonb NOT NULL,
      PRIMARY KEY (tenant_id, calendar, date)
    );
    CREATE TABLE agencies (
      tenant_id text NOT NULL,
      id text NOT NULL,
      name jsonb NOT NULL,
      website text,
      time_zone text NOT NULL,
      holidays text NOT NULL,
      revision integer NOT NULL DEFAULT 1,
      retired boolean NOT NULL DEFAULT false,
      PRIMARY KEY (tenant_id, id)
    );
    CREATE TABLE services (
      tenant_id text NOT NULL,
      id text NOT NULL,
      agency_id text NOT NULL,
      position integer NOT NULL,
      name jsonb NOT NULL,
      description jsonb,
      phones jsonb NOT NULL,
      languages text[] NOT NULL,
      interpreter boolean NOT NULL,
      hours jsonb NOT NULL,
      areas text[],
      handovers text[] NOT NULL,
      source text NOT NULL,
      verify text,
      capacity_state text NOT NULL DEFAULT 'open' CHECK (capacity_state IN ('open', 'full')),
      full_until timestamptz,
      retired boolean NOT NULL DEFAULT false,
      PRIMARY KEY (tenant_id, id),
      FOREIGN KEY (tenant_id, agency_id) REFERENCES agencies (tenant_id, id),
      CONSTRAINT only_full_has_an_end CHECK (capacity_state = 'full' OR full_until IS NULL)
    );
    CREATE INDEX services_of_agency ON services (tenant_id, agency_id, position);`);
}

/** An agency's session may change that agency and its services, no other; ours may change any of the tenant. */
async function letAgenciesChangeOnlyTheirOwn(runner: QueryRunner): Promise<void> {
  const session = `coalesce(current_setting('app.agency', true), '')`;
  await runner.query(`
    CREATE POLICY own_agency ON agencies AS RESTRICTIVE FOR UPDATE TO ${appRole} USING (${session} IN ('', id));
    CREATE POLICY own_agency ON services AS RESTRICTIVE FOR UPDATE TO ${appRole} USING (${session} IN ('', agency_id));`);
}
