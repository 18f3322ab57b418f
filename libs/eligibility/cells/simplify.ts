import type { Compare, Feel, Unary } from '../feel/tree.js';
import { refuse } from '../refusal.js';
import type { FeelTest, Literal } from '../table.js';
import { isKind } from '../values/kind.js';
import { isNumber, num, plainOf } from '../values/number.js';
import { show } from '../values/show.js';

/**
 * The test as one that compares the column's own value with constants, where it is such: those are decided exactly. Null
 * where it is more. `tests` are folded.
 */
export function simplify(tests: Unary): FeelTest | null {
  if (tests.test === 'any') return { test: 'any' };
  const each = tests.of.map(({ test, readsInput }) => (readsInput ? toCondition(test) : toValueTest(test)));
  const some = joined('some', each);
  return some && tests.test === 'none' ? { test: 'not', of: some } : some;
}

function joined(test: 'some' | 'every', each: readonly (FeelTest | null)[]): FeelTest | null {
  const of = each.filter((one) => one !== null);
  if (of.length < each.length) return null;
  return of.length === 1 ? (of[0] ?? null) : { test, of };
}

/** `18`, `> 18`, `[18..65]`: without `?`. */
function toValueTest(tree: Feel): FeelTest | null {
  if (tree.op === 'literal') return compare('=', tree);
  if (tree.op === 'unary range') return compare(tree.by, tree.of);
  if (tree.op === 'range') return range(tree.low, tree.high, tree.lowIncluded, tree.highIncluded);
  return null;
}

const turned: Readonly<Record<Compare, Compare>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function toCondition(tree: Feel): FeelTest | null {
  switch (tree.op) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (tree.left.op === 'input') return compare(tree.op, tree.right);
      return tree.right.op === 'input' ? compare(turned[tree.op], tree.left) : null;
    case 'between':
      return tree.of.op === 'input' ? range(tree.low, tree.high, true, true) : null;
    case 'in':
      return tree.of.op === 'input' ? simplify(tree.tests) : null;
    case 'and':
    case 'or':
      return joined(tree.op === 'and' ? 'every' : 'some', [toCondition(tree.left), toCondition(tree.right)]);
    case 'call':
      return toCall(tree);
    default:
      return null;
  }
}

function toCall({ of, names, arguments: given }: Feel & { op: 'call' }): FeelTest | null {
  const [first, second] = given;
  if (names || !first) return null;
  if (of === 'not') {
    const inner = toCondition(first);
    return inner && { test: 'not', of: inner };
  }
  const isWord = second?.op === 'literal' && typeof second.value === 'string';
  if (of !== 'list contains' || first.op !== 'input' || !isWord) return null;
  return { test: 'contains', item: String(second.value) };
}

function compare(operator: Compare, tree: Feel): FeelTest | null {
  const to = literalOf(tree);
  if (!to) return null;
  if (operator !== '=' && operator !== '!=' && (to.kind === 'string' || to.kind === 'boolean')) {
    return refuse(
      'comparison-does-not-fit',
      `“${operator} ${JSON.stringify(to.value)}” puts words in an order.`,
      'Only numbers and dates have an order. List the words that fit instead: "a", "b".',
    );
  }
  return { test: 'compare', operator, to };
}

function range(low: Feel, high: Feel, fromIncluded: boolean, toIncluded: boolean): FeelTest | null {
  const from = literalOf(low);
  const to = literalOf(high);
  if (!from || !to) return null;
  if (from.kind !== to.kind || from.kind === 'boolean' || from.kind === 'string') {
    return refuse(
      'range-does-not-fit',
      'The two ends of a range are not two numbers or two dates.',
      'Write for example [18..65] or [date("2024-01-01")..date("2024-12-31")].',
    );
  }
  if (from.value > to.value) {
    return refuse('range-is-reversed', 'A range begins after it ends.', 'Write the smaller end first.');
  }
  return { test: 'range', from, to, fromIncluded, toIncluded };
}

/** A constant as tables keep it; null for what is none, and for times and durations. */
function literalOf(tree: Feel): Literal | null {
  if (tree.op !== 'literal') return null;
  const { value } = tree;
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (isNumber(value)) return numberOf(plainOf(value));
  if (!isKind(value, 'date')) return null;
  if (value.year < 1 || value.year > 9999) {
    refuse('date-is-not-a-date', `${show(value)} is no date that an answer can be.`, 'Keep to the years 0001 to 9999.');
  }
  return { kind: 'date', value: show(value) };
}

/** Kept as it is, never rounded. */
function numberOf(written: string): Literal {
  const value = Number(written);
  const digits = written.replace(/\D/g, '').replace(/^0+/, '');
  if (digits.replace(/0+$/, '').length > 15 || !num(value)?.equals(num(written) ?? 0)) {
    refuse(
      'number-is-too-long',
      `A constant here comes to ${written.slice(0, 40)}, which has more than 15 digits.`,
      'Say how it is rounded, for example decimal(100 / 3, 2), or write the constant that is meant.',
    );
  }
  return { kind: 'number', value: value === 0 ? 0 : value };
}
