import { writtenAt, type FeelNode } from './node.js';
import { refuseAt } from './refuse.js';
import type { Scope } from './scope.js';
import type { Feel, Span } from './tree.js';

/** Deepest nesting of expressions. A chain such as `a + b + c` nests once for each sign. */
export const deepest = 250;

/** Where a reader stands: the text, the names that are visible there, and whether `?` means something. */
export interface Place {
  readonly text: string;
  /** What the caller declared; `scope` has the names of loops and such on top. */
  readonly outermost: Scope;
  readonly scope: Scope;
  readonly depth: number;
  /** The unary test around this place; it is told when its `?` is read. */
  readonly test: { readsInput: boolean } | null;
}

/** Reads one expression. Handed on, so that the parts of the reader need not know each other. */
export type Read = (node: FeelNode, at: Place) => Feel;

export function written(node: FeelNode | null, at: Place): string {
  return writtenAt(node, at.text);
}

export function deeper(node: FeelNode, at: Place): Place {
  return at.depth >= deepest ? refuseDepth(node) : { ...at, depth: at.depth + 1 };
}

export function refuseDepth(at: Span): never {
  return refuseAt(
    at,
    'text-is-too-deep',
    'The expression nests too deeply, or has too many parts in a row.',
    'Give a part of it a decision of its own.',
  );
}

/** A part that the grammar promises. */
export function need(part: FeelNode | undefined, within: FeelNode): FeelNode {
  return part ?? refuseAt(within, 'text-is-not-feel', 'A part is missing here.', 'Write the expression in full.');
}

export const spanOf = (node: FeelNode): { from: number; to: number } => ({ from: node.from, to: node.to });
