import type { Reading } from '../feel/reading.js';
import type { Scope } from '../feel/scope.js';
import type { Feel, Unary } from '../feel/tree.js';

/** How texts are read. Handed in, because the parser is loaded only when a model is read. */
export interface Language {
  readonly readFeel: (text: string, scope: Scope) => Reading<Feel>;
  readonly readUnary: (text: string, scope: Scope) => Reading<Unary>;
}
