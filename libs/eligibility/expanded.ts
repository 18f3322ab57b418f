import type { DecisionTable, FeelTest, TableInput } from './table.js';

/**
 * A table written out: every cell tests one question with constants. A row as written became several, for parts of
 * all people that do not meet; parameters and the outcomes of other decisions are none of their cells' business.
 */
export interface Expanded {
  readonly inputs: readonly TableInput[];
  readonly rows: readonly ExpandedRow[];
}

export interface ExpandedRow {
  /** One per input. */
  readonly tests: readonly FeelTest[];
  /** The row as written, 0-based. */
  readonly origin: number;
  /**
   * The parameter, or the decision, that the row asks for and that has no value for these people: whether the row
   * matches is not known, so where it would decide, nothing is decided.
   */
  readonly unknown: string | null;
}

/** More rows than this are not written out: a table of 200 rows, ten years, and a little more than two households. */
export const mostExpanded = 5_000;

export const anything: FeelTest = { test: 'any' };

export function asWritten({ inputs, rows }: DecisionTable): Expanded {
  return { inputs, rows: rows.map(({ tests }, origin) => ({ tests, origin, unknown: null })) };
}

/** The table that is compiled: rows as written out, each with the outcome of its origin. */
export function tableOf(table: DecisionTable, { inputs, rows }: Expanded): DecisionTable {
  return { ...table, inputs, rows: rows.map(({ tests, origin }) => ({ ...table.rows[origin]!, tests })) };
}
