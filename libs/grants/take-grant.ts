import type { EffectContext, EffectOf } from '../cases/index.js';
import { type Tx, newId } from '../platform/index.js';
import { findActiveVersion } from '../programs/index.js';
import type { StepEvent } from '../workflow/index.js';
import { amountOf, placesOf, waitsOn } from './places.js';
import { type PoolName, TAKEN, type Today, WAITS_HERE, lockPool, todayIn, wake } from './pool.js';

/** A place that is asked for. */
interface Asked extends PoolName {
  readonly received: string;
  readonly places: number;
  readonly amount: number | null;
  readonly today: Today;
}

const BEFORE = `(SELECT count(*)::int FROM grants w WHERE ${WAITS_HERE} AND (w.received_at, w.case_id) < ($6::timestamptz, $7::uuid))`;

/**
 * Takes a place for a case, in its own step, or puts it on the list: nobody gets one while somebody waits whose application was
 * received earlier.
 */
export async function takeGrant(
  tx: Tx,
  context: EffectContext,
  effect: EffectOf<'take-grant'>,
): Promise<readonly StepEvent[]> {
  const { record, run, actor } = context;
  const asked = await askedFor(tx, context, effect);
  // One trip: the second looks when the first has the lock.
  const [pool, [taken]] = await Promise.all([
    lockPool(tx, asked),
    tx.sql<{ status: 'granted' | 'waiting'; free: boolean }>(
      'grants.take-place',
      `WITH pool AS (SELECT ${TAKEN} AS taken, ${BEFORE} AS before), kept AS (
         INSERT INTO grants (tenant_id, id, program_id, grant_id, year, received_at, case_id, status, granted_at, amount, waits_on)
         SELECT $1, $8, $2, $3, $4, $6, $7, CASE WHEN mine THEN 'granted' ELSE 'waiting' END, CASE WHEN mine THEN $9::timestamptz END,
           CASE WHEN mine THEN $10::integer END, $11
         FROM (SELECT taken < $12 AND before = 0 AS mine FROM pool) decided RETURNING status)
       SELECT status, (SELECT taken < $12 FROM pool) AS free FROM kept`,
      [
        ...[tx.who.tenant, asked.program, asked.grant, asked.year, asked.today.year, asked.received, record.id],
        ...[newId(), tx.now, asked.amount, waitsOn(run.program, asked.grant), asked.places],
      ],
    ),
  ]);
  if (taken?.status === 'granted') return [{ actor, type: 'granted', grant: effect.grant }];
  wake(tx, pool, taken?.free ? tx.now : asked.today.midnight);
  return [{ actor, type: 'waitlisted', grant: effect.grant }];
}

/** What it would answer with now. Reads only. */
export async function foreseeGrant(
  tx: Tx,
  context: EffectContext,
  effect: EffectOf<'take-grant'>,
): Promise<readonly StepEvent[]> {
  const asked = await askedFor(tx, context, effect);
  const [pool] = await tx.sql<{ mine: boolean }>(
    'grants.foresee-place',
    `SELECT ${TAKEN} < $8 AND ${BEFORE} = 0 AS mine`,
    [
      ...[tx.who.tenant, asked.program, asked.grant, asked.year, asked.today.year, asked.received, context.record.id],
      asked.places,
    ],
  );
  return [{ actor: context.actor, type: pool?.mine ? 'granted' : 'waitlisted', grant: effect.grant }];
}

/** How many there are is what the active version says today, whatever version the case began with. */
async function askedFor(
  tx: Tx,
  { record, run }: EffectContext,
  { grant, year, received }: EffectOf<'take-grant'>,
): Promise<Asked> {
  const today = todayIn(run.zone, tx.now);
  const active = (await findActiveVersion(tx, record.program))?.program ?? run.program;
  return {
    ...{ program: record.program, grant, year, today },
    received: received ?? record.openedAt,
    places: placesOf(active, grant, year, today.day),
    amount: amountOf(active, grant, year, today.day),
  };
}
