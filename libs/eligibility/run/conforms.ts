import type { FeelType } from '../values/type.js';
import { isContext, isFunction, isList, isRange, kindOf } from '../values/kind.js';
import type { FeelValue } from '../values/value.js';
import type { Env, Run } from './env.js';

/** Passes `allowedValues` and their like. Handed in, because such tests are expressions of their own. */
export type Passes = (value: FeelValue, type: Extract<FeelType, { readonly kind: 'allowed' }>) => boolean;

/** Whether a value is of a type as it stands. `null` is of type Null alone; a context may have more entries than its type. */
export function conforms(value: FeelValue, type: FeelType, passes: Passes = () => true): boolean {
  const of = (inner: FeelValue, wanted: FeelType): boolean => conforms(inner, wanted, passes);
  switch (type.kind) {
    case 'any':
      return value !== null;
    case 'allowed':
      return of(value, type.of) && passes(value, type);
    case 'list':
      return isList(value) && (type.of.kind === 'any' || value.every((item) => item === null || of(item, type.of)));
    case 'range':
      return isRange(value) && [value.low, value.high].every((end) => end === null || of(end, type.of));
    case 'context':
      return isContext(value) && [...type.entries].every(([key, wanted]) => hasEntry(value.entries, key, wanted, of));
    case 'function':
      return isFunction(value) && (!type.parameters || value.parameters.length === type.parameters.length);
    default:
      return kindOf(value) === type.kind;
  }
}

function hasEntry(
  entries: ReadonlyMap<string, FeelValue>,
  key: string,
  wanted: FeelType,
  of: (value: FeelValue, type: FeelType) => boolean,
): boolean {
  const value = entries.get(key);
  return value !== undefined && (value === null || of(value, wanted));
}

export function instanceOf(of: Run, type: FeelType): Run {
  return (env: Env) => conforms(of(env), type);
}
