import type { Tx } from '../../platform/index.js';

/** Fewer than this are counted, more are estimated: to count a million takes a third as long as to compare them. */
const counted = 10_000;

/** How many cases of a program there are behind an id, about: for a bar that fills. */
export async function howMany(tx: Tx, program: string, after: string): Promise<number> {
  const cases = 'FROM case_answers WHERE tenant_id = $1 AND program_id = $2 AND case_id > $3';
  const values = [tx.who.tenant, program, after];
  const [row] = await tx.sql<{ cases: number }>(
    'cases.count-some',
    `SELECT count(*)::int AS cases FROM (SELECT ${cases} LIMIT ${counted}) AS few`,
    values,
  );
  if ((row?.cases ?? 0) < counted) return row?.cases ?? 0;
  const plans = await tx.sql<Plan>('cases.estimate', `EXPLAIN (FORMAT JSON) SELECT ${cases}`, values);
  return Math.max(counted, plans[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0);
}

interface Plan {
  readonly 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[];
}
