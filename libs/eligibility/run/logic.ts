import type { Compare, Feel, Unary } from '../feel/tree.js';
import { compare } from '../values/compare.js';
import { equal } from '../values/equal.js';
import type { FeelValue } from '../values/value.js';
import type { Run } from './env.js';
import { testOfWith } from './tests.js';
import { nullFor } from './work.js';

/** Of three values; what is no truth value counts as not known. The second is not looked at where the first decides. */
export function conjunction(left: Run, right: Run): Run {
  return (env) => {
    const a = left(env);
    if (a === false) return false;
    const b = right(env);
    if (b === false) return false;
    return a === true && b === true ? true : null;
  };
}

export function disjunction(left: Run, right: Run): Run {
  return (env) => {
    const a = left(env);
    if (a === true) return true;
    const b = right(env);
    if (b === true) return true;
    return a === false && b === false ? false : null;
  };
}

/** A condition that is not true, also one that is null, chooses the second. */
export function choice(when: Run, then: Run, otherwise: Run): Run {
  return (env) => (when(env) === true ? then(env) : otherwise(env));
}

const holds: Readonly<Record<'<' | '<=' | '>' | '>=', (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Null where the two have no order, or are of two types and neither is null. */
export function comparison(at: Feel, op: Compare, left: Run, right: Run): Run {
  if (op === '=' || op === '!=') {
    return (env) => {
      const same = equal(left(env), right(env));
      if (same === null) return nullFor(env, 'types-differ', at);
      return same === (op === '=');
    };
  }
  const ordered = holds[op];
  return (env) => {
    const order = compare(left(env), right(env));
    return order === null ? nullFor(env, 'has-no-order', at) : ordered(order);
  };
}

export function between(of: Run, low: Run, high: Run): Run {
  return (env) => {
    const value = of(env);
    const fromLow = compare(value, low(env));
    const fromHigh = compare(value, high(env));
    if ((fromLow !== null && fromLow < 0) || (fromHigh !== null && fromHigh > 0)) return false;
    return fromLow === null || fromHigh === null ? null : true;
  };
}

/** `in`: the tests look at the value as those of a cell look at its input. */
export function membership(of: Run, tests: Unary, closureOf: (tree: Feel) => Run): Run {
  const test = testOfWith(tests, closureOf);
  return (env) => {
    const value: FeelValue = of(env);
    const around = env.input;
    env.input = value;
    try {
      return test(env);
    } finally {
      env.input = around;
    }
  };
}
