import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, tenantTable, workerRole } from '../libs/platform/index.js';

const role = `current_setting('app.role', true)`;
const everywhere = `coalesce(current_setting('app.region', true), '') = ''`;

/**
 * How often something was tried from one place, for minutes, whichever process it came to. Unlogged: the counts may be lost when the
 * database falls, and wait for no disk (ADR 0053).
 */
export class LimitPlatform1760000019100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE limits (
        tenant_id text NOT NULL,
        key bytea NOT NULL,
        tries integer NOT NULL,
        ends_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, key)
      ) WITH (fillfactor = 70);`);
    await tenantTable(runner, 'limits');
    await runner.query(`
      CREATE POLICY of_the_house ON limits AS RESTRICTIVE TO ${appRole} USING (${role} IS DISTINCT FROM 'agency-worker');
      CREATE POLICY of_a_client ON limits AS RESTRICTIVE TO ${appRole} USING (${role} IS DISTINCT FROM 'client');
      CREATE POLICY in_region ON limits AS RESTRICTIVE TO ${appRole} USING (${everywhere});
      CREATE POLICY every_tenant ON limits FOR SELECT TO ${workerRole} USING (true);
      GRANT SELECT (tenant_id, ends_at) ON limits TO ${workerRole};`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE limits');
  }
}
