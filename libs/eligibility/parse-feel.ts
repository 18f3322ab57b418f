import { parser } from 'lezer-feel';
import { textOf, type FeelNode } from './feel-node.js';
import { refuse, Refusal, type Reading } from './refusal.js';

/** Longest text of one cell. Longer ones are a sign of something that is not a table. */
const longestCell = 10_000;
/** Deepest nesting that is followed. */
export const deepest = 40;

/** Runs a reader over one text; what it refuses becomes a value. */
export function reading<T>(text: string, read: () => T): Reading<T> {
  try {
    if (text.length > longestCell) {
      refuse(
        'cell-is-too-long',
        `The cell has ${text.length} characters.`,
        `Keep a cell under ${longestCell} characters; use several rows.`,
      );
    }
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error };
    throw error;
  }
}

/** The syntax tree of one text. A text with any mistake in it is refused whole. */
export function parse(text: string, top: 'UnaryTests' | 'Expression'): FeelNode {
  const tree = parser.configure({ top }).parse(text);
  let broken: string | null = null;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) broken ??= text.slice(node.from, Math.max(node.to, node.from + 10));
    },
  });
  if (broken !== null) {
    const near = broken === '' ? 'at the end' : `near “${String(broken)}”`;
    refuse(
      'cell-is-not-feel',
      `“${text}” cannot be read ${near}.`,
      `Check the quotes, brackets and commas. Words stand in double quotes, for example ${suggestWord(text)}.`,
    );
  }
  return tree.topNode;
}

export function refuseNode(node: FeelNode, text: string): never {
  return refuse(
    'feel-is-not-in-the-subset',
    `“${textOf(node, text)}” is outside the part of FEEL that tables use here.`,
    'Use "words", numbers, dates, comparisons such as >= 18, ranges such as [18..65], lists, not(…) or list contains(?, "word").',
  );
}

export function suggestWord(text: string): string {
  return JSON.stringify(
    text
      .replace(/["“”']/g, '')
      .trim()
      .split(/[\s,]+/)[0] || 'yes',
  );
}
