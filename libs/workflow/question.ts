import type { ParameterType, Text } from '../eligibility/index.js';

export const questionTypes = [
  'choice',
  'multi',
  'text',
  'language',
  'phone',
  'address',
  'date',
  'local-date-time',
  'integer',
  'money',
  'boolean',
  'document',
  'rows',
] as const;
export type QuestionType = (typeof questionTypes)[number];

/** What a parameter's values may be: money is in cents, a date is ISO 8601. */
export const parameterTypes = ['money', 'integer', 'date'] as const satisfies readonly ParameterType[];

/** What a column of rows may hold. */
export const columnTypes = ['text', 'choice', 'date', 'integer', 'money', 'boolean'] as const satisfies QuestionType[];
export type ColumnType = (typeof columnTypes)[number];

/** The most rows that a question may take. */
export const MOST_ROWS = 30;

/** What an answer may be used for. A question whose purposes are all unused is a fault. */
export type Purpose = 'decide' | 'route' | 'brief' | 'contact' | 'rescue' | 'report';

/** In what capacity somebody may speak for the client: as themself, for them, or deciding by law in their place. */
export const capacities = ['self', 'third-party', 'substitute'] as const;
export type Capacity = (typeof capacities)[number];

export interface Question {
  readonly id: string;
  readonly type: QuestionType;
  /** For `choice`, `multi` and `document`. `prefer-not` is never among them: anybody may decline any question. */
  readonly choices: readonly { readonly value: string; readonly label: Text }[];
  /** True when the program offers "prefer not to say" aloud, as one of the choices. */
  readonly offersDecline: boolean;
  /** An optional question never keeps a state waiting. */
  readonly optional: boolean;
  /** Only staff note that somebody would rather not say: the form of clients does not offer it. */
  readonly decline?: 'staff';
  readonly purposes: readonly Purpose[];
  readonly ask: Text;
  /** A few words for lists, where the whole question would be too long. */
  readonly short?: Text;
  readonly help?: Text;
  /** Of `rows`: what is asked of each, in the order in which it is asked. */
  readonly columns?: readonly Column[];
  /** Of `rows`: what one of them is called, before its number, and what adds one. */
  readonly row?: Text;
  readonly addRow?: Text;
  /** Numbers: inclusive bounds and grid. Text: `max` characters. Rows: how many. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** ISO 8601 duration after the case ends at which the value is erased. */
  readonly keep?: string;
  /** Its answer follows from another answer; it is asked only when that one is not given or does not serve. */
  readonly computed?: Computed;
  /** The decision whose outcome the answer is about: it is not known any more once that settles otherwise. */
  readonly about?: string;
  /** In what capacity somebody speaks who answers so, by choice. */
  readonly speaksAs?: Readonly<Record<string, Capacity>>;
  /** By choice: other questions whose answer, where it is one of these, contradicts it, and is asked again. */
  readonly asksAgain?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What is asked of each row: a small question of its own. */
export interface Column {
  readonly id: string;
  readonly type: ColumnType;
  readonly choices: Question['choices'];
  /** A row may be without it. */
  readonly optional: boolean;
  readonly label: Text;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** What a number counts as in a row that is without it. Not there: it is not known, and so is each sum of it. */
  readonly missing?: 0;
}

/**
 * `years`: whole years since the date, on the day of the step in the tenant's zone. `birthday`: the date on which somebody
 * born then turns `of`. `first`: the first `of` letters and digits, as capitals; `-` when there are not as many. `fsa`: the first three
 * characters of the one Canadian postal code that stands in an address; `-` when there is none, or more than one. `opened`:
 * the date on which the case was opened, in the tenant's zone; it follows from no answer, and never changes. `clock`: the date on
 * which the clock was first set, or its month (1 to 12); until then, that of the step, in each ask that reads it. `count`: how
 * many rows there are; `sum`: of `sums`, over them. Both of those rows for which all of `where` holds.
 */
export interface Computed {
  /** The question that it follows from; none for `opened` and `clock`. */
  readonly from?: string;
  readonly how: 'years' | 'birthday' | 'first' | 'fsa' | 'opened' | 'clock' | 'count' | 'sum';
  readonly of: number;
  /** Of `clock`: which one, and what of its day. */
  readonly clock?: string;
  readonly unit?: 'day' | 'month';
  readonly sums?: readonly Summed[];
  readonly where?: readonly RowTest[];
}

/** A column that a sum takes in. */
export type Summed = Pick<Column, 'missing'> & { readonly column: string };

/** What has to be so of a row: one of these words, this yes or no, or within bounds; of a date, its whole years. */
export type RowTest = Summed &
  (
    | { readonly words: readonly string[] }
    | { readonly is: boolean }
    | { readonly type: 'number' | 'years'; readonly min?: number; readonly max?: number }
  );
