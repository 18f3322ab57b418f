import { num } from '../values/number.js';
import { partsOf, type FeelNode } from './node.js';
import { deeper, need, spanOf, written, type Place, type Read } from './place.js';
import { readCall, readDateLiteral } from './read-call.js';
import { readContext, readFilter, readFor, readFunction, readQuantified } from './read-inner.js';
import { readName, readPath } from './read-name.js';
import { readString } from './read-string.js';
import { isOpenIn, readLogic } from './read-logic.js';
import { isBareTest, readBetweenOrIn, readRange, refuseBareTest } from './read-tests.js';
import { readType } from './read-type.js';
import { quoted, refuseAt } from './refuse.js';
import type { Compare, Feel } from './tree.js';

type Reader = (node: FeelNode, at: Place, read: Read) => Feel;

/** One expression. What we have no reader for is refused by name. */
export function readNode(node: FeelNode, at: Place): Feel {
  const reader = readers.get(node.name);
  if (!reader) {
    return refuseAt(
      node,
      'feel-is-not-in-the-subset',
      `${quoted(written(node, at))} is no expression that is read here.`,
      'See docs/eligibility.md for the expressions that are.',
    );
  }
  return reader(node, deeper(node, at), readNode);
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['NumericLiteral', readNumber],
  ['StringLiteral', readString],
  ['BooleanLiteral', (node, at) => ({ ...spanOf(node), op: 'literal', value: written(node, at) === 'true' })],
  ['null', (node) => ({ ...spanOf(node), op: 'literal', value: null })],
  ['DateTimeLiteral', readDateLiteral],
  ['?', readInput],
  ['VariableName', readName],
  ['PathExpression', readPath],
  ['FilterExpression', readFilter],
  ['ArithmeticExpression', readArithmetic],
  ['Comparison', readComparison],
  ['Conjunction', readLogic],
  ['Disjunction', readLogic],
  ['ParenthesizedExpression', (node, at, read) => read(need(partsOf(node)[1], node), at)],
  ['IfExpression', readIf],
  ['ForExpression', readFor],
  ['QuantifiedExpression', readQuantified],
  ['List', readList],
  ['Context', readContext],
  ['SimplePositiveUnaryTest', readRange],
  ['FunctionInvocation', readCall],
  ['FunctionDefinition', readFunction],
  ['InstanceOfExpression', readInstanceOf],
]);

function readNumber(node: FeelNode, at: Place): Feel {
  const text = written(node, at).replace(/\s+/g, '');
  const value = num(text);
  if (value) return { ...spanOf(node), op: 'literal', value };
  return refuseAt(node, 'number-is-too-large', `${quoted(text)} cannot be kept.`, 'Write a number below 1e6144.');
}

function readInput(node: FeelNode, at: Place): Feel {
  if (!at.test) {
    return refuseAt(
      node,
      'input-is-not-here',
      '“?” stands for the value that a cell tests, and nothing is tested here.',
      'Write the name of the value that is meant.',
    );
  }
  at.test.readsInput = true;
  return { ...spanOf(node), op: 'input' };
}

/** `< 5 and > 3` is read as `< (5 and (> 3))`, which nobody means. */
function operand(node: FeelNode, at: Place, read: Read): Feel {
  if (isBareTest(node)) refuseBareTest(node, at);
  return read(node, at);
}

const signs = { '+': '+', '-': '-', '*': '*', '/': '/', '**': '**' } as const;

function readArithmetic(node: FeelNode, at: Place, read: Read): Feel {
  const [first, second, third] = partsOf(node);
  const [left, sign] = third ? [first, second] : [null, first];
  const right = operand(need(third ?? second, node), at, read);
  const by = written(sign ?? null, at);
  if (left) {
    const op = Object.hasOwn(signs, by) ? signs[by as keyof typeof signs] : null;
    if (op) return { ...spanOf(node), op, left: operand(left, at, read), right };
  } else if (by === '-') {
    return { ...spanOf(node), op: 'negate', of: right };
  }
  return refuseAt(
    node,
    'sign-is-unknown',
    `${quoted(by)} is no sign of FEEL ${left ? 'between two values' : 'before a value'}.`,
    by === '^' ? 'Write ** for a power.' : 'Leave it out.',
  );
}

const comparisons: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

function readComparison(node: FeelNode, at: Place, read: Read): Feel {
  const [left, sign, right] = partsOf(node);
  if (isOpenIn(node)) return readLogic(node, at, read);
  if (sign?.name !== 'CompareOp') return readBetweenOrIn(node, at, read);
  const op = written(sign, at);
  if (right && isBareTest(right) && !at.outermost.lenient) {
    return refuseAt(
      node,
      'sign-is-unknown',
      `${quoted(written(node, at))} has two signs of comparison in a row.`,
      'Write = for equal and != for not equal.',
    );
  }
  if (!comparisons.includes(op)) {
    return refuseAt(sign, 'sign-is-unknown', `${quoted(op)} is no comparison.`, 'Write =, !=, <, <=, > or >=.');
  }
  return {
    ...spanOf(node),
    op: op as Compare,
    left: read(need(left, node), at),
    right: read(need(right, node), at),
  };
}

function readIf(node: FeelNode, at: Place, read: Read): Feel {
  const [, when, , then, , otherwise] = partsOf(node);
  return {
    ...spanOf(node),
    op: 'if',
    when: read(need(when, node), at),
    then: read(need(then, node), at),
    otherwise: read(need(otherwise, node), at),
  };
}

function readList(node: FeelNode, at: Place, read: Read): Feel {
  const of = partsOf(node).filter((part) => !['[', ']', ','].includes(part.name));
  return { ...spanOf(node), op: 'list', of: of.map((part) => read(part, at)) };
}

function readInstanceOf(node: FeelNode, at: Place, read: Read): Feel {
  const parts = partsOf(node);
  const type = readType(need(parts.at(-1), node), at);
  return { ...spanOf(node), op: 'instance of', of: read(need(parts[0], node), at), type };
}
