import { caseIs, type Tx } from '../platform/index.js';

/** What stands in the inputs of a question, by their names. */
export type Typed = Readonly<Record<string, readonly string[]>>;
/** By question. */
export type Unfinished = Readonly<Record<string, Typed>>;

/** What clients began to fill in themselves and have not said: no rule reads it, and nobody but them sees it. */
export async function findUnfinished(tx: Tx, caseId: string | null): Promise<Unfinished> {
  const rows = await tx.sql<{ question: string; typed: Typed }>(
    'clients.find-unfinished-of-case',
    `SELECT question, typed FROM unfinished_answers WHERE tenant_id = $1 AND case_id = ${caseIs('$2')}`,
    [tx.who.tenant, caseId],
  );
  return Object.fromEntries(rows.map(({ question, typed }) => [question, typed]));
}

/** Keeps what stands there now, in the place of what stood there before. */
export function keepUnfinished(tx: Tx, caseId: string, unfinished: Unfinished): void {
  const rows = Object.entries(unfinished).map(([question, typed]) => ({ question, typed }));
  tx.write(
    'clients.keep-unfinished',
    `INSERT INTO unfinished_answers (tenant_id, case_id, question, typed, kept_at)
     SELECT $1, $2, question, typed, $3 FROM jsonb_to_recordset($4::jsonb) AS u(question text, typed jsonb) ORDER BY question
     ON CONFLICT (tenant_id, case_id, question) DO UPDATE SET typed = excluded.typed, kept_at = excluded.kept_at`,
    [tx.who.tenant, caseId, tx.now, JSON.stringify(rows)],
  );
}

/** These questions are answered, or left alone; `all`: the case is over. */
export function forgetUnfinished(tx: Tx, caseId: string, questions: readonly string[] | 'all'): void {
  tx.write(
    'clients.forget-unfinished',
    'DELETE FROM unfinished_answers WHERE tenant_id = $1 AND case_id = $2 AND ($3::text[] IS NULL OR question = ANY ($3))',
    [tx.who.tenant, caseId, questions === 'all' ? null : questions],
  );
}
