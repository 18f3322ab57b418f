import type { Answer } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';

/** The newest answers of these cases to these questions; one that was erased or taken back is none. */
export async function answersOfCases(
  tx: Tx,
  cases: readonly string[],
  questions: readonly string[],
): Promise<Readonly<Record<string, Readonly<Record<string, Answer>>>>> {
  if (cases.length === 0 || questions.length === 0) return {};
  const rows = await tx.sql<{ id: string; key: string; value: Extract<Answer, { value: unknown }>['value'] }>(
    'cases.answers-of-cases',
    `SELECT f.case_id AS id, f.key, f.value FROM (
       SELECT DISTINCT ON (case_id, key) case_id, key, value, state FROM facts
       WHERE tenant_id = $1 AND case_id = ANY ($2::uuid[]) AND key = ANY ($3::text[]) ORDER BY case_id, key, version DESC) f
     WHERE f.state = 'given' AND f.value IS NOT NULL`,
    [tx.who.tenant, cases, questions],
  );
  const found: Record<string, Record<string, Answer>> = {};
  for (const { id, key, value } of rows) (found[id] ??= {})[key] = { value };
  return found;
}
