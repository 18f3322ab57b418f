import { findTenant } from '../access/index.js';
import type { Tx } from '../platform/index.js';
import { type Term, localDate, localToInstant } from '../workflow/index.js';

/** The timer of a pool: somebody who waits may have a place now. */
export const TIMER_KIND = 'grants';
export const PROMOTE = `${TIMER_KIND}/promote`;

/** All places of one grant in one term. */
export interface Pool {
  readonly id: string;
  readonly program: string;
  readonly grant: string;
  readonly term: Term;
  /** Goes up each time that the pool is locked. */
  readonly generation: number;
}
export type PoolName = Pick<Pool, 'program' | 'grant' | 'term'>;

const COLUMNS = `id, program_id AS program, grant_id AS "grant", json_build_object('year', year, 'month', month) AS term, generation`;

/** Nobody else takes, frees or promotes in this pool until the transaction ends. Statements asked with it see what was kept before. */
export async function lockPool(tx: Tx, { program, grant, term }: PoolName): Promise<Pool> {
  const [pool] = await tx.sql<Pool>(
    'grants.lock-pool',
    `INSERT INTO grant_pools AS p (tenant_id, id, program_id, grant_id, year, month) VALUES ($1, gen_random_uuid(), $2, $3, $4, $5)
     ON CONFLICT (tenant_id, program_id, grant_id, year, month) DO UPDATE SET generation = p.generation + 1 RETURNING ${COLUMNS}`,
    [tx.who.tenant, program, grant, term.year, term.month],
  );
  if (!pool) throw new Error(`the pool of ${program}/${grant} in ${term.year} cannot be locked`);
  return pool;
}

export async function lockPoolById(tx: Tx, id: string): Promise<Pool | null> {
  const [pool] = await tx.sql<Pool>(
    'grants.lock-pool-by-id',
    `UPDATE grant_pools SET generation = generation + 1 WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [tx.who.tenant, id],
  );
  return pool ?? null;
}

/**
 * A row of `grants` (`w`) waits in this pool, or in one of a term that is over and goes on waiting here: nobody overtakes it while its
 * own step into the new term is still to come. $1 tenant, $2 program, $3 grant, $4 and $5 term of the pool, $6 now.
 */
export const WAITS_HERE = `w.tenant_id = $1 AND w.program_id = $2 AND w.grant_id = $3 AND w.status = 'waiting'
  AND ((w.year = $4 AND w.month = $5) OR (w.over_at <= $6 AND w.waits_on))`;
/** How many places of this pool are taken. */
export const TAKEN = `(SELECT count(*)::int FROM grants t WHERE t.tenant_id = $1 AND t.program_id = $2 AND t.grant_id = $3
  AND t.year = $4 AND t.month = $5 AND t.status IN ('granted', 'used'))`;

/** Lets the pool be looked at by then, or sooner where that is planned already. The pool is locked. */
export function wake(tx: Tx, pool: Pool, by: Date): void {
  tx.write(
    'grants.wake-pool',
    `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) VALUES ($1, $2, '${PROMOTE}', $3, $4)
     ON CONFLICT (tenant_id, subject_id, name) DO UPDATE
     SET generation = excluded.generation, due_at = least(timers.due_at, excluded.due_at), leased_until = NULL`,
    [tx.who.tenant, pool.id, pool.generation, by],
  );
}

/**
 * For whoever publishes a program, in the same transaction: another number of places counts at once, and whoever waits is promoted
 * where there is one more now.
 */
export function lookAgain(tx: Tx, program: string): void {
  tx.write(
    'grants.look-again',
    `WITH looked AS (
       UPDATE grant_pools p SET generation = generation + 1 WHERE p.tenant_id = $1 AND p.program_id = $2 AND EXISTS (
         SELECT FROM grants w WHERE w.tenant_id = $1 AND w.program_id = $2 AND w.grant_id = p.grant_id AND w.status = 'waiting')
       RETURNING id, generation
     )
     INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) SELECT $1, id, '${PROMOTE}', generation, $3 FROM looked
     ON CONFLICT (tenant_id, subject_id, name) DO UPDATE
     SET generation = excluded.generation, due_at = least(timers.due_at, excluded.due_at), leased_until = NULL`,
    [tx.who.tenant, program, tx.now],
  );
}

/** The first parameters of both. */
export const ofPool = (tx: Tx, { program, grant, term }: PoolName) => [
  ...[tx.who.tenant, program, grant, term.year, term.month, tx.now],
];

/** What the calendar shows there. */
export interface Today {
  readonly day: string;
  /** The next midnight: another value of a parameter may begin then. */
  readonly midnight: Date;
}

export function todayIn(zone: string, now: Date): Today {
  const day = localDate(now.toISOString(), zone);
  const next = new Date(`${day}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const midnight = new Date(localToInstant(next.toISOString().slice(0, 10), zone));
  return { day, midnight };
}

export async function todayThere(tx: Tx): Promise<Today & { readonly zone: string }> {
  const zone = (await findTenant(tx))?.timeZone;
  if (zone === undefined) throw new Error(`there is no tenant ${tx.who.tenant}`);
  return { ...todayIn(zone, tx.now), zone };
}
