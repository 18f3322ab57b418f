import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from '../libs/platform/index.js';

const elsewhere = `current_setting('app.role', true) IS DISTINCT FROM 'agency-worker'`;
/** Only the house and its clock have to do with these: a step that an agency causes is carried out as ours (ADR 0016). */
const ours = ['timers', 'outbox', 'subjects', 'program_drafts'];

/**
 * What an agency's person has no need of, of what had the tenant's policy alone. Nothing changes for the worker: its own policy
 * shows it every tenant's rows, and its grants only the columns that say what is due.
 */
export class HideFromAgencies1760000015200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ours) {
      await runner.query(
        `CREATE POLICY not_for_agencies ON ${table} AS RESTRICTIVE TO ${appRole} USING (${elsewhere})`,
      );
    }
    // Kept answers tell whole cases. Of our own people each finds but their own (`once`), and nobody is held to that by a
    // policy: what is erased of a client must be erased of everybody's.
    await runner.query(`
      CREATE POLICY own_person ON idempotency_keys AS RESTRICTIVE TO ${appRole}
        USING (${elsewhere} OR person_id = current_setting('app.person', true))`);
    // An agency's reads and changes are noted like everybody's: it adds rows, and looks at none. Of sessions it asks whether its
    // own people's still hold; one may begin before the agency is known.
    await runner.query(`
      CREATE POLICY not_for_agencies ON audit AS RESTRICTIVE FOR SELECT TO ${appRole} USING (${elsewhere});
      CREATE POLICY own_agency ON sessions AS RESTRICTIVE FOR SELECT TO ${appRole}
        USING (${elsewhere} OR agency_id = current_setting('app.agency', true))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...ours, 'audit']) await runner.query(`DROP POLICY not_for_agencies ON ${table}`);
    await runner.query('DROP POLICY own_person ON idempotency_keys; DROP POLICY own_agency ON sessions');
  }
}
