import type { Tx } from '../../../libs/platform/index.js';
import { type Backtest, type DecisionFigures, findVersion, listFlips } from '../../../libs/programs/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import { outcomeText } from '../cases/words.js';
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

async function showFigures(tx: Tx, { id }: Backtest, figures: DecisionFigures, program: Program | null) {
  const outcome = (word: string | null) => ({ id: word, label: labelOf(program, figures.id, word) });
  const { items, next } = await showFlips(tx, id, figures.id, 0, shownAtOnce);
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

export async function showFlips(tx: Tx, id: string, decision: string, from: number, limit: number): Promise<FlipPage> {
  const { items, next } = await listFlips(tx, id, decision, from, limit);
  return {
    items: items.map(({ caseId, from: was, to }) => ({ case: caseId, from: was, to })),
    next: next === null ? null : Buffer.from(String(next)).toString('base64url'),
  };
}

function labelOf(program: Program | null, decision: string, outcome: string | null) {
  if (outcome === null) return { en: 'Not settled', fr: 'Pas encore décidé' };
  return program ? outcomeText(program, decision, outcome) : { en: outcome, fr: outcome };
}
