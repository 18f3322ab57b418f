import { queuesOf } from '../access/index.js';
import { type Tx, newId } from '../platform/index.js';

/** Something that people must look at now. It names a case and a reason, never an answer. */
export interface Alert {
  readonly id: string;
  readonly caseId: string;
  /** `supervisors`, `on-call-managers`, `navigators`, or `agency/<id>`. */
  readonly queue: string;
  /** `due` for a deadline, a timer's or event's name of the program, `facts-changed`. */
  readonly about: string;
  readonly state: string;
  readonly at: Date;
  readonly seenBy: string | null;
  readonly seenAt: Date | null;
}

export const agencyQueue = (agency: string) => `agency/${agency}`;

export async function insertAlert(
  tx: Tx,
  caseId: string,
  alert: Pick<Alert, 'queue' | 'about' | 'state'>,
): Promise<void> {
  tx.write(
    'cases.insert-alert',
    'INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [tx.who.tenant, newId(), caseId, alert.queue, alert.about, alert.state, tx.now],
  );
}

/** Whose alerts the person of this transaction looks after. */
export function queuesOfMine(tx: Tx): readonly string[] {
  const { role, agency } = tx.who;
  if (role === 'agency-worker') return agency === null ? [] : [agencyQueue(agency)];
  return queuesOf(role);
}

export interface AlertFilter {
  /** Only those that nobody has seen. */
  readonly waiting: boolean;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** The alerts of my queues, newest first. */
export function listAlerts(tx: Tx, filter: AlertFilter): Promise<Alert[]> {
  return tx.sql<Alert>(
    'cases.list-alerts',
    `SELECT id, case_id AS "caseId", queue, about, state, at, seen_by AS "seenBy", seen_at AS "seenAt" FROM alerts
     WHERE tenant_id = $1 AND queue = ANY ($2) AND (NOT $3 OR seen_at IS NULL)
     AND ($4::timestamptz IS NULL OR (at, id) < ($4, $5::uuid)) ORDER BY at DESC, id DESC LIMIT $6`,
    [tx.who.tenant, queuesOfMine(tx), filter.waiting, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit],
  );
}

/** Somebody has seen it; the first one counts. Null when none of my queues has such an alert. */
export async function seeAlert(tx: Tx, id: string): Promise<Alert | null> {
  const [row] = await tx.sql<Alert>(
    'cases.see-alert',
    `UPDATE alerts SET seen_by = coalesce(seen_by, $4), seen_at = coalesce(seen_at, $5)
     WHERE tenant_id = $1 AND id = $2 AND queue = ANY ($3)
     RETURNING id, case_id AS "caseId", queue, about, state, at, seen_by AS "seenBy", seen_at AS "seenAt"`,
    [tx.who.tenant, id, queuesOfMine(tx), tx.who.person ?? tx.who.role, tx.now],
  );
  return row ?? null;
}
