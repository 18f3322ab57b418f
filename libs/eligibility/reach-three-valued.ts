import type { Truth } from './cells/ask.js';
import type { Column } from './columns.js';
import type { DecisionParts } from './decision.js';
import { onlyOutcome, setOfRows, type OutcomeSet } from './outcome-set.js';
import type { Reach } from './reach.js';
import type { Situation } from './situation.js';
import type { HitPolicy } from './table.js';

export interface ThreeValuedInput {
  readonly hitPolicy: HitPolicy;
  readonly parts: Pick<DecisionParts, 'columns' | 'outcomeOfRow' | 'rankOfRow' | 'otherwise' | 'expanded'>;
  readonly outcomes: readonly string[];
}

/**
 * The sound fallback: each row matches, does not, or may. Never leaves out an outcome that is reachable; may keep
 * one that is not, and may ask a question that no longer matters.
 */
export function reachByRows(input: ThreeValuedInput, situation: Situation): Reach {
  const rows = rowsThatMayDecide(input, situation);
  const set = setOf(input, rows) | (mayLack(input, rows, situation) ? 1 << input.outcomes.length : 0);
  const settled = onlyOutcome(set, input.outcomes) !== null;
  const unsure = settled ? [] : rows.maybe;
  const unknown = questionsOfRows(input, unsure, (question) => !situation.values.has(question), situation);
  return {
    outcomes: set,
    missing: unknown.filter((question) => !situation.declined.has(question)),
    declined: unknown.filter((question) => situation.declined.has(question)),
    row: onlyOrigin(input, rows),
    read: questionsOfRows(input, rows.looked, (question) => situation.values.has(question)),
  };
}

/** The row as written that decides for certain, alone. */
function onlyOrigin({ parts: { expanded } }: ThreeValuedInput, { sure, maybe }: Rows): number | null {
  const [first, ...others] = new Set(expanded ? sure.map((row) => expanded.rows[row]!.origin) : sure);
  return first !== undefined && others.length === 0 && maybe.length === 0 ? first : null;
}

/** Whether a row that may decide asks for the outcome of another decision that may have none: then nothing is decided. */
function mayLack({ parts }: ThreeValuedInput, { maybe }: Rows, { values }: Situation): boolean {
  const lacking = parts.columns.filter((column) => column.mayLack?.(values));
  return lacking.some(({ testsOfRow }) => maybe.some((row) => (testsOfRow[row] ?? []).length > 0));
}

interface Rows {
  readonly sure: readonly number[];
  readonly maybe: readonly number[];
  /** Rows that were looked at to come to this. */
  readonly looked: readonly number[];
}

function rowsThatMayDecide({ hitPolicy, parts }: ThreeValuedInput, situation: Situation): Rows {
  const truths = parts.outcomeOfRow.map((_, row) => rowTruth(parts.columns, row, situation));
  const all = truths.map((_, row) => row);
  const sure = all.filter((row) => truths[row] === 'yes');
  const maybe = all.filter((row) => truths[row] === 'maybe');
  const [first] = sure;
  if (first === undefined || hitPolicy === 'UNIQUE' || hitPolicy === 'ANY') return { sure, maybe, looked: all };
  if (hitPolicy === 'FIRST') {
    return { sure: [first], maybe: maybe.filter((row) => row < first), looked: all.filter((row) => row <= first) };
  }
  const rank = (row: number): number => parts.rankOfRow[row] ?? 0;
  const best = sure.reduce((a, b) => (rank(b) < rank(a) ? b : a), first);
  const beats = (row: number): boolean => rank(row) < rank(best) || (rank(row) === rank(best) && row < best);
  return { sure: [best], maybe: maybe.filter(beats), looked: all };
}

function setOf({ parts, outcomes }: ThreeValuedInput, { sure, maybe }: Rows): OutcomeSet {
  const none = sure.length === 0 ? setOfRows(parts, outcomes.length, []) : 0;
  const some = [...sure, ...maybe];
  return none | (some.length === 0 ? 0 : setOfRows(parts, outcomes.length, some));
}

function rowTruth(columns: readonly Column[], row: number, situation: Situation): Truth {
  let truth: Truth = 'yes';
  for (const column of columns) {
    const cell = cellTruth(column, row, situation);
    if (cell === 'no') return 'no';
    if (cell === 'maybe') truth = 'maybe';
  }
  return truth;
}

function cellTruth(column: Column, row: number, { values }: Situation): Truth {
  let truth: Truth = 'yes';
  for (const test of column.testsOfRow[row] ?? []) {
    const one = column.ask(test, values);
    if (one === 'no') return 'no';
    if (one === 'maybe') truth = 'maybe';
  }
  return truth;
}

/** Questions that these rows test and that `wanted` accepts, in table order. */
function questionsOfRows(
  { parts }: ThreeValuedInput,
  rows: readonly number[],
  wanted: (question: string) => boolean,
  /** Given, another decision needs only what its outcome still depends on. */
  situation?: Situation,
): string[] {
  const asked = parts.columns.flatMap((column) => {
    const { questions, testsOfRow, reads } = column;
    const tests = [...new Set(rows.flatMap((row) => testsOfRow[row] ?? []))];
    if (tests.length === 0) return [];
    const own = (situation && column.needs?.(situation.values)) ?? questions;
    return [...own, ...tests.flatMap((test) => reads[test] ?? [])];
  });
  return [...new Set(asked)].filter(wanted);
}
