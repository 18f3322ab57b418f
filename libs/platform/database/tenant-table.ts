import type { QueryRunner } from 'typeorm';
import { appRole } from './roles.js';

type Right = 'select' | 'insert' | 'update' | 'delete';

export interface TenantTable {
  /** What frontdoor_app may do. Default: all four. */
  readonly app?: readonly Right[];
  /** History, audit, facts: rows are added and read, never changed. */
  readonly appendOnly?: boolean;
}

/**
 * Puts a table that was just created under row-level security, for its owner too, and lets frontdoor_app work on the rows of
 * the tenant that the transaction is set to. Without a tenant it sees nothing and can write nothing.
 * Call it from the migration that creates the table. The table needs `tenant_id text NOT NULL`, first in its key.
 */
export async function tenantTable(runner: QueryRunner, name: string, options: TenantTable = {}): Promise<void> {
  const rights = options.app ?? (options.appendOnly ? ['select', 'insert'] : ['select', 'insert', 'update', 'delete']);
  if (options.appendOnly && rights.some((right) => right === 'update' || right === 'delete')) {
    throw new Error(`${name} is append-only: it cannot grant update or delete.`);
  }
  const own = `tenant_id = current_setting('app.tenant', true)`;
  await runner.query(`
    ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${name} FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_tenant ON ${name} TO ${appRole} USING (${own}) WITH CHECK (${own});
    GRANT ${rights.join(', ')} ON ${name} TO ${appRole};`);
}
