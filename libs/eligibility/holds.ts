import type { Decimal } from 'decimal.js';
import type { Comparison, Expression, FeelTest, Literal } from './table.js';
import type { Value } from './types.js';
import { finite, isNumber, num } from './values/number.js';

/**
 * Whether a known value passes a test. Two-valued: the caller never passes an unknown.
 * A value of another kind than the constant equals nothing and is never ordered.
 */
export function holds(test: FeelTest, value: Value | Decimal): boolean {
  switch (test.test) {
    case 'any':
      return true;
    case 'compare':
      return compares(test.operator, value, test.to);
    case 'range':
      return (
        compares(test.fromIncluded ? '>=' : '>', value, test.from) &&
        compares(test.toIncluded ? '<=' : '<', value, test.to)
      );
    case 'contains':
      return Array.isArray(value) && value.includes(test.item);
    case 'some':
      return test.of.some((one) => holds(one, value));
    case 'every':
      return test.of.every((one) => holds(one, value));
    case 'not':
      return !holds(test.of, value);
    // Not for here: `truthOf` knows what else such a test reads.
    case 'feel':
      return false;
  }
}

function compares(operator: Comparison, value: Value | Decimal, literal: Literal): boolean {
  const constant = literal.value;
  if (isNumber(value)) return typeof constant === 'number' && ordersDecimals(operator, value, constant);
  if (operator === '=') return value === constant;
  if (operator === '!=') return value !== constant;
  // ISO dates of four-digit years are in order as text.
  if (typeof value === 'number' && typeof constant === 'number') return ordered(operator, value, constant);
  if (typeof value === 'string' && typeof constant === 'string') return ordered(operator, value, constant);
  return false;
}

function ordered<T extends number | string>(operator: '<' | '<=' | '>' | '>=', left: T, right: T): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  if (operator === '>') return left > right;
  return left >= right;
}

function ordersDecimals(operator: Comparison, value: Decimal, constant: number): boolean {
  const order = value.comparedTo(num(constant) ?? NaN);
  if (operator === '=') return order === 0;
  return operator === '!=' ? order !== 0 : ordered(operator, order, 0);
}

/**
 * The number that an expression gives, or null while something in it is unknown or it divides by zero. Reckoned in
 * decimals of 34 digits (0.1 + 0.2 is 0.3), and in whole numbers as long as they stay whole.
 */
export function compute(expression: Expression, read: (question: string) => Value | null): number | Decimal | null {
  if (expression.op === 'number') return expression.value;
  // Not for here: `runComputed` does these.
  if (expression.op === 'feel') return null;
  if (expression.op === 'question') {
    const value = read(expression.id);
    return typeof value === 'number' ? value : null;
  }
  const left = compute(expression.left, read);
  const right = compute(expression.right, read);
  if (left === null || right === null) return null;
  const whole = typeof left === 'number' && typeof right === 'number' ? inWhole(expression.op, left, right) : null;
  return whole ?? inDecimals(expression.op, left, right);
}

type Operator = '+' | '-' | '*' | '/';

/** Null where a fraction, or something too large for whole numbers, is in it or comes of it. */
function inWhole(op: Operator, left: number, right: number): number | null {
  if (op === '/' || !Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return null;
  const result = op === '+' ? left + right : op === '-' ? left - right : left * right;
  return Number.isSafeInteger(result) ? result : null;
}

function inDecimals(op: Operator, left: number | Decimal, right: number | Decimal): Decimal | null {
  const a = isNumber(left) ? left : num(left);
  const b = isNumber(right) ? right : num(right);
  if (a === null || b === null || (op === '/' && b.isZero())) return null;
  const result = op === '+' ? a.plus(b) : op === '-' ? a.minus(b) : op === '*' ? a.times(b) : a.dividedBy(b);
  return finite(result);
}
