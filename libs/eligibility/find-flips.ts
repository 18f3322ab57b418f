import type { Column } from './columns.js';
import type { Decision } from './decision.js';
import { onlyOutcome, outcomesOf, type OutcomeSet } from './outcome-set.js';
import type { Near } from './partition.js';
import type { Flip, Value, Verdict } from './types.js';

/** What one verdict was about, and what would come of a change. */
export interface Tries {
  /** The value of a column's question, when it is known. */
  valueOf(column: number): Value | undefined;
  /** The outcomes if the column's answer were `value`, which is of class `c`. */
  withChange(column: number, c: number, value: Value): OutcomeSet;
  asItIs(): OutcomeSet;
}
type Undecided = Pick<Decision, 'parts' | 'outcomes'>;

/**
 * For each answered question, the nearest single change that settles another outcome; where the verdict is
 * undetermined, also the declined questions whose answer might settle it. While questions can still be asked there
 * are none: asking comes first.
 */
export function findFlips(
  decision: Undecided,
  verdict: Pick<Verdict, 'status' | 'outcome' | 'declined'>,
  tries: Tries,
): Flip[] {
  if (verdict.status === 'open') return [];
  return decision.parts.columns.flatMap((column, at) => {
    const [question = ''] = column.questions;
    if (column.compute) return [];
    if (tries.valueOf(at) !== undefined) return flipOf(decision, column, at, verdict.outcome, tries);
    if (verdict.status === 'undetermined' && verdict.declined.includes(question)) {
      return flipOfDeclined(decision, column, at, tries);
    }
    return [];
  });
}

function flipOf(
  { outcomes }: Undecided,
  { questions, classes }: Column,
  at: number,
  now: string | null,
  tries: Tries,
): Flip[] {
  const [question = ''] = questions;
  const value = tries.valueOf(at);
  if (!classes || value === undefined) return [];
  const current = classes.classOf(value);
  let best: { readonly near: Near; readonly outcome: string } | null = null;
  for (let c = 0; c < classes.count; c++) {
    if (c === current) continue;
    const near = classes.nearest(c, value);
    if (best && best.near.distance <= near.distance) continue;
    const outcome = onlyOutcome(tries.withChange(at, c, near.value), outcomes);
    if (outcome !== null && outcome !== now) best = { near, outcome };
  }
  return best ? [{ question, to: best.near.value, outcome: best.outcome }] : [];
}

function flipOfDeclined({ outcomes }: Undecided, { questions, classes }: Column, at: number, tries: Tries): Flip[] {
  const [question = ''] = questions;
  const settles: string[] = [];
  for (let c = 0; c < (classes?.count ?? 0); c++) {
    const value = classes?.nearest(c, null).value;
    const outcome = value === undefined ? null : onlyOutcome(tries.withChange(at, c, value), outcomes);
    if (outcome !== null) settles.push(outcome);
  }
  const [first] = outcomes.filter((outcome) => settles.includes(outcome));
  const outcome = first ?? outcomesOf(tries.asItIs(), outcomes)[0];
  return outcome === undefined ? [] : [{ question, to: null, outcome }];
}
