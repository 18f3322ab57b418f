import type { EffectContext, EffectOf } from '../cases/index.js';
import { type Tx, newId } from '../platform/index.js';
import { findActiveVersion } from '../programs/index.js';
import type { StepEvent } from '../workflow/index.js';
import { amountOf, placesOf, waitsOn } from './places.js';
import { type PoolName, TAKEN, type Today, WAITS_HERE, lockPool, ofPool, todayIn, wake } from './pool.js';

/** A place that is asked for. */
interface Asked extends PoolName {
  readonly received: string;
  readonly places: number;
  readonly amount: number | null;
  readonly today: Today;
}

const BEFORE = `(SELECT count(*)::int FROM grants w WHERE ${WAITS_HERE} AND (w.received_at, w.case_id) < ($7::timestamptz, $8::uuid))`;

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
         INSERT INTO grants (tenant_id, id, program_id, grant_id, year, month, over_at, received_at, case_id, status,
           granted_at, amount, waits_on)
         SELECT $1, $9, $2, $3, $4, $5, $10, $7, $8, CASE WHEN mine THEN 'granted' ELSE 'waiting' END,
           CASE WHEN mine THEN $6::timestamptz END, CASE WHEN mine THEN $11::integer END, $12
         FROM (SELECT taken < $13 AND before = 0 AS mine FROM pool) decided RETURNING status)
       SELECT status, (SELECT taken < $13 FROM pool) AS free FROM kept`,
      [
        ...[...ofPool(tx, asked), asked.received, record.id, newId()],
        ...[effect.over, asked.amount, waitsOn(run.program, asked.grant), asked.places],
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
    `SELECT ${TAKEN} < $9 AND ${BEFORE} = 0 AS mine`,
    [...ofPool(tx, asked), asked.received, context.record.id, asked.places],
  );
  return [{ actor: context.actor, type: pool?.mine ? 'granted' : 'waitlisted', grant: effect.grant }];
}

/** How many there are is what the active version says today, whatever version the case began with. */
async function askedFor(
  tx: Tx,
  { record, run }: EffectContext,
  { grant, term, received }: EffectOf<'take-grant'>,
): Promise<Asked> {
  const today = todayIn(run.zone, tx.now);
  const active = (await findActiveVersion(tx, record.program))?.program ?? run.program;
  return {
    ...{ program: record.program, grant, term, today },
    received: received ?? record.openedAt,
    places: placesOf(active, grant, term, today.day),
    amount: amountOf(active, grant, term, today.day),
  };
}
