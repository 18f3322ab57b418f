import { Client, escapeIdentifier } from 'pg';
import type { DataSource } from 'typeorm';

export const ownerRole = 'frontdoor_owner';
export const appRole = 'frontdoor_app';
export const workerRole = 'frontdoor_worker';
export type DatabaseRole = typeof ownerRole | typeof appRole | typeof workerRole;
const roles: readonly DatabaseRole[] = [ownerRole, appRole, workerRole];

/**
 * Creates the three database roles where they are missing. `adminUrl` signs in as somebody who may create roles;
 * when they all exist already nothing is changed and no such right is needed.
 */
export async function ensureRoles(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [
      roles,
    ]);
    const missing = roles.filter((role) => !rows.some((row) => row.rolname === role));
    for (const role of missing) await createRole(client, role);
  } finally {
    await client.end();
  }
}

async function createRole(client: Client, role: DatabaseRole): Promise<void> {
  const statement = `CREATE ROLE ${escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION`;
  try {
    await client.query(statement);
  } catch (error) {
    if (isDuplicate(error)) return;
    throw new Error(
      `The database role ${role} is missing and this account may not create it. Ask your database administrator to run: ${statement};`,
      { cause: error },
    );
  }
}

/** Two processes that start together may both find the role missing. */
function isDuplicate(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === '42710' || code === '23505';
}

interface RoleFacts {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly owns: string | null;
}

/**
 * Throws unless the connection's role is bound by row-level security: no superuser, no BYPASSRLS, and no table of this
 * database belongs to it or to a role that it may become.
 */
export async function refusePrivilegedRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<RoleFacts[]>(`
    SELECT current_user AS name,
      bool_or(r.rolsuper) AS superuser,
      bool_or(r.rolbypassrls) AS bypasses,
      (SELECT min(c.oid::regclass::text) FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND pg_has_role(current_user, c.relowner, 'MEMBER')
          AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)) AS owns
    FROM pg_roles r WHERE pg_has_role(current_user, r.oid, 'MEMBER')`);
  if (!role) throw new Error('The database does not say who we are connected as.');
  const reason = role.superuser
    ? 'is a superuser'
    : role.bypasses
      ? 'has BYPASSRLS'
      : role.owns !== null
        ? `owns tables (${role.owns})`
        : null;
  if (reason === null) return;
  throw new Error(
    `The database role "${role.name}" ${reason}, so row-level security would not hold it. ` +
      `Connect as ${appRole}, or as a role that is a member of nothing else.`,
  );
}
