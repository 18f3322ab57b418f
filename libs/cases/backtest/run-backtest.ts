import type { Tx } from '../../platform/index.js';
import { answersBehind, noId } from './answers-of-cases.js';
import type { Backtest, BacktestResult, ChangedCase } from './backtest.js';
import { Tally } from './tally.js';

const named = 200;

/**
 * Decides all cases of a program by two versions of each decision, from the answers that each case has now, and says what
 * becomes of them. Reads only. For our own people: an agency finds no cases here.
 */
export async function backtest(tx: Tx, wish: Backtest): Promise<BacktestResult> {
  const { compared, tallies } = await compareCases(tx, wish, noId);
  return { compared, oneByOne: compared, notComparable: [], decisions: tallies.map((tally) => tally.result()) };
}

/** The cases that change in one of the decisions, behind the place where another reading ended. */
export async function readChanges(
  tx: Tx,
  wish: Backtest,
  decision: string,
  after: string,
): Promise<{ readonly changes: readonly ChangedCase[]; readonly next: string | null }> {
  const decisions = wish.decisions.filter(({ id }) => id === decision);
  const { tallies } = await compareCases(tx, { ...wish, decisions }, after);
  const [found] = tallies.map((tally) => tally.result());
  return { changes: found?.changes ?? [], next: found?.next ?? null };
}

async function compareCases(tx: Tx, { program, decisions, limit = named, onProgress }: Backtest, after: string) {
  const tallies = decisions.map((decision) => new Tally(decision, limit));
  const [{ total = 0 } = {}] = await tx.sql<{ total: number }>(
    'cases.count-of-program',
    'SELECT count(*)::int AS total FROM cases WHERE tenant_id = $1 AND program_id = $2 AND id > $3',
    [tx.who.tenant, program, after],
  );
  let done = 0;
  let last = after;
  for (;;) {
    const cases = await answersBehind(tx, program, last);
    const end = cases.at(-1);
    if (!end) return { compared: done, tallies };
    cases.forEach((one) => tallies.forEach((tally) => tally.decide(one)));
    done += cases.length;
    last = end.id;
    onProgress?.({ done, total });
  }
}
