import type { OutcomeSet } from './outcome-set.js';

/** What a reader finds under partial answers. */
export interface Reach {
  /** Outcomes that some completion reaches. */
  readonly outcomes: OutcomeSet;
  /** Not asked, and the reachable outcomes depend on it; in table order. */
  readonly missing: readonly string[];
  /** Declined, and the outcome depends on it. */
  readonly declined: readonly string[];
  /** The row that decides in every completion, 0-based; null when that is several, or none. */
  readonly row: number | null;
  /** Answered questions that mattered, in table order. */
  readonly read: readonly string[];
}
