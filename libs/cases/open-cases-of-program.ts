import type { Tx } from '../platform/index.js';

/** Cases that go on by the version that they began with. */
export interface OpenCasesOfProgram {
  readonly versions: readonly { readonly version: number; readonly cases: number }[];
  /** Numbers of the first ones, oldest first: nothing else of them. */
  readonly numbers: readonly string[];
}

export async function findOpenCasesOfProgram(tx: Tx, program: string, most: number): Promise<OpenCasesOfProgram> {
  const which = 'FROM cases WHERE tenant_id = $1 AND program_id = $2 AND ended_at IS NULL';
  const [versions, first] = await Promise.all([
    tx.sql<{ version: number; cases: number }>(
      'cases.count-open-by-version',
      `SELECT program_version AS version, count(*)::integer AS cases ${which} GROUP BY program_version ORDER BY program_version`,
      [tx.who.tenant, program],
    ),
    tx.sql<{ number: string }>('cases.open-numbers', `SELECT number ${which} ORDER BY opened_at, id LIMIT $3`, [
      tx.who.tenant,
      program,
      most,
    ]),
  ]);
  return { versions, numbers: first.map(({ number }) => number) };
}
