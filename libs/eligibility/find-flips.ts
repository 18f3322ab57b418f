import type { Column } from './columns.js';
import type { Decision } from './decision.js';
import { onlyOutcome, outcomesOf, type OutcomeSet } from './outcome-set.js';
import type { Near } from './partition.js';
import { withValue, type Situation } from './situation.js';
import type { Flip, Verdict } from './types.js';

type Judge = (situation: Situation) => OutcomeSet;
type Undecided = Pick<Decision, 'parts' | 'outcomes'>;

/**
 * For each answered question, the nearest single change that settles another outcome; where the verdict is
 * undetermined, also the declined questions whose answer might settle it. While questions can still be asked there
 * are none: asking comes first.
 */
export function findFlips(
  decision: Undecided,
  situation: Situation,
  verdict: Pick<Verdict, 'status' | 'outcome' | 'declined'>,
  judge: Judge,
): Flip[] {
  if (verdict.status === 'open') return [];
  return decision.parts.columns.flatMap((column) => {
    const [question = ''] = column.questions;
    if (column.compute) return [];
    if (situation.values.has(question)) return flipOf(decision, column, situation, verdict.outcome, judge);
    if (verdict.status === 'undetermined' && verdict.declined.includes(question)) {
      return flipOfDeclined(decision, column, situation, judge);
    }
    return [];
  });
}

function flipOf(
  { outcomes }: Undecided,
  { questions, classes }: Column,
  situation: Situation,
  now: string | null,
  judge: Judge,
): Flip[] {
  const [question = ''] = questions;
  const value = situation.values.get(question);
  if (!classes || value === undefined) return [];
  const current = classes.classOf(value);
  let best: { readonly near: Near; readonly outcome: string } | null = null;
  for (let c = 0; c < classes.count; c++) {
    if (c === current) continue;
    const near = classes.nearest(c, value);
    if (best && best.near.distance <= near.distance) continue;
    const outcome = onlyOutcome(judge(withValue(situation, question, near.value)), outcomes);
    if (outcome !== null && outcome !== now) best = { near, outcome };
  }
  return best ? [{ question, to: best.near.value, outcome: best.outcome }] : [];
}

function flipOfDeclined(
  { outcomes }: Undecided,
  { questions, classes }: Column,
  situation: Situation,
  judge: Judge,
): Flip[] {
  const [question = ''] = questions;
  const settles: string[] = [];
  for (let c = 0; c < (classes?.count ?? 0); c++) {
    const value = classes?.nearest(c, null).value;
    const outcome = value === undefined ? null : onlyOutcome(judge(withValue(situation, question, value)), outcomes);
    if (outcome !== null) settles.push(outcome);
  }
  const [first] = outcomes.filter((outcome) => settles.includes(outcome));
  const outcome = first ?? outcomesOf(judge(situation), outcomes)[0];
  return outcome === undefined ? [] : [{ question, to: null, outcome }];
}
