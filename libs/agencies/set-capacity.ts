import type { Tx } from '../platform/index.js';
import { fullUntil, type FullPreset } from './full-until.js';
import { findAgency, fullFrom, listServices, type AgencyView } from './list-agencies.js';
import type { Capacity } from './service.js';

export interface CapacityChange {
  readonly agency: string;
  /** One of its services; null: all of them. */
  readonly service: string | null;
  readonly state: Capacity['state'];
  /** Instant at which `full` ends by itself; null: until somebody says otherwise. */
  readonly fullUntil: Date | null;
  /** Instead of an instant, what people say: worked out for each service at the moment that it is said. */
  readonly preset?: FullPreset | null;
  /** The revision that the person saw. Null: whatever it is now. */
  readonly ifRevision: number | null;
}

export type CapacitySet =
  | { readonly ok: true; readonly agency: AgencyView }
  | { readonly ok: false; readonly reason: 'agency-is-not-in-the-directory' | 'service-is-not-of-this-agency' }
  | { readonly ok: false; readonly reason: 'full-until-is-over' | 'only-full-has-an-end' | 'agency-is-not-yours' }
  | { readonly ok: false; readonly reason: 'one-end-is-enough' | 'no-shift-ends' }
  | { readonly ok: false; readonly reason: 'somebody-else-changed-it'; readonly current: AgencyView };

/**
 * Whether an agency can take a new client now. Routing obeys from the next offer on. A session of an agency may speak
 * for that agency only; the database holds it to that as well.
 */
export async function setCapacity(tx: Tx, change: CapacityChange): Promise<CapacitySet> {
  const preset = change.preset ?? null;
  if ((change.fullUntil ?? preset) && change.state === 'open') return { ok: false, reason: 'only-full-has-an-end' };
  if (change.fullUntil && preset) return { ok: false, reason: 'one-end-is-enough' };
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
  const ends = await endsOf(tx, change);
  if (!ends) return { ok: false, reason: 'no-shift-ends' };
  save(tx, change, ends);
  const agency = await findAgency(tx, change.agency);
  return agency ? { ok: true, agency } : { ok: false, reason: 'agency-is-not-in-the-directory' };
}

interface End {
  readonly id: string;
  readonly until: Date | null;
}

/** When each of the services is open again. Null: what was said means nothing for one of them. */
async function endsOf(tx: Tx, change: CapacityChange): Promise<readonly End[] | null> {
  const all = await listServices(tx, change.agency);
  const meant = all.filter(({ id }) => change.service === null || change.service === id);
  const { preset } = change;
  if (!preset) return meant.map(({ id }) => ({ id, until: change.fullUntil }));
  const ends = meant.map((row) => ({ id: row.id, until: fullUntil(preset, fullFrom(row, tx.now)) }));
  return ends.some(({ until }) => until === null) ? null : ends;
}

function save(tx: Tx, change: CapacityChange, ends: readonly End[]): void {
  tx.write(
    'agencies.set-capacity',
    `WITH newer AS (UPDATE agencies SET revision = revision + 1 WHERE tenant_id = $1 AND id = $2)
     UPDATE services s SET capacity_state = $3, full_until = e.until
     FROM jsonb_to_recordset($4) AS e (id text, until timestamptz)
     WHERE s.tenant_id = $1 AND s.agency_id = $2 AND s.id = e.id`,
    [tx.who.tenant, change.agency, change.state, JSON.stringify(ends)],
  );
}
