import { readUnary } from '../feel/read-unary.js';
import type { Feel, Unary } from '../feel/tree.js';
import { refuse } from '../refusal.js';
import { someNode } from '../run/work.js';
import type { FeelTest } from '../table.js';
import { fold } from './fold.js';
import { readWithNames } from './read-with-names.js';
import { simplify } from './simplify.js';
import { storeUnary } from './store-feel.js';

type Tests = Exclude<Unary, { readonly test: 'any' }>;

/** A cell in the whole of FEEL's unary tests: one that compares with constants where it comes to that, else a tree. */
export function readCell(text: string, parameters: readonly string[] = []): FeelTest {
  const { value, reads } = readWithNames(text, (scope) => readUnary(text, scope), { uses: usesIn, parameters });
  if (value.test === 'any') return { test: 'any' };
  for (const { test, readsInput } of value.of) {
    if (readsInput) refuseRange(test, text);
    else refuseBareName(test);
  }
  const folded: Tests = { test: value.test, of: value.of.map((one) => ({ ...one, test: fold(one.test, text) })) };
  return simplify(folded) ?? { test: 'feel', text, cell: storeUnary(folded), reads };
}

const usesIn = (tests: Unary, slot: number): boolean =>
  tests.test !== 'any' && tests.of.some(({ test }) => usesSlot(test, slot));

/** Whether a tree reads the value of this slot. */
export function usesSlot(tree: Feel, slot: number): boolean {
  return someNode(tree, (node) => {
    if (node.op === 'filter') return node.keys.some(({ outer }) => outer === slot);
    return node.op === 'name' && node.slot === slot;
  });
}

/** `> ?` is a range, and no condition: it would never hold. */
function refuseRange({ op, from, to }: Feel, text: string): void {
  if (op !== 'range' && op !== 'unary range') return;
  refuse(
    'feel-is-not-in-the-subset',
    `“${text.slice(from, to)}” compares the answer with itself.`,
    'Write what it is compared with: ? > 18, or ? > other * 2.',
  );
}

/** `yes` without quotes: a word is meant far more often than the answer of a question that is called so. */
function refuseBareName(tree: Feel): void {
  if (tree.op !== 'name') return;
  refuse(
    'word-without-quotes',
    `“${tree.name}” stands without quotes.`,
    `Write ${JSON.stringify(tree.name)} in double quotes; to compare with the answer of another question, write ? = ${tree.name}.`,
  );
}
