import { readComputed } from './cells/read-computed.js';
import { childrenOf as children, textOf as slice, type FeelNode } from './feel-node.js';
import { deepest, parse, reading, refuseNode } from './parse-feel.js';
import { readLiteral } from './read-literal.js';
import { refuse, type Reading } from './refusal.js';
import type { Expression } from './table.js';

/** An input expression: a question's id, possibly dotted, arithmetic over numeric questions, or any other of FEEL. */
export function readExpression(text: string): Reading<Expression> {
  const trimmed = text.trim();
  const simple = readArithmetic(trimmed);
  if (simple.ok || mistakes.has(simple.refusal.code)) return simple;
  const whole = reading(trimmed, () => readComputed(trimmed));
  return whole.ok || simple.refusal.code !== 'cell-is-not-feel' ? whole : simple;
}

/** What is a mistake here, whatever else FEEL would make of it. */
const mistakes = new Set([
  'cell-is-too-deep',
  'cell-is-too-long',
  'dash-is-unclear',
  'name-has-a-space',
  'number-is-too-large',
  'number-is-too-long',
]);

function readArithmetic(trimmed: string): Reading<Expression> {
  return reading(trimmed, () => {
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

function toExpression(node: FeelNode | null, text: string, depth: number): Expression {
  if (!node || depth > deepest)
    return refuse('cell-is-too-deep', 'The expression is empty or nests too deeply.', 'Write a question id.');
  const parts = children(node);
  switch (node.name) {
    case 'VariableName':
    case 'PathExpression': {
      const id = slice(node, text);
      if (/[^\p{L}\p{N}_.\s]/u.test(id)) return refuseNode(node, text);
      if (/\s/.test(id))
        return refuse(
          'name-has-a-space',
          `“${id}” has a space in it.`,
          `Write the question's id, for example ${id.replace(/\s+/g, '_')}.`,
        );
      return { op: 'question', id };
    }
    case 'NumericLiteral': {
      const literal = readLiteral(node, { text, parameters: [] });
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
