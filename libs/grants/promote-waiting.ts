import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { CaseAdvanced, EffectHandlers, lockCase, runnable, takeStep } from '../cases/index.js';
import { type Timer, TimerPump, type Tx, UnitOfWork, type Who } from '../platform/index.js';
import { findActiveVersion } from '../programs/index.js';
import { doesSomebodyWait } from './end-grant.js';
import { amountOf, daysOf, placesOf } from './places.js';
import {
  type Pool,
  PROMOTE,
  TAKEN,
  TIMER_KIND,
  type Today,
  WAITS_HERE,
  lockPoolById,
  ofPool,
  todayThere,
} from './pool.js';

/** How history calls the step by which it is somebody's turn. */
export const TURN = 'grant';

/**
 * Gives free places to those who wait, the first received first. Each has a step and a transaction of their own; one that fails keeps
 * its place in the order and holds up nobody for whom there is another place. Doing it twice does it once.
 */
@Injectable()
export class PromoteWaiting implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
    private readonly effects: EffectHandlers,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.pump.onTimer(TIMER_KIND, (who, timer) => this.promoteAll(who, timer));
  }

  private async promoteAll(who: Who, { subject }: Timer): Promise<void> {
    const failed = new Map<string, unknown>();

    for (;;) {
      const next = await this.work.run(who, (tx) => findNext(tx, subject, [...failed.keys()]));
      if (next === null) break;
      try {
        const promoted = await this.work.run(who, (tx) => this.promote(tx, subject, next));
        if (promoted) this.events.publish(promoted);
      } catch (error) {
        failed.set(next, error);
      }
    }
    if (failed.size > 0) {
      throw new AggregateError(failed.values(), `${failed.size} who wait were not given their places`);
    }
  }

  /** Null: somebody else was quicker, or it is not their turn any more. */
  private async promote(tx: Tx, poolId: string, caseId: string): Promise<CaseAdvanced | null> {
    const loaded = await lockCase(tx, caseId);
    if (!loaded) throw new Error(`case ${caseId} waits for a grant and is not there`);
    const pool = await lockPoolById(tx, poolId);
    if (!pool) return null;
    const there = await placesNow(tx, pool);
    const turns = await whoseTurn(tx, pool, there);
    if (!turns.includes(caseId)) return null;
    tx.write(
      'grants.promote',
      `UPDATE grants SET status = 'granted', granted_at = $6, amount = $7
       WHERE tenant_id = $1 AND case_id = $2 AND grant_id = $3 AND year = $4 AND month = $5 AND status = 'waiting'`,
      [tx.who.tenant, caseId, pool.grant, pool.term.year, pool.term.month, tx.now, there.amount],
    );
    const { program, version } = loaded.record;
    const run = await runnable(tx, program, version, loaded.zone);
    const event = { actor: { id: 'clock', role: 'clock' }, type: 'granted', grant: pool.grant } as const;
    const stepped = await takeStep(tx, this.effects, run, loaded, event, `${TURN}:${pool.grant}`);
    if (!stepped.ok) throw new Error(`it is the turn of case ${caseId}, and its step is refused: ${stepped.reason}`);
    return new CaseAdvanced(tx.who.tenant, stepped.record);
  }
}

/** The next one whose turn it is, without those whose step failed. Null: nobody; then the pool is looked at again at midnight, as long as somebody waits. */
async function findNext(tx: Tx, poolId: string, without: readonly string[]): Promise<string | null> {
  const pool = await lockPoolById(tx, poolId);
  if (!pool) return null;
  const there = await placesNow(tx, pool);
  const turns = await whoseTurn(tx, pool, there);
  const next = turns.find((id) => !without.includes(id));
  if (next !== undefined) return next;
  // Whose step failed is tried again when the timer's claim is over.
  if (turns.length > 0) return null;
  if (!there.isOver && (await doesSomebodyWait(tx, pool))) lookAtMidnight(tx, pool, there);
  return null;
}

interface There extends Today {
  /** The term of the pool is over. */
  readonly isOver: boolean;
  readonly places: number;
  readonly amount: number | null;
}

async function placesNow(tx: Tx, { program, grant, term }: Pool): Promise<There> {
  const today = await todayThere(tx);
  const active = (await findActiveVersion(tx, program))?.program;
  const isOver = today.day >= daysOf(term, active?.grants?.[grant]?.per ?? 'year').next;
  const places = active ? placesOf(active, grant, term, today.day) : 0;
  return { ...today, isOver, places, amount: active ? amountOf(active, grant, term, today.day) : null };
}

/** Of those who wait as many as there are free places, in order; without those who are still to come over from the last term. */
async function whoseTurn(tx: Tx, pool: Pool, { places }: There): Promise<string[]> {
  const rows = await tx.sql<{ id: string; isHere: boolean }>(
    'grants.whose-turn',
    `SELECT w.case_id AS id, w.year = $4 AND w.month = $5 AS "isHere" FROM grants w WHERE ${WAITS_HERE}
     ORDER BY w.received_at, w.case_id LIMIT greatest(0, $7 - ${TAKEN})`,
    [...ofPool(tx, pool), places],
  );
  return rows.flatMap((row) => (row.isHere ? [row.id] : []));
}

/** The pool is locked: whoever frees a place after this sets it to now again. */
function lookAtMidnight(tx: Tx, pool: Pool, { midnight }: There): void {
  tx.write(
    'grants.look-at-midnight',
    `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) VALUES ($1, $2, '${PROMOTE}', $3, $4)
     ON CONFLICT (tenant_id, subject_id, name) DO UPDATE
     SET generation = excluded.generation, due_at = excluded.due_at, leased_until = NULL`,
    [tx.who.tenant, pool.id, pool.generation, midnight],
  );
}
