import type { Tx } from '../platform/index.js';
import { openSession } from './open-session.js';
import type { Role } from './roles.js';

export interface SignedIn {
  readonly token: string;
  readonly person: { readonly id: string; readonly name: string; readonly role: Role };
  readonly tenant: string;
  readonly agency: string | null;
  readonly expiresAt: Date;
}

/**
 * Opens a session for a demo person of that role (the first by id, or the one named), without a password.
 * Only demo mode may offer it. Null when the tenant has nobody in that role, or no such person.
 */
export async function signInDemo(
  tx: Tx,
  ask: { readonly role: Role; readonly person?: string; readonly agency?: string },
): Promise<SignedIn | null> {
  const [found] = await tx.sql<{ id: string; name: string; agency_id: string; region: string }>(
    'access.find-demo-person',
    `SELECT p.id, p.name, g.agency_id, g.region FROM role_grants g
     JOIN people p ON p.tenant_id = g.tenant_id AND p.id = g.person_id
     WHERE g.tenant_id = $1 AND g.role = $2 AND ($3::text IS NULL OR p.id = $3) AND ($4::text IS NULL OR g.agency_id = $4)
     ORDER BY p.id, g.agency_id, g.region LIMIT 1`,
    [tx.who.tenant, ask.role, ask.person ?? null, ask.agency ?? null],
  );
  if (!found) return null;
  const agency = found.agency_id === '' ? null : found.agency_id;
  const { token, expiresAt } = await openSession(tx, {
    ...{ person: found.id, role: ask.role, agency, region: found.region },
  });
  return {
    token,
    person: { id: found.id, name: found.name, role: ask.role },
    tenant: tx.who.tenant,
    agency,
    expiresAt,
  };
}

/** The agencies of which somebody may sign in to the demo, by id. */
export async function agenciesInDemo(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    'access.agencies-in-demo',
    `SELECT DISTINCT agency_id AS id FROM role_grants WHERE tenant_id = $1 AND role = 'agency-worker' AND agency_id <> ''`,
    [tx.who.tenant],
  );
  return rows.map(({ id }) => id).sort();
}
