import { readCell } from './cells/read-cell.js';
import { mostInCell } from './limits.js';
import { childrenOf as children, textOf, type FeelNode } from './feel-node.js';
import { deepest, parse, reading, refuseNode as refuseText } from './parse-feel.js';
import { readLiteral, readParameter, stringValue, type Cell } from './read-literal.js';
import { refuse, type Reading } from './refusal.js';
import type { Comparison, FeelTest } from './table.js';

/** What is a mistake here, whatever else FEEL would make of it. */
const mistakes = new Set([
  'cell-has-too-many-constants',
  'cell-is-too-deep',
  'cell-is-too-long',
  'comparison-does-not-fit',
  'escape-is-unknown',
  'null-is-not-tested',
  'number-is-too-large',
  'number-is-too-long',
  'parameter-reads-one-question',
  'range-does-not-fit',
  'range-is-reversed',
  'word-is-no-condition',
]);

/**
 * A cell of an input column. Comparisons with constants and with the names of `parameters`, ranges, lists and what joins
 * them are read here, and decided exactly; what is more goes the way of the whole of FEEL. What cannot be kept is
 * refused by name, never misread.
 */
export function readTest(written: string, parameters: readonly string[] = []): Reading<FeelTest> {
  const text = written.trim();
  const simple = readSimpleTest(text, parameters);
  if (simple.ok || mistakes.has(simple.refusal.code)) return simple;
  const whole = reading(text, () => readCell(text, parameters));
  // Of a text that nobody can read, the first says it in the words of tables.
  return whole.ok || simple.refusal.code !== 'cell-is-not-feel' ? whole : simple;
}

/** The same in the words of tables alone: for the values that a column takes. */
export function readSimpleTest(written: string, parameters: readonly string[] = []): Reading<FeelTest> {
  return reading(written, () => {
    const text = written.trim();
    if (text === '' || text === '-') return { test: 'any' };
    refuseLongList(text);
    return toTests(parse(text, 'UnaryTests'), { text, parameters });
  });
}

/** Before the text is parsed: that takes long for a long list. */
function refuseLongList(text: string): void {
  const commas = text.split(',').length;
  if (commas > mostInCell && text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(',').length > mostInCell) {
    refuse(
      'cell-has-too-many-constants',
      `The cell lists more than ${mostInCell} values, which is the most.`,
      'Split the cell: list its values in several rows that give the same outcome.',
    );
  }
}

const slice = (node: FeelNode | null, { text }: Cell): string => textOf(node, text);
const refuseNode = (node: FeelNode, { text }: Cell): never => refuseText(node, text);

function toTests(top: FeelNode, cell: Cell): FeelTest {
  const [first, , inner] = children(top);
  if (first?.name === 'not' && inner) return { test: 'not', of: toList(inner, cell) };
  if (first?.name === 'Wildcard') return { test: 'any' };
  if (!first)
    return refuse('cell-is-not-feel', `“${cell.text}” cannot be read.`, 'Write `-` for a cell that accepts anything.');
  return toList(first, cell);
}

function toList(positive: FeelNode, cell: Cell): FeelTest {
  const tests = children(positive).map((child) => toTest(child.firstChild, cell, 0));
  const [only] = tests;
  return tests.length === 1 && only ? only : { test: 'some', of: tests };
}

function toTest(node: FeelNode | null, cell: Cell, depth: number): FeelTest {
  if (!node || depth > deepest)
    return refuse('cell-is-too-deep', 'The cell nests too deeply.', 'Split it into several rows.');
  const parts = children(node).filter((part) => part.name !== '(' && part.name !== ')');
  switch (node.name) {
    case 'ParenthesizedExpression':
      return toTest(parts[0] ?? null, cell, depth + 1);
    case 'Conjunction':
    case 'Disjunction':
      return {
        test: node.name === 'Conjunction' ? 'every' : 'some',
        of: parts
          .filter((part) => part.name !== 'and' && part.name !== 'or')
          .map((part) => toTest(part, cell, depth + 1)),
      };
    case 'SimplePositiveUnaryTest':
      return toSimple(node, cell);
    case 'Comparison':
      return toComparison(node, cell);
    case 'FunctionInvocation':
      return toCall(node, cell, depth);
    default:
      return depth === 0 ? { test: 'compare', operator: '=', to: readLiteral(node, cell) } : refuseOperand(node, cell);
  }
}

/** `"a" or "b"` is no list in FEEL: it joins conditions, and a word is none. */
function refuseOperand(node: FeelNode, cell: Cell): never {
  const written = slice(node, cell);
  return refuse(
    'word-is-no-condition',
    `“${written}” stands where a condition is needed.`,
    `Write a list with commas, such as "a", "b", or name the answer: ? = ${written}.`,
  );
}

function toSimple(node: FeelNode, cell: Cell): FeelTest {
  const [first, second] = children(node);
  if (first?.name === 'Interval') return toRange(first, cell);
  if (first?.name === 'CompareOp' && second) return compareWith(slice(first, cell), second, cell);
  return refuseNode(node, cell);
}

function toRange(node: FeelNode, cell: Cell): FeelTest {
  const [open, from, , to, close] = children(node);
  if (!open || !from || !to || !close) return refuseNode(node, cell);
  const low = readLiteral(from, cell);
  const high = readLiteral(to, cell);
  const kinds = [low.kind, high.kind].filter((kind) => kind !== 'parameter');
  if (kinds.some((kind) => kind !== kinds[0] || kind === 'boolean' || kind === 'string')) {
    return refuse(
      'range-does-not-fit',
      `The two ends of “${slice(node, cell)}” are not two numbers or two dates.`,
      'Write for example [18..65] or [date("2024-01-01")..date("2024-12-31")].',
    );
  }
  if (kinds.length === 2 && low.value > high.value) {
    return refuse('range-is-reversed', `“${slice(node, cell)}” begins after it ends.`, 'Write the smaller end first.');
  }
  return { test: 'range', from: low, to: high, fromIncluded: open.name === '[', toIncluded: close.name === ']' };
}

function toComparison(node: FeelNode, cell: Cell): FeelTest {
  const [left, operator, ...rest] = children(node);
  if (left?.name !== '?' || !operator) return refuseNode(node, cell);
  if (operator.name === 'CompareOp' && rest[0]) return compareWith(slice(operator, cell), rest[0], cell);
  const list = rest.find((part) => part.name === 'PositiveUnaryTests');
  if (operator.name === 'in' && list) return toList(list, cell);
  return refuseNode(node, cell);
}

function compareWith(operator: string, node: FeelNode, cell: Cell): FeelTest {
  const to = readLiteral(node, cell);
  if (!isComparison(operator)) return refuseNode(node, cell);
  if (operator !== '=' && operator !== '!=' && (to.kind === 'string' || to.kind === 'boolean')) {
    return refuse(
      'comparison-does-not-fit',
      `“${cell.text}” puts words in an order.`,
      'Only numbers and dates have an order. List the words that fit instead: "a", "b".',
    );
  }
  return { test: 'compare', operator, to };
}

function isComparison(operator: string): operator is Comparison {
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator);
}

function toCall(node: FeelNode, cell: Cell, depth: number): FeelTest {
  const parameter = readParameter(node, cell);
  if (parameter) return depth === 0 ? { test: 'compare', operator: '=', to: parameter } : refuseOperand(node, cell);
  const name = slice(node.firstChild, cell).replace(/\s+/g, ' ');
  const given = children(node.getChild('PositionalParameters'));
  const [first, second] = given;
  if (name === 'not' && first && given.length === 1) return { test: 'not', of: toTest(first, cell, depth + 1) };
  if (name === 'list contains' && first?.name === '?' && second?.name === 'StringLiteral' && given.length === 2) {
    return { test: 'contains', item: stringValue(slice(second, cell)) };
  }
  return refuse(
    'function-is-not-in-the-subset',
    `The function “${name}” is not used in tables here.`,
    'Use comparisons, ranges, lists, not(…), date("2024-01-31") or list contains(?, "word").',
  );
}
