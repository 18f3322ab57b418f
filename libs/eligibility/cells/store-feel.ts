import { refuse } from '../refusal.js';
import type { Feel, Unary } from '../feel/tree.js';
import { isList, isRange, kindOf } from '../values/kind.js';
import { isNumber, plainOf } from '../values/number.js';
import { show } from '../values/show.js';
import type { FeelValue } from '../values/value.js';
import type { StoredConstant, StoredFeel, StoredPart, StoredUnary } from './stored.js';

/** The tree as plain data. What cannot be kept, or would not mean here what it seems to, is refused by name. */
export function storeFeel(tree: Feel): StoredFeel {
  checkNode(tree);
  const parts = Object.entries(tree).flatMap(([key, part]): [string, StoredPart][] =>
    leftOut(tree, key) || part === undefined ? [] : [[key, keepPart(tree, key, part)]],
  );
  return Object.fromEntries(parts) as StoredFeel;
}

/** Places in the text, and the name of what a slot holds: questions are named by `reads`. */
const leftOut = (tree: Feel, key: string): boolean =>
  key === 'from' || key === 'to' || (tree.op === 'name' && key === 'name');

export function storeUnary(tests: Exclude<Unary, { readonly test: 'any' }>): StoredUnary {
  return { test: tests.test, of: tests.of.map(({ test, readsInput }) => ({ test: storeFeel(test), readsInput })) };
}

function keepPart(tree: Feel, key: string, part: unknown): StoredPart {
  if (tree.op === 'literal' && key === 'value') return keepConstant(tree.value);
  return keep(part);
}

/** Lists of trees, loops, entries and tests: whatever a node is made of. */
function keep(part: unknown): StoredPart {
  if (Array.isArray(part)) return part.map(keep);
  if (typeof part !== 'object' || part === null) return part as StoredPart;
  if ('op' in part) return storeFeel(part as Feel);
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, keep(inner)]])),
  );
}

function keepConstant(value: FeelValue): StoredPart {
  const kept = constantOf(value);
  return (
    kept ?? refuse('constant-is-not-kept', 'A constant here cannot be kept.', 'Compare with a word, number or date.')
  );
}

function constantOf(value: FeelValue): (StoredConstant & { readonly [key: string]: StoredPart }) | null {
  if (typeof value === 'string') return { string: value };
  if (typeof value === 'boolean') return { boolean: value };
  if (isNumber(value)) return { number: plainOf(value) };
  if (value === null) {
    return refuse(
      'null-is-not-tested',
      'A table cannot test for null: not asked is not an answer.',
      'Leave the row out; the verdict stays open until the question is answered.',
    );
  }
  const isTime = !isList(value) && !isRange(value) && !['context', 'function'].includes(kindOf(value));
  return isTime ? { at: show(value) } : null;
}

const ofMoment: readonly string[] = ['now', 'today'];

function checkNode(tree: Feel): void {
  if (tree.op === 'call' && typeof tree.of === 'string' && ofMoment.includes(tree.of)) {
    refuse(
      'moment-is-not-read',
      `“${tree.of}()” changes with the moment that somebody asks; a table must say the same about the same answers.`,
      'Test a computed question, such as one with compute: years, or the question that holds the date.',
    );
  }
  const isTyped = tree.op === 'function' && tree.parameters.some(({ type }) => type);
  if (tree.op === 'instance of' || isTyped) {
    refuse(
      'type-is-not-tested',
      'A table here does not ask for the type of a value.',
      'Leave it out: the question says what its answers are.',
    );
  }
  if (tree.op === 'run') refuse('feel-is-not-in-the-subset', 'A part of the cell is no text.', 'Write it as FEEL.');
}
