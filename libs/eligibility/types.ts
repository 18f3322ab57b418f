/**
 * The shapes that every reader of a decision shares. Plain data throughout: a table read on the server
 * travels to the browser as JSON and gives the same verdict there.
 */

/** A sentence in every language that the tenant's staff read. English and French are always there. */
export interface Text {
  en: string;
  fr: string;
  [language: string]: string;
}

/** An answer's value. Dates are ISO 8601 strings, money is integer cents, a multiple choice is a list of words. */
export type Value = string | number | boolean | readonly string[] | readonly Row[];

/** One of several alike, such as a member of a household: what is known of it, by column. No table reads rows. */
export type Row = Readonly<Record<string, string | number | boolean>>;

/**
 * What we have of one question: a value, or the word that the person would rather not say.
 * A question that was not asked has no entry at all. Unknown is never null and never "no".
 */
export type Answer = { readonly value: Value } | { readonly declined: true };

/** Answers by question id (`student`, `safety.danger`). Absent = not asked. */
export type Answers = Readonly<Record<string, Answer>>;

/** The set of values that an input can take. Every input declares one. */
export type Domain =
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'multi'; readonly values: readonly string[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly step?: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'text' };

export interface Verdict {
  /**
   * `settled`: one outcome is left. `open`: several, and a question that may still be asked can tell them apart.
   * `undetermined`: several, and all that could tell them apart was declined; or none, because no row matches.
   * Undetermined never means "no".
   */
  readonly status: 'settled' | 'open' | 'undetermined';
  /** The outcome when settled, else null. */
  readonly outcome: string | null;
  /** Every outcome that some completion of the unknown answers reaches, in the order that the decision declares. */
  readonly possible: readonly string[];
  /** Questions not asked yet that can still change the outcome, in the order of the columns (`orderMissing`: best first). Empty when settled. */
  readonly missing: readonly string[];
  /** Declined questions whose answer would matter. They may not be asked again. */
  readonly declined: readonly string[];
  /** Why, when settled: references only (never values or sentences), so it stays valid when facts are erased. */
  readonly because: Because | null;
  /**
   * Per answered question, the nearest single change that settles another outcome; when undetermined, also declined
   * questions that would settle it. Empty while the verdict is open.
   */
  readonly flips: readonly Flip[];
  /** Which reader decided: `exact` (decision diagram) or the sound fallback `three-valued`. */
  readonly method: 'exact' | 'three-valued';
}

export interface Because {
  /** Id of the decision (`safety.risk`, `gate`). */
  readonly table: string;
  /** SHA-256 (hex) of the table as read, so that the row number stays meaningful for ever. */
  readonly version: string;
  /** 1-based row. Null when the rows that remain agree on the outcome but which one fires is still unknown. */
  readonly row: number | null;
  /** Answered questions that mattered: what the matching row tests, and what ruled the other rows out. */
  readonly read: readonly string[];
  /** The day that it was decided for, when parameters with dates were read: which of their values counted. */
  readonly date?: string;
}

export interface Flip {
  readonly question: string;
  /** A value that changes the outcome. Null: any answer in place of the declined one might. */
  readonly to: Value | null;
  readonly outcome: string;
}

/** A mistake in a table, said so that an admin can mend it. Positions are 1-based. */
export interface TableProblem {
  /** Stable kebab-case name of the kind of mistake. */
  readonly code: string;
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
  readonly line?: number;
  readonly row?: number;
  readonly column?: string;
  readonly text?: string;
}
