import type { Run } from '../run/env.js';
import type { FeelType } from '../values/type.js';
import type { FeelValue } from '../values/value.js';

/** Where a node stands in its own text: offsets in UTF-16 units, end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Compare = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * An expression of FEEL as a typed tree: what every reader reads. Names have been resolved: a name that nothing declares is
 * refused when it is read. `slot` is the place of a value in `Env.slots`.
 */
export type Feel = Span &
  (
    | { readonly op: 'literal'; readonly value: FeelValue }
    | { readonly op: 'name'; readonly name: string; readonly slot: number }
    /** `?`: the value that a unary test looks at. */
    | { readonly op: 'input' }
    | { readonly op: 'path'; readonly of: Feel; readonly key: string }
    /** `slots`: where `item` is put, and the keys of an item that is a context. */
    | { readonly op: 'filter'; readonly of: Feel; readonly by: Feel; readonly item: number; readonly keys: FilterKeys }
    | { readonly op: '+' | '-' | '*' | '/' | '**'; readonly left: Feel; readonly right: Feel }
    | { readonly op: 'negate'; readonly of: Feel }
    | { readonly op: Compare; readonly left: Feel; readonly right: Feel }
    | { readonly op: 'between'; readonly of: Feel; readonly low: Feel; readonly high: Feel }
    | { readonly op: 'in'; readonly of: Feel; readonly tests: Unary }
    | { readonly op: 'and' | 'or'; readonly left: Feel; readonly right: Feel }
    | { readonly op: 'if'; readonly when: Feel; readonly then: Feel; readonly otherwise: Feel }
    | { readonly op: 'for'; readonly loops: readonly Loop[]; readonly partial: number; readonly body: Feel }
    | { readonly op: 'some' | 'every'; readonly loops: readonly Loop[]; readonly body: Feel }
    | { readonly op: 'list'; readonly of: readonly Feel[] }
    | {
        readonly op: 'context';
        readonly entries: readonly { readonly key: string; readonly slot: number; readonly of: Feel }[];
      }
    | {
        readonly op: 'range';
        readonly low: Feel;
        readonly high: Feel;
        readonly lowIncluded: boolean;
        readonly highIncluded: boolean;
      }
    | { readonly op: 'unary range'; readonly by: Compare; readonly of: Feel }
    /** `of` is the name of a function that FEEL has, or an expression whose value is a function. */
    | {
        readonly op: 'call';
        readonly of: string | Feel;
        readonly arguments: readonly Feel[];
        /** One per argument, or absent: then they stand in order. */
        readonly names?: readonly string[];
      }
    | {
        readonly op: 'function';
        readonly parameters: readonly { readonly name: string; readonly slot: number; readonly type?: FeelType }[];
        readonly body: Feel;
      }
    | { readonly op: 'instance of'; readonly of: Feel; readonly type: FeelType }
    /** A part that is no text of FEEL and is ready already: a decision table, a typed entry of a boxed context. */
    | { readonly op: 'run'; readonly run: Run }
  );

/** `outer`: whose value the name has where the item has no such entry; absent: null. */
export type FilterKeys = readonly { readonly key: string; readonly slot: number; readonly outer?: number }[];

/** `to`: the other end of `i in 1..10`. */
export interface Loop {
  readonly slot: number;
  readonly over: Feel;
  readonly to?: Feel;
}

/** What a cell asks of its input: any of the tests, or none of them. `readsInput`: the expression has a `?` of its own. */
export type Unary =
  | { readonly test: 'any' }
  | { readonly test: 'some' | 'none'; readonly of: readonly { readonly test: Feel; readonly readsInput: boolean }[] };
