import type { Expanded } from './expanded.js';
import type { Parameters } from './parameters/parameter.js';
import type { DecisionTable } from './table.js';
import type { Answers, Domain, Verdict } from './types.js';
import type { Column } from './columns.js';
import type { FlatDiagram } from './exact/flat-diagram.js';
import type { ColumnCoding } from './fast/coding.js';
import type { RowBits } from './fast/row-bits.js';

/** A table, ready to decide. */
export interface Decision {
  readonly id: string;
  /** Every outcome, in the declared order. */
  readonly outcomes: readonly string[];
  /** Questions that the table reads, in the order of its columns. */
  readonly reads: readonly string[];
  /** `exact` when a diagram decides, `three-valued` for the sound fallback. */
  readonly method: 'exact' | 'three-valued';
  /** As it is written. */
  readonly table: DecisionTable;
  /** The question whose answer is the day that it decides for; only of one that reads parameters. */
  readonly date?: string;
  /** The parameters that it reads. */
  readonly parameters?: Parameters;
  /** For the checks; callers use `decide`. */
  readonly parts: DecisionParts;
  /**
   * The verdict under these answers. Total: never throws. An answer outside its question's domain counts as not
   * asked, so it never matches a row by accident; whoever takes answers in has checked them before.
   * When the rows leave no outcome (a gap), the verdict is `undetermined` with nothing possible. `flips` are looked
   * for when they are read (or the verdict is copied).
   */
  decide(answers: Answers): Verdict;
}

export interface DecisionParts {
  /** Where parameters or decisions were written out: what everything below is of. Null: the table as it is. */
  readonly expanded: Expanded | null;
  readonly columns: readonly Column[];
  readonly domains: ReadonlyMap<string, Domain>;
  /** Per row, the index of its outcome; the one after the last for a row that decides nothing (see `ExpandedRow`). */
  readonly outcomeOfRow: readonly number[];
  /** Per row, the rank of its outcome among the table's output values: the order of PRIORITY. */
  readonly rankOfRow: readonly number[];
  /** Outcome when no row matches; -1 for a gap. */
  readonly otherwise: number;
  /** Outcomes that the program or the table declares, without words that only a row uses. */
  readonly declared: readonly string[];
  /** Null when a column computes, or has too many classes. */
  readonly coding: readonly ColumnCoding[] | null;
  readonly bits: RowBits | null;
  /** Null then, too, and when it would be too large. */
  readonly exact: FlatDiagram | null;
}
