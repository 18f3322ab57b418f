import type { Decision, Make } from '../../eligibility/index.js';

/** One decision in two versions. */
export interface Compared {
  readonly id: string;
  readonly before: Decision;
  readonly after: Decision;
}

export interface Backtest {
  /** The cases of all versions of this program, whatever version each has. */
  readonly program: string;
  readonly decisions: readonly Compared[];
  /** Makes a function of text that the library wrote; without it the comparison is slower, and the same. */
  readonly make?: Make;
  /** How many cases of each decision that change are named; the rest are counted. Default 200. */
  readonly limit?: number;
  /** Told now and then. `total` is about how many there will be, and never less than `done`. */
  readonly onProgress?: (progress: BacktestProgress) => void;
}
export interface BacktestProgress {
  readonly done: number;
  readonly total: number;
}

export interface BacktestResult {
  /** How many cases were decided by both versions. */
  readonly compared: number;
  /** How many were decided one by one from their facts, which is slower: by a decision that computes, or because codes were not enough. */
  readonly oneByOne: number;
  readonly notComparable: readonly NotComparable[];
  readonly decisions: readonly DecisionBacktest[];
}
/** Cases that nothing can be said about, and why. */
export interface NotComparable {
  readonly reason: 'version-cannot-be-read';
  readonly version: number;
  readonly cases: number;
}

export interface DecisionBacktest {
  readonly id: string;
  /** Every pair of outcomes that some case has, unchanged ones too. Null: not settled. */
  readonly counts: readonly OutcomeCount[];
  /** How many cases change. */
  readonly changed: number;
  readonly changes: readonly ChangedCase[];
  /** Where `readChanges` goes on after these; null when they are all. */
  readonly next: string | null;
}
export interface OutcomeCount {
  readonly from: string | null;
  readonly to: string | null;
  readonly cases: number;
}
/** In the order of the cases' ids. */
export interface ChangedCase {
  readonly caseId: string;
  readonly from: string | null;
  readonly to: string | null;
}
