import { newId, type Tx } from '../../platform/index.js';

/** A draft's files against the version that they would take the place of, on past cases. */
export interface Backtest {
  readonly id: string;
  readonly program: string;
  readonly draft: string;
  /** Of the draft's files as they were. */
  readonly sha256: string;
  readonly base: number;
  readonly decisions: readonly string[];
  /** Every decision that both have: only such a one counts toward an approval. */
  readonly complete: boolean;
  /** `stopped`: it has said nothing for so long that nobody can be working on it any more. */
  readonly status: 'running' | 'finished' | 'failed' | 'stopped';
  readonly done: number;
  /** Null until the cases are counted. */
  readonly total: number | null;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly finishedAt: string | null;
  readonly result: BacktestFigures | null;
}

export interface BacktestFigures {
  readonly compared: number;
  readonly notComparable: readonly { readonly reason: string; readonly version: number; readonly cases: number }[];
  readonly decisions: readonly DecisionFigures[];
}
export interface DecisionFigures {
  readonly id: string;
  /** Null: not settled. */
  readonly counts: readonly { readonly from: string | null; readonly to: string | null; readonly cases: number }[];
  readonly changed: number;
  /** How many of those that change are named. */
  readonly named: number;
}

/** What says nothing for so long has been left: its process ended. */
const silence = 120_000;

interface Row {
  id: string;
  program_id: string;
  draft_id: string;
  sha256: string;
  base_version: number;
  decisions: string[];
  complete: boolean;
  status: 'running' | 'finished' | 'failed';
  done: number;
  total: number | null;
  started_at: Date;
  started_by: string;
  told_at: Date;
  finished_at: Date | null;
  result: BacktestFigures | null;
}
const columns = `id, program_id, draft_id, sha256, base_version, decisions, complete, status, done, total, started_at, started_by,
  told_at, finished_at, result`;

function backtestOf(row: Row, now: Date): Backtest {
  const isLeft = row.status === 'running' && now.getTime() - row.told_at.getTime() > silence;
  return {
    id: row.id,
    program: row.program_id,
    draft: row.draft_id,
    sha256: row.sha256,
    base: row.base_version,
    decisions: row.decisions,
    complete: row.complete,
    status: isLeft ? 'stopped' : row.status,
    done: row.done,
    total: row.total,
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
    result: row.result,
  };
}

export type BacktestToStart = Pick<Backtest, 'program' | 'draft' | 'sha256' | 'base' | 'decisions' | 'complete'>;

export async function startBacktest(tx: Tx, wish: BacktestToStart): Promise<Backtest> {
  const { program, draft, sha256, base, decisions, complete } = wish;
  const [row] = await tx.sql<Row>(
    'programs.start-backtest',
    `INSERT INTO program_backtests
       (tenant_id, id, program_id, draft_id, sha256, base_version, decisions, complete, status, done, started_at, started_by, told_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', 0, $9, $10, $9) RETURNING ${columns}`,
    [tx.who.tenant, newId(), program, draft, sha256, base, decisions, complete, tx.now, tx.who.person],
  );
  return backtestOf(row!, tx.now);
}

/** In a transaction of its own, so that whoever asks sees how far it is. */
export async function tellProgress(tx: Tx, id: string, done: number, total: number): Promise<void> {
  tx.write(
    'programs.tell-progress',
    `UPDATE program_backtests SET done = $3, total = $4, told_at = $5 WHERE tenant_id = $1 AND id = $2 AND status = 'running'`,
    [tx.who.tenant, id, done, total, tx.now],
  );
}

export async function finishBacktest(tx: Tx, id: string, result: BacktestFigures): Promise<void> {
  await tx.sql(
    'programs.finish-backtest',
    `UPDATE program_backtests SET status = 'finished', done = coalesce(total, $3), total = coalesce(total, $3), told_at = $4,
       finished_at = $4, result = $5
     WHERE tenant_id = $1 AND id = $2 AND status = 'running'`,
    [tx.who.tenant, id, result.compared, tx.now, JSON.stringify(result)],
  );
}

export async function failBacktest(tx: Tx, id: string): Promise<void> {
  tx.write(
    'programs.fail-backtest',
    `UPDATE program_backtests SET status = 'failed', told_at = $3, finished_at = $3
     WHERE tenant_id = $1 AND id = $2 AND status = 'running'`,
    [tx.who.tenant, id, tx.now],
  );
}

export async function findBacktest(tx: Tx, draft: string, id: string): Promise<Backtest | null> {
  const [row] = await tx.sql<Row>(
    'programs.find-backtest',
    `SELECT ${columns} FROM program_backtests WHERE tenant_id = $1 AND draft_id = $2 AND id = $3`,
    [tx.who.tenant, draft, id],
  );
  return row ? backtestOf(row, tx.now) : null;
}

/** The newest of a draft first. */
export async function listBacktests(tx: Tx, draft: string, limit: number): Promise<readonly Backtest[]> {
  const rows = await tx.sql<Row>(
    'programs.list-backtests',
    `SELECT ${columns} FROM program_backtests WHERE tenant_id = $1 AND draft_id = $2 ORDER BY started_at DESC, id DESC LIMIT $3`,
    [tx.who.tenant, draft, limit],
  );
  return rows.map((row) => backtestOf(row, tx.now));
}

/** One at a time in a tenant: it takes a processor and much memory. Until the transaction ends, nobody else begins one. */
export async function findRunningBacktest(tx: Tx): Promise<Backtest | null> {
  await tx.sql('programs.lock-backtests', `SELECT pg_advisory_xact_lock(hashtext('backtest'), hashtext($1))`, [
    tx.who.tenant,
  ]);
  const [row] = await tx.sql<Row>(
    'programs.find-running-backtest',
    `SELECT ${columns} FROM program_backtests WHERE tenant_id = $1 AND status = 'running' AND told_at > $2 ORDER BY id LIMIT 1`,
    [tx.who.tenant, new Date(tx.now.getTime() - silence)],
  );
  return row ? backtestOf(row, tx.now) : null;
}

/** A finished comparison of exactly these files with this version; its id. */
export async function findBacktestOfContent(
  tx: Tx,
  draft: string,
  sha256: string,
  base: number,
): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    'programs.find-backtest-of-content',
    `SELECT id FROM program_backtests WHERE tenant_id = $1 AND draft_id = $2 AND sha256 = $3 AND base_version = $4
     AND complete AND status = 'finished' ORDER BY started_at DESC, id DESC LIMIT 1`,
    [tx.who.tenant, draft, sha256, base],
  );
  return row?.id ?? null;
}
