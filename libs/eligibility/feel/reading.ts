import type { Span } from './tree.js';

/** Why a text is refused, where in it, and the nearest thing that works. Codes are stable. */
export interface FeelProblem extends Span {
  readonly code: string;
  readonly message: string;
  readonly instead: string;
}
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FeelProblem };
