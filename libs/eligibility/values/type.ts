import type { Unary } from '../feel/tree.js';

/** A type of FEEL, as item definitions and `instance of` name it. */
export type FeelType =
  | { readonly kind: 'any' | 'null' | 'number' | 'string' | 'boolean' | 'date' | 'time' | 'date and time' }
  | { readonly kind: 'days and time duration' | 'years and months duration' }
  | { readonly kind: 'list' | 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters?: readonly FeelType[]; readonly result?: FeelType }
  /** A type whose values must pass these tests too (`allowedValues`, `typeConstraint`). */
  | { readonly kind: 'allowed'; readonly of: FeelType; readonly allowed: Unary };
