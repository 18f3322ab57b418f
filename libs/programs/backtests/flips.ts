import type { Tx } from '../../platform/index.js';

/** A case that would have another outcome. */
export interface Flipped {
  readonly caseId: string;
  readonly from: string | null;
  readonly to: string | null;
}

const atOnce = 200;

/** Kept in parts of as many as a page has at most. */
export async function keepFlips(tx: Tx, backtest: string, decision: string, flips: readonly Flipped[]): Promise<void> {
  for (let part = 0; part * atOnce < flips.length; part++) {
    const some = flips.slice(part * atOnce, (part + 1) * atOnce);
    tx.write(
      'programs.keep-flips',
      `INSERT INTO program_backtest_flips (tenant_id, backtest_id, decision, part, cases, outcomes_before, outcomes_after)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.who.tenant,
        backtest,
        decision,
        part,
        some.map(({ caseId }) => caseId),
        some.map(({ from }) => from),
        some.map(({ to }) => to),
      ],
    );
  }
}

/** Those behind a case, in the order of their ids. */
export async function listFlips(
  tx: Tx,
  backtest: string,
  decision: string,
  after: string | null,
  limit: number,
): Promise<readonly Flipped[]> {
  const behind = after ?? '00000000-0000-0000-0000-000000000000';
  const rows = await tx.sql<{ cases: string[]; outcomes_before: (string | null)[]; outcomes_after: (string | null)[] }>(
    'programs.list-flips',
    `SELECT cases, outcomes_before, outcomes_after FROM program_backtest_flips
     WHERE tenant_id = $1 AND backtest_id = $2 AND decision = $3 AND cases[cardinality(cases)] > $4::uuid
     ORDER BY part LIMIT $5`,
    [tx.who.tenant, backtest, decision, behind, Math.ceil(limit / atOnce) + 1],
  );
  const all = rows.flatMap((row) =>
    row.cases.map((caseId, at) => ({
      caseId,
      from: row.outcomes_before[at] ?? null,
      to: row.outcomes_after[at] ?? null,
    })),
  );
  return all.filter(({ caseId }) => caseId > behind).slice(0, limit);
}
