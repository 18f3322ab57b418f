import type { Decision } from './decision.js';
import { CouldNotProve, isEmpty, Boxes } from './exact/boxes.js';
import { FewestChanges, TooLong, type Changes } from './exact/fewest-changes.js';
import { readStates } from './fast/coding.js';
import { literalsOf } from './table.js';
import type { Answer, Answers, Value } from './types.js';

/** What would have to be otherwise for one outcome. */
export type WhyNot =
  | {
      readonly kind: 'changes';
      readonly outcome: string;
      /** The row that decides then, 1-based; null when the rows that are left agree and it is not known which one it is. */
      readonly row: number | null;
      /** None when it is the outcome already. */
      readonly changes: readonly Change[];
    }
  /** Proved: whatever is answered, nobody gets it. */
  | { readonly kind: 'never'; readonly outcome: string }
  /** Not found within the work that is set aside, and not ruled out. */
  | { readonly kind: 'not-found'; readonly outcome: string };

export interface Change {
  readonly question: string;
  readonly to: Value;
}

/** Nodes of the diagram that one search may look at. */
const mostNodes = 2_000_000;
/** Combinations of answers that are tried of a table without a diagram. */
const mostTries = 5_000;
/** Cells that these tries may read again, where rows are read one by one. */
const mostCells = 5_000_000;
/** Steps of a proof that nobody gets an outcome, of such a table. */
const mostProof = 2_000_000;

/**
 * The nearest case in which a decision settles on `outcome`: the fewest changed questions, of these the nearest values, of
 * these the first columns. What was declined or not asked may be filled in, which counts as a change. Decided once more
 * before it is told. Where a column computes, only questions that have a column of their own are changed, and `fewest`
 * is among those. Pure.
 */
export function whyNot(decision: Decision, answers: Answers, outcome: string): WhyNot {
  const found = search(decision, answers, outcome);
  if (typeof found === 'string') return { kind: found, outcome };
  const changes = changesIn(decision, answers, found);
  const verdict = decision.decide(withChanges(answers, changes));
  if (verdict.outcome !== outcome) return { kind: 'not-found', outcome };
  return { kind: 'changes', outcome, row: verdict.because?.row ?? null, changes };
}

type Found = Changes | 'never' | 'not-found';

function search(decision: Decision, answers: Answers, outcome: string): Found {
  const wanted = decision.outcomes.indexOf(outcome);
  if (wanted < 0) return 'never';
  if (decision.decide(answers).outcome === outcome) return new Map();
  const { exact, coding } = decision.parts;
  if (!exact || !coding) return searchByTrying(decision, answers, outcome);
  const states = new Int32Array(coding.length);
  readStates(coding, answers, states);
  try {
    return new FewestChanges(exact, states, nearestClasses(decision, answers), wanted, mostNodes).find();
  } catch (error) {
    if (error instanceof TooLong) return 'not-found';
    throw error;
  }
}

/** The classes that each column may change to, nearest to its answer first; of a column that computes none. */
function nearestClasses({ parts }: Decision, answers: Answers): readonly (readonly number[])[] {
  return parts.columns.map(({ classes, compute, questions }) => {
    if (!classes || compute) return [];
    const from = valueIn(answers, questions[0] ?? '');
    const current = from === null ? -1 : classes.classOf(from);
    const others = Array.from({ length: classes.count }, (_, c) => c).filter((c) => c !== current);
    return others
      .map((c) => ({ c, distance: classes.nearest(c, current < 0 ? null : from).distance }))
      .sort((a, b) => a.distance - b.distance || a.c - b.c)
      .map(({ c }) => c);
  });
}

function valueIn(answers: Answers, question: string): Value | null {
  const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
  return answer && 'value' in answer ? answer.value : null;
}

function changesIn({ parts }: Decision, answers: Answers, found: Changes): readonly Change[] {
  return [...found].flatMap(([column, c]) => {
    const { classes, questions } = parts.columns[column]!;
    const [question = ''] = questions;
    const from = valueIn(answers, question);
    const known = from !== null && classes !== null && classes.classOf(from) >= 0;
    return classes ? [{ question, to: classes.nearest(c, known ? from : null).value }] : [];
  });
}

function withChanges(answers: Answers, changes: readonly Change[]): Answers {
  const entries = changes.map(({ question, to }): [string, Answer] => [question, { value: to }]);
  return { ...answers, ...Object.fromEntries(entries) };
}

/** Without a diagram: every change of one question, of two, … as far as the tries reach. */
function searchByTrying(decision: Decision, answers: Answers, outcome: string): Found {
  if (isRuledOut(decision, outcome)) return 'never';
  const nearest = nearestClasses(decision, answers);
  let tries = Math.min(mostTries, triesOf(decision));
  for (let count = 1; count <= nearest.length; count++) {
    let best: { readonly changes: Changes; readonly rank: number } | null = null;
    for (const { changes, rank } of combinations(nearest, count, 0)) {
      if (--tries < 0) return best?.changes ?? 'not-found';
      if (best && rank >= best.rank) continue;
      const verdict = decision.decide(withChanges(answers, changesIn(decision, answers, changes)));
      if (verdict.outcome === outcome) best = { changes, rank };
    }
    if (best) return best.changes;
  }
  return 'not-found';
}

/** How often a table may be decided again. */
function triesOf({ parts }: Decision): number {
  if (parts.bits) return mostTries;
  const sizes = parts.columns.map(({ tests, testsOfRow }) => {
    const each = tests.map((test) => Math.max(1, literalsOf(test).length));
    return testsOfRow.reduce((sum, asked) => asked.reduce((more, test) => more + each[test]!, sum + 1), 0);
  });
  return Math.floor(
    mostCells /
      Math.max(
        1,
        sizes.reduce((a, b) => a + b, 0),
      ),
  );
}

interface Combination {
  readonly changes: Changes;
  /** How far down the lists of nearest classes it goes, over all columns. */
  readonly rank: number;
}

function* combinations(nearest: readonly (readonly number[])[], count: number, from: number): Generator<Combination> {
  if (count === 0) {
    yield { changes: new Map(), rank: 0 };
    return;
  }
  for (let column = from; column <= nearest.length - count; column++) {
    for (const [place, c] of nearest[column]!.entries()) {
      for (const rest of combinations(nearest, count - 1, column + 1)) {
        yield { changes: new Map([[column, c], ...rest.changes]), rank: rest.rank + place + 1 };
      }
    }
  }
}

/** Whether no row that gives the outcome, nor the default, decides for anybody. */
function isRuledOut({ parts, outcomes }: Decision, outcome: string): boolean {
  const wanted = outcomes.indexOf(outcome);
  if (!parts.outcomeOfRow.includes(wanted) && parts.otherwise !== wanted) return true;
  if (!parts.bits) return false;
  const boxes = new Boxes(parts.bits, mostProof);
  const { bits } = boxes;
  try {
    const places = Array.from({ length: bits.rows }, (_, place) => place);
    const rows = (which: (place: number) => boolean): Int32Array => {
      const set = new Int32Array(bits.words);
      for (const place of places) if (which(place)) set[place >> 5]! |= 1 << (place & 31);
      return set;
    };
    // Another outcome's row stands in the way when it comes first, or (UNIQUE, ANY) when it matches at all.
    const isInTheWay = (row: number) => (place: number) =>
      bits.outcomeOf[place] !== wanted && (place < row || !bits.ordered);
    const decides = places.some((row) => {
      if (bits.outcomeOf[row] !== wanted || boxes.box(row).some(isEmpty)) return false;
      return boxes.uncovered(boxes.box(row), rows(isInTheWay(row)), 1).length > 0;
    });
    if (decides) return false;
    return (
      parts.otherwise !== wanted ||
      boxes.uncovered(
        boxes.everyone(),
        rows(() => true),
        1,
      ).length === 0
    );
  } catch (error) {
    if (error instanceof CouldNotProve) return false;
    throw error;
  }
}
