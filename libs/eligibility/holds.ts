import type { Comparison, Expression, FeelTest, Literal } from './table.js';
import type { Value } from './types.js';

/**
 * Whether a known value passes a test. Two-valued: the caller never passes an unknown.
 * A value of another kind than the constant equals nothing and is never ordered.
 */
export function holds(test: FeelTest, value: Value): boolean {
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
  }
}

function compares(operator: Comparison, value: Value, literal: Literal): boolean {
  const constant = literal.value;
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

/** The number that an expression gives, or null while something in it is unknown or it divides by zero. */
export function compute(expression: Expression, read: (question: string) => Value | null): number | null {
  if (expression.op === 'number') return expression.value;
  if (expression.op === 'question') {
    const value = read(expression.id);
    return typeof value === 'number' ? value : null;
  }
  const left = compute(expression.left, read);
  const right = compute(expression.right, read);
  if (left === null || right === null) return null;
  if (expression.op === '+') return left + right;
  if (expression.op === '-') return left - right;
  if (expression.op === '*') return left * right;
  return right === 0 ? null : left / right;
}
