import type { EffectContext, EffectOf } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { compareTerms, termAt } from '../workflow/index.js';
import { type Pool, WAITS_HERE, lockPool, ofPool, wake } from './pool.js';

/**
 * A grant is given back, used up, or over with its term. Whoever may have a place by that is promoted by a step of their own, which
 * the pool's timer takes.
 */
export async function endGrant(
  tx: Tx,
  { record, run }: EffectContext,
  { grant, term, as }: EffectOf<'end-grant'>,
): Promise<[]> {
  const present = termAt(tx.now.toISOString(), run.zone, run.program.grants?.[grant]?.per ?? 'year');
  // One that is over with its term frees no place of it; whoever waited behind it for the next one's has the way clear.
  const later = compareTerms(term, present) < 0 ? present : term;
  const pool = await lockPool(tx, { program: record.program, grant, term: later });
  tx.write(
    'grants.end-grant',
    `UPDATE grants SET status = $6, ended_at = $7
     WHERE tenant_id = $1 AND case_id = $2 AND grant_id = $3 AND year = $4 AND month = $5 AND status IN ('waiting', 'granted')`,
    [tx.who.tenant, record.id, grant, term.year, term.month, as, tx.now],
  );
  if (as !== 'used' && (await doesSomebodyWait(tx, pool))) wake(tx, pool, tx.now);
  return [];
}

export async function doesSomebodyWait(tx: Tx, pool: Pool): Promise<boolean> {
  const statement = `SELECT FROM grants w WHERE ${WAITS_HERE} LIMIT 1`;
  const [some] = await tx.sql('grants.does-somebody-wait', statement, ofPool(tx, pool));
  return some !== undefined;
}
