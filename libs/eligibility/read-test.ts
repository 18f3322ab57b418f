import { childrenOf as children, textOf as slice, type FeelNode } from './feel-node.js';
import { deepest, parse, reading, refuseNode } from './parse-feel.js';
import { readLiteral, stringValue } from './read-literal.js';
import { refuse, type Reading } from './refusal.js';
import type { Comparison, FeelTest } from './table.js';

/** A cell of an input column: the fixed subset of FEEL's unary tests. Outside it: refused by name, never misread. */
export function readTest(text: string): Reading<FeelTest> {
  return reading(text, () => {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed === '-') return { test: 'any' };
    return toTests(parse(trimmed, 'UnaryTests'), trimmed);
  });
}

function toTests(top: FeelNode, text: string): FeelTest {
  const [first, , inner] = children(top);
  if (first?.name === 'not' && inner) return { test: 'not', of: toList(inner, text) };
  if (first?.name === 'Wildcard') return { test: 'any' };
  if (!first)
    return refuse('cell-is-not-feel', `“${text}” cannot be read.`, 'Write `-` for a cell that accepts anything.');
  return toList(first, text);
}

function toList(positive: FeelNode, text: string): FeelTest {
  const tests = children(positive).map((child) => toTest(child.firstChild, text, 0));
  const [only] = tests;
  return tests.length === 1 && only ? only : { test: 'some', of: tests };
}

function toTest(node: FeelNode | null, text: string, depth: number): FeelTest {
  if (!node || depth > deepest)
    return refuse('cell-is-too-deep', 'The cell nests too deeply.', 'Split it into several rows.');
  const parts = children(node).filter((part) => part.name !== '(' && part.name !== ')');
  switch (node.name) {
    case 'ParenthesizedExpression':
      return toTest(parts[0] ?? null, text, depth + 1);
    case 'Conjunction':
    case 'Disjunction':
      return {
        test: node.name === 'Conjunction' ? 'every' : 'some',
        of: parts
          .filter((part) => part.name !== 'and' && part.name !== 'or')
          .map((part) => toTest(part, text, depth + 1)),
      };
    case 'SimplePositiveUnaryTest':
      return toSimple(node, text);
    case 'Comparison':
      return toComparison(node, text);
    case 'FunctionInvocation':
      return toCall(node, text, depth);
    default:
      return depth === 0 ? { test: 'compare', operator: '=', to: readLiteral(node, text) } : refuseOperand(node, text);
  }
}

/** `"a" or "b"` is no list in FEEL: it joins conditions, and a word is none. */
function refuseOperand(node: FeelNode, text: string): never {
  const written = slice(node, text);
  return refuse(
    'word-is-no-condition',
    `“${written}” stands where a condition is needed.`,
    `Write a list with commas, such as "a", "b", or name the answer: ? = ${written}.`,
  );
}

function toSimple(node: FeelNode, text: string): FeelTest {
  const [first, second] = children(node);
  if (first?.name === 'Interval') return toRange(first, text);
  if (first?.name === 'CompareOp' && second) return compareWith(slice(first, text), second, text);
  return refuseNode(node, text);
}

function toRange(node: FeelNode, text: string): FeelTest {
  const [open, from, , to, close] = children(node);
  if (!open || !from || !to || !close) return refuseNode(node, text);
  const low = readLiteral(from, text);
  const high = readLiteral(to, text);
  if (low.kind !== high.kind || low.kind === 'boolean' || low.kind === 'string') {
    return refuse(
      'range-does-not-fit',
      `The two ends of “${slice(node, text)}” are not two numbers or two dates.`,
      'Write for example [18..65] or [date("2024-01-01")..date("2024-12-31")].',
    );
  }
  if (low.value > high.value) {
    return refuse('range-is-reversed', `“${slice(node, text)}” begins after it ends.`, 'Write the smaller end first.');
  }
  return { test: 'range', from: low, to: high, fromIncluded: open.name === '[', toIncluded: close.name === ']' };
}

function toComparison(node: FeelNode, text: string): FeelTest {
  const [left, operator, ...rest] = children(node);
  if (left?.name !== '?' || !operator) return refuseNode(node, text);
  if (operator.name === 'CompareOp' && rest[0]) return compareWith(slice(operator, text), rest[0], text);
  const list = rest.find((part) => part.name === 'PositiveUnaryTests');
  if (operator.name === 'in' && list) return toList(list, text);
  return refuseNode(node, text);
}

function compareWith(operator: string, node: FeelNode, text: string): FeelTest {
  const to = readLiteral(node, text);
  if (!isComparison(operator)) return refuseNode(node, text);
  if (operator !== '=' && operator !== '!=' && (to.kind === 'string' || to.kind === 'boolean')) {
    return refuse(
      'comparison-does-not-fit',
      `“${text}” puts words in an order.`,
      'Only numbers and dates have an order. List the words that fit instead: "a", "b".',
    );
  }
  return { test: 'compare', operator, to };
}

function isComparison(operator: string): operator is Comparison {
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator);
}

function toCall(node: FeelNode, text: string, depth: number): FeelTest {
  const name = slice(node.firstChild, text).replace(/\s+/g, ' ');
  const given = children(node.getChild('PositionalParameters'));
  const [first, second] = given;
  if (name === 'not' && first && given.length === 1) return { test: 'not', of: toTest(first, text, depth + 1) };
  if (name === 'list contains' && first?.name === '?' && second?.name === 'StringLiteral' && given.length === 2) {
    return { test: 'contains', item: stringValue(slice(second, text)) };
  }
  return refuse(
    'function-is-not-in-the-subset',
    `The function “${name}” is not used in tables here.`,
    'Use comparisons, ranges, lists, not(…), date("2024-01-31") or list contains(?, "word").',
  );
}
