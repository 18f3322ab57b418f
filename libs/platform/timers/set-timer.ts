import type { Tx } from '../unit-of-work.js';

/** One instant at which something is to happen to a subject (a case, a contact). One row per subject and name. */
export interface Timer {
  readonly subject: string;
  /** `<kind>/<name>`: the kind decides who is called when it is due. */
  readonly name: string;
  /** Goes up each time the timer is set again. A firing with an older one is stale. */
  readonly generation: number;
  readonly dueAt: Date;
}

/** Sets timers, or sets them again. Kept when the transaction commits. */
export async function setTimers(tx: Tx, timers: readonly Timer[]): Promise<void> {
  if (timers.length === 0) return;
  tx.write(
    'platform.set-timers',
    `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::int[], $5::timestamptz[])
     ON CONFLICT (tenant_id, subject_id, name) DO UPDATE
     SET generation = excluded.generation, due_at = excluded.due_at, leased_until = NULL`,
    [
      tx.who.tenant,
      timers.map((timer) => timer.subject),
      timers.map((timer) => timer.name),
      timers.map((timer) => timer.generation),
      timers.map((timer) => timer.dueAt),
    ],
  );
}

export const setTimer = (tx: Tx, timer: Timer): Promise<void> => setTimers(tx, [timer]);

/** Clears the named timers of a subject, or all of them. Clearing one that is not set is no error. */
export async function clearTimers(tx: Tx, subject: string, names: readonly string[] | 'all'): Promise<void> {
  tx.write(
    'platform.clear-timers',
    `DELETE FROM timers WHERE tenant_id = $1 AND subject_id = $2 AND ($3::text[] IS NULL OR name = ANY ($3))`,
    [tx.who.tenant, subject, names === 'all' ? null : names],
  );
}
