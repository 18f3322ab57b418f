import type { Feel, Span } from '../feel/tree.js';
import { add, divide, multiply, negate, power, subtract } from '../values/add.js';
import type { FeelValue } from '../values/value.js';
import type { Run } from './env.js';
import { nullFor, spend, spendOn } from './work.js';

type Sign = '+' | '-' | '*' | '/' | '**';

const by: Readonly<Record<Sign, (a: FeelValue, b: FeelValue) => FeelValue>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
};

/** A power takes far longer than a sum. */
const powerSteps = 50;

/** Null where the operands do not go together, and after a division by zero or an overflow. */
export function arithmetic(tree: Feel, sign: Sign, left: Run, right: Run): Run {
  const compute = by[sign];
  return (env) => {
    const a = left(env);
    const b = right(env);
    if (sign === '**') spend(env, powerSteps);
    return spendOn(env, compute(a, b) ?? nullFor(env, 'arithmetic-has-no-result', tree));
  };
}

export function negation(at: Span, of: Run): Run {
  return (env) => negate(of(env)) ?? nullFor(env, 'arithmetic-has-no-result', at);
}
