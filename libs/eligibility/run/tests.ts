import type { Feel, Unary } from '../feel/tree.js';
import { isTruth } from '../feel/type-of.js';
import { equal } from '../values/equal.js';
import { isList, isRange } from '../values/kind.js';
import { within } from '../values/range.js';
import type { FeelValue } from '../values/value.js';
import type { Env, Run } from './env.js';
import { spend } from './work.js';

type Test = (env: Env) => boolean | null;
type One = Extract<Unary, { readonly of: unknown }>['of'][number];

/** See `testOf`; `closureOf` is handed in, because a test stands in an expression and expressions in a test. */
export function testOfWith(tests: Unary, closureOf: (tree: Feel) => Run): Test {
  if (tests.test === 'any') return () => true;
  const each = tests.of.map((one) => single(one, closureOf(one.test)));
  const [only] = each;
  const some = only && each.length === 1 ? only : anyOf(each);
  return tests.test === 'some' ? some : (env) => opposite(some(env));
}

const opposite = (truth: boolean | null): boolean | null => (truth === null ? null : !truth);

function anyOf(each: readonly Test[]): Test {
  return (env) => {
    let found: boolean | null = false;
    for (const test of each) {
      const passes = test(env);
      if (passes === true) return true;
      found = passes === null ? null : found;
    }
    return found;
  };
}

function single({ test, readsInput }: One, run: Run): Test {
  if (readsInput) {
    return (env) => {
      const value = run(env);
      return typeof value === 'boolean' ? value : null;
    };
  }
  // `null` as an answer to a question is a value to compare with; `null` out of a computation is none.
  const mayBeNull =
    !isTruth(test.op) && !['range', 'unary range', '+', '-', '*', '/', '**', 'negate'].includes(test.op);
  return (env) => {
    const value = run(env);
    if (value === null && !mayBeNull) return null;
    return passes(env, env.input, value);
  };
}

/** A test without `?`: its value is what the input must be, or a list or range that it must lie in. */
function passes(env: Env, input: FeelValue, value: FeelValue): boolean | null {
  if (isRange(value)) return isRange(input) ? equal(input, value) : within(value, input);
  if (isList(value)) return isAmong(env, input, value);
  return equal(input, value);
}

function isAmong(env: Env, input: FeelValue, list: readonly FeelValue[]): boolean {
  spend(env, list.length);
  if (isList(input) && equal(input, list) === true) return true;
  return list.some((one) => (isRange(one) && !isRange(input) ? within(one, input) : equal(input, one)) === true);
}
