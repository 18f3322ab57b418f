import type { Tx, UnitOfWork, Who } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import { layoutOf } from '../workflow/index.js';
import { answersOf } from './backtest/answers-of-cases.js';
import { codeAnswers } from './code-answers.js';

const atOnce = 500;

/**
 * Makes the rows of `case_answers` that are missing (a server of an older version opened the case), were emptied because
 * a value was erased, or are laid out as nobody reads them any more. What a step writes meanwhile stays. Resolves to how
 * many were made; any number of processes may do it at once.
 */
export async function recodeAnswers(work: UnitOfWork, tenant: string, stopping = () => false): Promise<number> {
  const who: Who = { tenant, person: null, role: 'clock', agency: null };
  let made = 0;
  for (let last = atOnce; last === atOnce && !stopping();) last = await work.run(who, addMissing);
  for (const laidOut of await work.run(who, (tx) => listLayouts(tx))) {
    for (let last = atOnce; last === atOnce && !stopping(); made += last) {
      last = await work.run(who, (tx) => recodeSome(tx, laidOut));
    }
  }
  return made;
}

/** Some of a program's cases that have their answers laid out alike. */
export interface LaidOut {
  readonly program: string;
  readonly version: number;
  readonly layout: number;
}

/** By skipping from one to the next in the index: there are few, of however many cases. */
export function listLayouts(tx: Tx): Promise<LaidOut[]> {
  const first = 'ORDER BY tenant_id, program_id, version, layout LIMIT 1';
  return tx.sql<LaidOut>(
    'cases.list-layouts',
    `WITH RECURSIVE laid_out AS (
       (SELECT program_id, version, layout FROM case_answers WHERE tenant_id = $1 ${first})
       UNION ALL
       SELECT n.* FROM laid_out l CROSS JOIN LATERAL (
         SELECT program_id, version, layout FROM case_answers
         WHERE tenant_id = $1 AND (program_id, version, layout) > (l.program_id, l.version, l.layout) ${first}) n)
     SELECT program_id AS program, version, layout FROM laid_out`,
    [tx.who.tenant],
  );
}

async function addMissing(tx: Tx): Promise<number> {
  const added = await tx.sql(
    'cases.add-missing-answers',
    `INSERT INTO case_answers (tenant_id, case_id, program_id, version, layout, codes)
     SELECT c.tenant_id, c.id, c.program_id, c.program_version, 0, '' FROM cases c
     WHERE c.tenant_id = $1 AND NOT EXISTS (SELECT FROM case_answers a WHERE a.tenant_id = $1 AND a.case_id = c.id)
     LIMIT ${atOnce} ON CONFLICT DO NOTHING RETURNING case_id`,
    [tx.who.tenant],
  );
  return added.length;
}

/** Locks the rows first and reads the facts after that: a step that was kept in between is seen, a later one waits. */
async function recodeSome(tx: Tx, { program, version, layout }: LaidOut): Promise<number> {
  const loaded = await findVersion(tx, program, version);
  if (!loaded || layoutOf(loaded.program).key === layout) return 0;
  const rows = await tx.sql<{ id: string }>(
    'cases.lock-stale-answers',
    `SELECT case_id AS id FROM case_answers
     WHERE tenant_id = $1 AND program_id = $2 AND version = $3 AND layout = $4 LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`,
    [tx.who.tenant, program, version, layout],
  );
  const cases = await answersOf(
    tx,
    rows.map(({ id }) => id),
  );
  const coded = cases.map(({ answers }) => codeAnswers(loaded.program, answers));
  tx.write(
    'cases.recode-answers',
    `UPDATE case_answers a SET layout = $2, codes = n.codes FROM unnest($3::uuid[], $4::bytea[]) AS n (id, codes)
     WHERE a.tenant_id = $1 AND a.case_id = n.id`,
    [tx.who.tenant, layoutOf(loaded.program).key, cases.map(({ id }) => id), coded.map(({ codes }) => codes)],
  );
  return cases.length;
}
