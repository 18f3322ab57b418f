import type { Tx } from '../platform/index.js';
import { findAgency, type AgencyView } from './list-agencies.js';
import type { Capacity } from './service.js';

export interface CapacityChange {
  readonly agency: string;
  /** One of its services; null: all of them. */
  readonly service: string | null;
  readonly state: Capacity['state'];
  /** Instant at which `full` ends by itself; null: until somebody says otherwise. */
  readonly fullUntil: Date | null;
  /** The revision that the person saw. Null: whatever it is now. */
  readonly ifRevision: number | null;
}

export type CapacitySet =
  | { readonly ok: true; readonly agency: AgencyView }
  | { readonly ok: false; readonly reason: 'agency-is-not-in-the-directory' | 'service-is-not-of-this-agency' }
  | { readonly ok: false; readonly reason: 'full-until-is-over' | 'only-full-has-an-end' | 'agency-is-not-yours' }
  | { readonly ok: false; readonly reason: 'somebody-else-changed-it'; readonly current: AgencyView };

/**
 * Whether an agency can take a new client now. Routing obeys from the next offer on. A session of an agency may speak
 * for that agency only; the database holds it to that as well.
 */
export async function setCapacity(tx: Tx, change: CapacityChange): Promise<CapacitySet> {
  if (change.fullUntil && change.state === 'open') return { ok: false, reason: 'only-full-has-an-end' };
  if (change.fullUntil && change.fullUntil <= tx.now) return { ok: false, reason: 'full-until-is-over' };
  if (tx.who.agency !== null && tx.who.agency !== change.agency) return { ok: false, reason: 'agency-is-not-yours' };
  const [locked] = await tx.sql<{ revision: number }>(
    'agencies.lock-agency',
    'SELECT revision FROM agencies WHERE tenant_id = $1 AND id = $2 AND NOT retired FOR UPDATE',
    [tx.who.tenant, change.agency],
  );
  const current = locked ? await findAgency(tx, change.agency) : null;
  if (!current) return { ok: false, reason: 'agency-is-not-in-the-directory' };
  if (change.ifRevision !== null && change.ifRevision !== current.revision) {
    return { ok: false, reason: 'somebody-else-changed-it', current };
  }
  if (change.service !== null && !current.services.some((service) => service.id === change.service)) {
    return { ok: false, reason: 'service-is-not-of-this-agency' };
  }
  await save(tx, change);
  const agency = await findAgency(tx, change.agency);
  return agency ? { ok: true, agency } : { ok: false, reason: 'agency-is-not-in-the-directory' };
}

async function save(tx: Tx, change: CapacityChange): Promise<void> {
  tx.write(
    'agencies.set-capacity',
    `WITH newer AS (UPDATE agencies SET revision = revision + 1 WHERE tenant_id = $1 AND id = $2)
     UPDATE services SET capacity_state = $4, full_until = $5
     WHERE tenant_id = $1 AND agency_id = $2 AND NOT retired AND ($3::text IS NULL OR id = $3)`,
    [tx.who.tenant, change.agency, change.service, change.state, change.fullUntil],
  );
}
