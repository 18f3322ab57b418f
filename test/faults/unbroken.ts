import { expect } from '@jest/globals';

/** Runs SQL that sees everything. */
export type Look = <R>(sql: string, values?: readonly unknown[]) => Promise<R[]>;

export interface HistoryLine {
  readonly seq: number;
  readonly event: string;
  readonly from_state: string;
  readonly to_state: string;
}

export const historyOf = (look: Look, id: string): Promise<HistoryLine[]> =>
  look('SELECT seq, event, from_state, to_state FROM case_history WHERE case_id = $1 ORDER BY seq', [id]);

/**
 * One line of history, from 1 without gap or double; every row begins where the one before ended and the case is where
 * the last one ended; the versions of every fact are without gap. Resolves to the number of steps.
 */
export async function expectUnbroken(look: Look, id: string): Promise<number> {
  const rows = await historyOf(look, id);
  const [row] = await look<{ revision: number; state: string }>('SELECT revision, state FROM cases WHERE id = $1', [
    id,
  ]);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.slice(1).map((one) => one.from_state)).toEqual(rows.slice(0, -1).map((one) => one.to_state));
  expect(row).toEqual({ revision: rows.length, state: rows.at(-1)?.to_state });
  const facts = await look<{ key: string; versions: number[] }>(
    'SELECT key, array_agg(version ORDER BY version) AS versions FROM facts WHERE case_id = $1 GROUP BY key',
    [id],
  );
  for (const { versions } of facts) expect(versions).toEqual(versions.map((_, index) => index + 1));
  return rows.length;
}

/** Every open case has somebody, a deadline within its limit, and the row that will make that deadline happen. */
export async function expectNobodyDropped(look: Look): Promise<number> {
  const open = await look<{ id: string; cared: boolean }>(
    `SELECT c.id, c.owner_kind IS NOT NULL AND c.owner_id IS NOT NULL AND c.owner_id NOT IN ('', 'system')
       AND c.due_at <= c.due_since + make_interval(secs => c.due_limit) AND coalesce(t.due_at = c.due_at, false)
       AND t.generation = (c.progress #>> '{timers,due,generation}')::int AS cared
     FROM cases c LEFT JOIN timers t ON t.tenant_id = c.tenant_id AND t.subject_id = c.id AND t.name = 'case/due'
     WHERE c.ended_at IS NULL`,
  );
  expect(open.filter(({ cared }) => !cared)).toEqual([]);
  return open.length;
}
