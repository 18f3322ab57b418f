import type { AnswerView, CaseView, HistoryView, Text, VerdictView } from '../shared/views';

export interface Rule {
  readonly title: Text;
  readonly outcome: Text;
  readonly version: string;
  /** The row of the decision table, from 1; null when the decision is no table. */
  readonly row: number | null;
  readonly read: readonly AnswerView[];
}

/**
 * Why a step went where it did: the verdict whose outcome it left by. Only said when it is certain: one verdict fits, and
 * nothing that it looked at was answered anew since. A step's sentence holds the reason in any case.
 */
export function ruleOf(view: CaseView, step: HistoryView): Rule | null {
  const exits = new Set(step.trace.map((move) => move.exit));
  const fitting = Object.values(view.verdicts).filter((one) => one.outcome !== null && exits.has(one.outcome));
  const [verdict] = fitting;
  if (fitting.length !== 1 || !verdict) return null;
  return ruleBehind(view, verdict, step.at);
}

function ruleBehind(view: CaseView, verdict: VerdictView, at: string): Rule | null {
  const { because, outcome, labels, title } = verdict;
  if (!because || outcome === null) return null;
  const read = because.read.map((id) => view.answers.find((answer) => answer.question === id));
  if (!read.every((answer): answer is AnswerView => answer !== undefined && answer.at <= at)) return null;
  return { title, outcome: labels[outcome] ?? { en: outcome }, version: because.version, row: because.row, read };
}
