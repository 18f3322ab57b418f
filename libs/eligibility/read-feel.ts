import { parser } from 'lezer-feel';
import { childrenOf as children, textOf as slice, type FeelNode } from './feel-node.js';
import { readLiteral, stringValue } from './read-literal.js';
import { refuse, Refusal, type Reading } from './refusal.js';
import type { Comparison, Expression, FeelTest } from './table.js';

/** Longest text of one cell. Longer ones are a sign of something that is not a table. */
const longestCell = 10_000;
const deepest = 40;

/** A cell of an input column: the fixed subset of FEEL's unary tests. Outside it: refused by name, never misread. */
export function readTest(text: string): Reading<FeelTest> {
  return reading(text, () => {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed === '-') return { test: 'any' };
    return toTests(parse(trimmed, 'UnaryTests'), trimmed);
  });
}

/** An input expression: a question's id, possibly dotted, or arithmetic over numeric questions. */
export function readExpression(text: string): Reading<Expression> {
  return reading(text, () => {
    const trimmed = text.trim();
    if (/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(trimmed)) return { op: 'question', id: trimmed };
    if (/[\p{L}\p{N}_]-[\p{L}_]/u.test(trimmed)) {
      refuse(
        'dash-is-unclear',
        `“${trimmed}” could be a name with a dash or a subtraction.`,
        'Write `a - b` with spaces to subtract; question ids have no dash.',
      );
    }
    return toExpression(parse(trimmed, 'Expression').firstChild, trimmed, 0);
  });
}

/** Output cells and lists of allowed values hold words in double quotes, nothing else. */
export function readWords(text: string): Reading<readonly string[]> {
  return reading(text, () => {
    const trimmed = text.trim();
    const example = suggestWord(trimmed);
    const wanted = `Write the outcome as a word in double quotes, for example ${example}.`;
    if (trimmed === '') refuse('output-is-empty', 'The output cell is empty.', wanted);
    const positive = parse(trimmed, 'UnaryTests').firstChild;
    return children(positive).map((child) => {
      const literal = child.firstChild;
      if (child.name !== 'PositiveUnaryTest' || literal?.name !== 'StringLiteral') {
        refuse('output-is-not-a-word', `“${trimmed}” is not a word in double quotes.`, wanted);
      }
      return stringValue(slice(literal, trimmed));
    });
  });
}

function reading<T>(text: string, read: () => T): Reading<T> {
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

function parse(text: string, top: 'UnaryTests' | 'Expression'): FeelNode {
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
      return { test: 'compare', operator: '=', to: readLiteral(node, text) };
  }
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

function toExpression(node: FeelNode | null, text: string, depth: number): Expression {
  if (!node || depth > deepest)
    return refuse('cell-is-too-deep', 'The expression is empty or nests too deeply.', 'Write a question id.');
  const parts = children(node);
  switch (node.name) {
    case 'VariableName':
    case 'PathExpression': {
      const id = slice(node, text);
      if (/\s/.test(id))
        return refuse(
          'name-has-a-space',
          `“${id}” has a space in it.`,
          `Write the question's id, for example ${id.replace(/\s+/g, '_')}.`,
        );
      return { op: 'question', id };
    }
    case 'NumericLiteral': {
      const literal = readLiteral(node, text);
      return literal.kind === 'number' ? { op: 'number', value: literal.value } : refuseNode(node, text);
    }
    case 'ParenthesizedExpression':
      return toExpression(parts.find((part) => part.name !== '(' && part.name !== ')') ?? null, text, depth + 1);
    case 'ArithmeticExpression': {
      const [left, operator, right] = parts;
      const op = slice(operator ?? null, text);
      if (left && right && (op === '+' || op === '-' || op === '*' || op === '/')) {
        return { op, left: toExpression(left, text, depth + 1), right: toExpression(right, text, depth + 1) };
      }
      return refuseNode(node, text);
    }
    default:
      return refuse(
        'expression-is-not-in-the-subset',
        `“${text}” is not a question.`,
        'Write the id of one question, such as safety.danger, or a sum such as year - birth_year.',
      );
  }
}

function refuseNode(node: FeelNode, text: string): never {
  return refuse(
    'feel-is-not-in-the-subset',
    `“${slice(node, text)}” is outside the part of FEEL that tables use here.`,
    'Use "words", numbers, dates, comparisons such as >= 18, ranges such as [18..65], lists, not(…) or list contains(?, "word").',
  );
}

function suggestWord(text: string): string {
  return JSON.stringify(
    text
      .replace(/["“”']/g, '')
      .trim()
      .split(/[\s,]+/)[0] || 'yes',
  );
}
