import type { Tx } from '../../../libs/platform/index.js';
import { type Backtest, type DecisionFigures, findVersion, listFlips } from '../../../libs/programs/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import { outcomeText } from '../cases/words.js';
import { type PageKey, toPage } from '../shell/index.js';
import type { BacktestDto, FlipPage } from './steps.dto.js';

const shownAtOnce = 200;

/** A comparison in the words of the version that is active; `sha256` is that of the draft's files now. */
export async function showBacktest(tx: Tx, backtest: Backtest, sha256: string): Promise<BacktestDto> {
  const { program: id, startedBy: _, result, ...rest } = backtest;
  const loaded = await findVersion(tx, id, backtest.base);
  const figures: BacktestDto['figures'][number][] = [];
  for (const each of result?.decisions ?? [])
    figures.push(await showFigures(tx, backtest, each, loaded?.program ?? null));
  const { startedAt, finishedAt } = backtest;
  return {
    ...rest,
    current: backtest.sha256 === sha256,
    took: finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt),
    compared: result?.compared ?? null,
    notComparable: result?.notComparable ?? [],
    figures,
  };
}

async function showFigures(tx: Tx, run: Backtest, figures: DecisionFigures, program: Program | null) {
  const outcome = (word: string | null) => ({ id: word, label: labelOf(program, figures.id, word) });
  const { items, next } = await showFlips(tx, run, figures.id, null, shownAtOnce);
  return {
    decision: figures.id,
    title: program?.decisions[figures.id]?.title ?? { en: figures.id, fr: figures.id },
    counts: figures.counts.map(({ from, to, cases }) => ({ from: outcome(from), to: outcome(to), cases })),
    changed: figures.changed,
    named: figures.named,
    flips: items,
    next,
  };
}

/** A page of those who would have another outcome, behind a case. */
export async function showFlips(
  tx: Tx,
  run: Backtest,
  decision: string,
  after: PageKey | null,
  limit: number,
): Promise<FlipPage> {
  const rows = await listFlips(tx, run.id, decision, after?.[1] ?? null, limit + 1);
  return toPage(
    rows,
    limit,
    ({ caseId }) => [run.startedAt, caseId],
    ({ caseId, from, to }) => ({ case: caseId, from, to }),
  );
}

function labelOf(program: Program | null, decision: string, outcome: string | null) {
  if (outcome === null) return { en: 'Not settled', fr: 'Pas encore décidé' };
  return program ? outcomeText(program, decision, outcome) : { en: outcome, fr: outcome };
}
