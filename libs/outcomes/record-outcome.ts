import type { EffectContext, EffectOf } from '../cases/index.js';
import type { Tx } from '../platform/index.js';

/** Writes down how our handling ended and what became of the need, when a case ends. */
export async function recordOutcome(
  tx: Tx,
  { record, actor }: EffectContext,
  { ended }: EffectOf<'record-outcome'>,
): Promise<[]> {
  tx.write(
    'outcomes.record-outcome',
    `WITH ended AS (
       INSERT INTO dispositions (tenant_id, case_id, program_id, program_version, disposition, crisis, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
     )
     INSERT INTO needs (tenant_id, case_id, seq, need, status, reason, at, recorded_by)
     VALUES ($1, $2, 1, NULL, $8, $9, $7, $10)`,
    [
      tx.who.tenant,
      record.id,
      record.program,
      record.version,
      ended.disposition,
      ended.crisis,
      ended.at,
      ended.need.status,
      ended.need.status === 'unmet' ? ended.need.reason : null,
      actor.id,
    ],
  );
  return [];
}

/** A need of a case with its newest status. */
export interface NeedRow {
  readonly need: string | null;
  readonly status: 'referred' | 'met' | 'unmet' | 'unknown';
  readonly reason: string | null;
}

/** What became of the needs of a case: the newest word on each. */
export function needsOfCase(tx: Tx, caseId: string): Promise<NeedRow[]> {
  return tx.sql<NeedRow>(
    'outcomes.needs-of-case',
    `SELECT DISTINCT ON (need) need, status, reason FROM needs
     WHERE tenant_id = $1 AND case_id = $2 ORDER BY need, seq DESC`,
    [tx.who.tenant, caseId],
  );
}
