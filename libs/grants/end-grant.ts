import type { EffectContext, EffectOf } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { type Pool, WAITS_HERE, lockPool, todayIn, wake } from './pool.js';

/**
 * A grant is given back, used up, or over with its year. Whoever may have a place by that is promoted by a step of their own, which
 * the pool's timer takes.
 */
export async function endGrant(
  tx: Tx,
  { record, run }: EffectContext,
  { grant, year, as }: EffectOf<'end-grant'>,
): Promise<[]> {
  const today = todayIn(run.zone, tx.now);
  // One that is over with its year frees no place of it; whoever waited behind it for the next year's has the way clear.
  const pool = await lockPool(tx, { program: record.program, grant, year: Math.max(year, today.year) });
  tx.write(
    'grants.end-grant',
    `UPDATE grants SET status = $5, ended_at = $6
     WHERE tenant_id = $1 AND case_id = $2 AND grant_id = $3 AND year = $4 AND status IN ('waiting', 'granted')`,
    [tx.who.tenant, record.id, grant, year, as, tx.now],
  );
  if (as !== 'used' && (await doesSomebodyWait(tx, pool, today.year))) wake(tx, pool, tx.now);
  return [];
}

export async function doesSomebodyWait(tx: Tx, { program, grant, year }: Pool, thisYear: number): Promise<boolean> {
  const [some] = await tx.sql('grants.does-somebody-wait', `SELECT FROM grants w WHERE ${WAITS_HERE} LIMIT 1`, [
    ...[tx.who.tenant, program, grant, year, thisYear],
  ]);
  return some !== undefined;
}
