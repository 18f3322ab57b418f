import type { Feel } from '../feel/tree.js';
import { refuse } from '../refusal.js';
import { TooMuchWork } from '../run/env.js';
import { closureOf } from '../run/evaluate.js';
import { someNode } from '../run/work.js';
import { isKinded, isList } from '../values/kind.js';
import type { FeelValue } from '../values/value.js';

/** Steps that a constant may take. */
const mostSteps = 10_000;
/** What is put together, and what depends on more than the text: worked out when the cell is asked. */
const notFolded: readonly Feel['op'][] = ['literal', 'list', 'context', 'range', 'unary range', 'function'];
const open: readonly Feel['op'][] = ['input', 'name', 'filter', 'for', 'some', 'every', 'function', 'run'];

/**
 * The tree with each part that reads nothing worked out: `100 * 12` is 1200. In decimals of 34 digits. A constant that is
 * nothing (`1 / 0`) is refused. `text` is what the tree was read from.
 */
export function fold(tree: Feel, text: string): Feel {
  if (!notFolded.includes(tree.op) && !someNode(tree, ({ op }) => open.includes(op)) && !asksMoment(tree)) {
    const value = valueOf(tree, text);
    if (isPlain(value)) return { op: 'literal', value, from: tree.from, to: tree.to };
  }
  return foldParts(tree, text) as Feel;
}

function foldParts(part: object, text: string): object {
  return Object.fromEntries(
    Object.entries(part).map(([key, inner]) => [key, key === 'value' || key === 'type' ? inner : inside(inner, text)]),
  );
}

function inside(part: unknown, text: string): unknown {
  if (Array.isArray(part)) return part.map((one) => inside(one, text));
  if (typeof part !== 'object' || part === null) return part;
  return 'op' in part ? fold(part as Feel, text) : foldParts(part, text);
}

const asksMoment = (tree: Feel): boolean =>
  someNode(tree, (node) => node.op === 'call' && (node.of === 'now' || node.of === 'today'));

function valueOf(tree: Feel, text: string): FeelValue {
  const written = text.slice(tree.from, tree.to);
  try {
    const value = closureOf(tree)({ slots: [], input: null, moment: null, steps: mostSteps, notes: [] });
    if (value !== null) return value;
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    refuse('cell-takes-too-long', `“${written}” takes too long to work out.`, 'Write the constant that is meant.');
  }
  return refuse(
    'constant-has-no-value',
    `“${written}” has no value: its parts do not go together, or it divides by zero.`,
    'Write the constant that is meant, such as 1200 or date("2024-01-31").',
  );
}

function isPlain(value: FeelValue): boolean {
  if (isList(value)) return false;
  return !isKinded(value) || !['context', 'range', 'function'].includes(value.kind);
}
