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

/** Those behind a case, in the order of their ids. To somebody of a region only the cases that they see are named. */
export function listFlips(
  tx: Tx,
  backtest: string,
  decision: string,
  after: string | null,
  limit: number,
): Promise<readonly Flipped[]> {
  return tx.sql<Flipped>(
    'programs.list-flips',
    `SELECT f.id AS "caseId", f.before AS "from", f.after AS "to"
     FROM program_backtest_flips p CROSS JOIN LATERAL unnest(p.cases, p.outcomes_before, p.outcomes_after) AS f (id, before, after)
     WHERE p.tenant_id = $1 AND p.backtest_id = $2 AND p.decision = $3 AND p.cases[cardinality(p.cases)] > $4::uuid AND f.id > $4
       AND (coalesce(current_setting('app.region', true), '') = '' OR is_case_here($1, f.id))
     ORDER BY p.part, f.id LIMIT $5`,
    [tx.who.tenant, backtest, decision, after ?? '00000000-0000-0000-0000-000000000000', limit],
  );
}
