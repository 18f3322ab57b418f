import type { Feel } from '../feel/tree.js';
import { oneSided, rangeOf } from '../values/range.js';
import type { Run } from './env.js';
import { nullFor } from './work.js';

export function interval(tree: Feel & { op: 'range' }, low: Run, high: Run): Run {
  return (env) =>
    rangeOf(low(env), high(env), tree.lowIncluded, tree.highIncluded) ?? nullFor(env, 'range-has-no-order', tree);
}

/** `> 5` as a value. */
export function oneSidedRange(tree: Feel & { op: 'unary range' }, of: Run): Run {
  return (env) => oneSided(tree.by, of(env)) ?? nullFor(env, 'range-has-no-order', tree);
}
