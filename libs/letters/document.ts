import type { LetterKind } from '../workflow/index.js';

/** A letter as it goes out: all words filled in, and still nothing of how it looks. Plain data. */
export interface LetterDocument {
  readonly kind: LetterKind;
  readonly title: string;
  /** Of the text: `en`, `fr`. */
  readonly language: string;
  /** ISO 8601; the day that the letter bears. */
  readonly at: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly block: 'heading'; readonly level: 2 | 3; readonly text: Line }
  | { readonly block: 'paragraph'; readonly text: Line }
  | { readonly block: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | { readonly block: 'table'; readonly head: readonly [Line, Line]; readonly rows: readonly (readonly [Line, Line])[] }
  | { readonly block: 'address'; readonly lines: readonly Line[] };
export type Line = readonly Run[];
export interface Run {
  readonly text: string;
  readonly bold?: true;
  /** It was filled in, by whoever answered: it is text, in whatever direction it is read. */
  readonly value?: true;
}

/** BCP 47, with the country whose spelling and dates it has. */
export const localeOf = (language: string): string => (/-/.test(language) ? language : `${language}-CA`);

export const wordsOf = (line: Line): string => line.map(({ text }) => text).join('');
