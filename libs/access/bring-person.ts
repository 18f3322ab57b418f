import { createHash } from 'node:crypto';
import type { Tx } from '../platform/index.js';
import type { Seat } from './seats-from-claims.js';

/**
 * The id here of whom an issuer calls `subject`: always the same, so that nothing needs to be looked up, and it tells
 * nobody the address that some providers use as a subject.
 */
export function personOfIssuer(issuer: string, subject: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url');
  return `p-${hash.slice(0, 24)}`;
}

/**
 * Brings a person and their grants to what the provider says at this sign-in. A session in a seat that is gone ends, for good:
 * to be granted it again later does not revive it. Somebody without a seat, whom this tenant never knew, stays unknown.
 * True when something of the grants has changed.
 */
export async function bringPerson(
  tx: Tx,
  person: { readonly id: string; readonly name: string },
  seats: readonly Seat[],
): Promise<boolean> {
  if (seats.length > 0) {
    tx.write(
      'access.bring-person',
      `INSERT INTO people (tenant_id, id, name) VALUES ($1, $2, $3)
       ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name WHERE people.name <> excluded.name`,
      [tx.who.tenant, person.id, person.name],
    );
  }
  const rows = await tx.sql<{ changed: boolean }>('access.bring-grants', BRING_GRANTS, [
    tx.who.tenant,
    person.id,
    JSON.stringify(seats.map(({ role, region, agency }) => ({ role, region: region ?? '', agency: agency ?? '' }))),
    tx.now,
  ]);
  return rows[0]?.changed ?? false;
}

const BRING_GRANTS = `
  WITH wanted AS (
    SELECT role, region, agency FROM jsonb_to_recordset($3::jsonb) AS seat(role text, region text, agency text)
  ), gone AS (
    DELETE FROM role_grants g WHERE g.tenant_id = $1 AND g.person_id = $2
    AND NOT EXISTS (SELECT FROM wanted w WHERE w.role = g.role AND w.region = g.region AND w.agency = g.agency_id)
    RETURNING 1
  ), ended AS (
    UPDATE sessions s SET revoked_at = $4 WHERE s.tenant_id = $1 AND s.person_id = $2 AND s.revoked_at IS NULL
    AND NOT EXISTS (
      SELECT FROM wanted w WHERE w.role = s.role AND w.region = s.region AND w.agency = coalesce(s.agency_id, ''))
  ), added AS (
    INSERT INTO role_grants (tenant_id, person_id, role, region, agency_id)
    SELECT $1, $2, role, region, agency FROM wanted ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM added) AS changed`;
