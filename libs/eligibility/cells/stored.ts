/**
 * A typed tree of FEEL as plain JSON: the nodes of `feel/tree.ts` without their places in the text, constants as FEEL
 * writes them. It is stored with the table and needs no parser to be run. The question that stands at place `n` of the
 * cell's `reads` has slot `n`; names of loops and functions have the slots behind.
 */
export interface StoredFeel {
  readonly op: string;
  readonly [key: string]: StoredPart;
}

/** What a cell asks, as a tree: see `Unary`. */
export interface StoredUnary {
  readonly test: 'some' | 'none';
  readonly of: readonly { readonly test: StoredFeel; readonly readsInput: boolean }[];
}

export type StoredPart =
  string | number | boolean | null | readonly StoredPart[] | { readonly [key: string]: StoredPart };

/** A constant: a number as its decimal, a date, time or duration as ISO 8601 writes it. */
export type StoredConstant =
  { readonly number: string } | { readonly string: string } | { readonly boolean: boolean } | { readonly at: string };
