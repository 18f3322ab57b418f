import type { Feel } from '../feel/tree.js';
import { oneSided, rangeOf } from '../values/range.js';
import type { Run } from './env.js';
import { nullFor } from './work.js';

/** Between constants: made once. */
export function interval(tree: Feel & { op: 'range' }, low: Run, high: Run): Run {
  if (tree.low.op === 'literal' && tree.high.op === 'literal') {
    const made = rangeOf(tree.low.value, tree.high.value, tree.lowIncluded, tree.highIncluded);
    if (made) return () => made;
  }
  return (env) =>
    rangeOf(low(env), high(env), tree.lowIncluded, tree.highIncluded) ?? nullFor(env, 'range-has-no-order', tree);
}

/** `> 5` as a value. */
export function oneSidedRange(tree: Feel & { op: 'unary range' }, of: Run): Run {
  const made = tree.of.op === 'literal' ? oneSided(tree.by, tree.of.value) : null;
  if (made) return () => made;
  return (env) => oneSided(tree.by, of(env)) ?? nullFor(env, 'range-has-no-order', tree);
}
