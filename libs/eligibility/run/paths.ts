import type { Feel } from '../feel/tree.js';
import { isList } from '../values/kind.js';
import { propertyOf } from '../values/properties.js';
import type { FeelValue } from '../values/value.js';
import type { Env, Run } from './env.js';
import { nullFor, spend } from './work.js';

/** An entry of a context, a part of a date, time, duration or range; of a list, that of each item. Null where there is none. */
export function path(tree: Feel & { op: 'path' }, of: Run): Run {
  const { key } = tree;
  const one = (value: FeelValue, env: Env): FeelValue => {
    const found = propertyOf(value, key);
    return found === undefined ? nullFor(env, 'has-no-entry', tree) : found;
  };
  return (env) => {
    const value = of(env);
    if (!isList(value)) return value === null ? null : one(value, env);
    spend(env, value.length);
    return value.map((item) => one(item, env));
  };
}
