import { parser } from 'lezer-feel';
import { hideSigns } from './hide-signs.js';
import type { FeelNode } from './node.js';
import { refuseDepth } from './place.js';
import { quoted, refuseAt } from './refuse.js';
import type { Scope } from './scope.js';
import { trackerOf } from './tracker.js';

export type Top = 'Expression' | 'UnaryTests';

/** Longest text that is read. A longer one is a sign of something that is no expression. */
export const longest = 10_000;
/** Most entries, typed parameters and named arguments of one text: each name that a text declares is paid for with all others. */
const mostNames = 250;
/** Deepest nesting of brackets, which the parser follows by recursion. */
const deepestBrackets = 100;

type Parser = ReturnType<typeof parser.configure>;
const parsers = new WeakMap<Scope, Partial<Record<Top, Parser>>>();

function parserFor(top: Top, scope: Scope): Parser {
  const known = parsers.get(scope) ?? {};
  parsers.set(scope, known);
  return (known[top] ??= parser.configure({ top, contextTracker: trackerOf(scope) }));
}

/** The syntax tree of a text, its names read as this scope has them. A text with any mistake in it is refused whole. */
export function parse(text: string, top: Top, scope: Scope): FeelNode {
  const whole = { from: 0, to: text.length };
  if (text.length > longest) {
    refuseAt(whole, 'text-is-too-long', `The text has ${text.length} characters.`, `Keep it under ${longest}.`);
  }
  const { brackets, colons } = countsOf(text);
  if (brackets > deepestBrackets) refuseDepth(whole);
  if (colons > mostNames) {
    refuseAt(
      whole,
      'text-is-too-large',
      `More than ${mostNames} entries stand here.`,
      'Give some a decision of their own.',
    );
  }
  const tree = parsed(hideSigns(text, scope), top, scope);
  const broken = tree && firstMistake(tree);
  if (!tree || broken) refuseUnreadable(text, broken ?? whole);
  return tree;
}

function parsed(text: string, top: Top, scope: Scope): FeelNode | null {
  try {
    const running = parserFor(top, scope).startParse(text);
    // Recovery from a mistake can go on for long; what is right needs a few steps for each character.
    for (let left = 2_000 + text.length * 20; left > 0; left--) {
      const tree = running.advance();
      if (tree) return tree.topNode;
    }
    return null;
  } catch (error) {
    // The tree of a long chain is deep, and put together by recursion.
    if (error instanceof RangeError) return refuseDepth({ from: 0, to: text.length });
    // The tracker of names throws where recovery from a mistake leaves it without a name.
    return null;
  }
}

function firstMistake(tree: FeelNode): { from: number; to: number } | null {
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) return { from: cursor.from, to: cursor.to };
  } while (cursor.next());
  return null;
}

function refuseUnreadable(text: string, at: { from: number; to: number }): never {
  const rest = text.slice(at.from, Math.max(at.to, at.from + 12));
  return refuseAt(
    at,
    'text-is-not-feel',
    rest.trim() === '' ? `${quoted(text)} ends too early.` : `${quoted(text)} cannot be read at ${quoted(rest)}.`,
    'Check quotes, brackets, commas and the names of what it reads. Words stand in double quotes.',
  );
}

/** How deep brackets nest, and how many colons stand outside strings. */
function countsOf(text: string): { readonly brackets: number; readonly colons: number } {
  let brackets = 0;
  let open = 0;
  let colons = 0;
  for (const sign of text.replace(/"(?:[^"\\\n]|\\.)*"/g, '')) {
    if (sign === ':') colons++;
    else if ('([{'.includes(sign)) brackets = Math.max(brackets, ++open);
    else if (')]}'.includes(sign)) open--;
  }
  return { brackets, colons };
}
