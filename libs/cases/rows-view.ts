import type { Text } from '../eligibility/index.js';
import type { ColumnType } from '../workflow/index.js';

/** What each row of a list is asked, and what is worked out from them. */
export interface RowsView {
  readonly columns: readonly ColumnView[];
  readonly totals: readonly TotalView[];
}
export interface ColumnView {
  readonly id: string;
  readonly type: ColumnType;
  readonly label: Text;
  readonly answers: readonly { readonly value: string; readonly label: Text }[];
  readonly optional: boolean;
  readonly min: number | null;
  readonly max: number | null;
  /** What it counts as in a sum where a row is without it; null: the sum is not known then. */
  readonly missing: number | null;
}
/** A question that follows from rows, so that it can be shown while they are typed. */
export interface TotalView {
  readonly question: string;
  readonly short: Text;
  readonly type: 'integer' | 'money';
  /** The columns that are summed; null: rows are counted. */
  readonly sums: readonly string[] | null;
  /** Which rows are meant: those for which all of it holds. */
  readonly where: readonly RowTestView[];
  readonly min: number | null;
  readonly max: number | null;
}
export interface RowTestView {
  readonly column: string;
  readonly words: readonly string[] | null;
  readonly is: boolean | null;
  /** The bounds are whole years since the date. */
  readonly years: boolean;
  readonly min: number | null;
  readonly max: number | null;
}
