import type { ColumnType } from './program.js';
import type { ById, OneOrMore, TextSource } from './source.js';

/** One of some words, a yes or no, or bounds; of a date, its whole years. */
export type WhereSource = OneOrMore<string> | boolean | { readonly min?: number; readonly max?: number };
export interface ColumnSource {
  readonly type?: ColumnType;
  readonly choices?: readonly string[] | ById<TextSource | null>;
  readonly label?: TextSource;
  readonly optional?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly missing?: 0;
}
