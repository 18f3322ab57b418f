import type { FeelType } from '../values/type.js';
import { isContext, isFunction, isList, isRange, kindOf } from '../values/kind.js';
import type { FeelFunction, FeelValue } from '../values/value.js';
import type { Env, Run } from './env.js';
import { commonType, isSubfunction } from './subtype.js';

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
      return isList(value) && (functionsConform(value, type.of) ?? itemsConform(value, type.of, of));
    case 'range':
      return isRange(value) && [value.low, value.high].every((end) => end === null || of(end, type.of));
    case 'context':
      return isContext(value) && [...type.entries].every(([key, wanted]) => hasEntry(value.entries, key, wanted, of));
    case 'function':
      return isFunction(value) && (value.type ? isSubfunction(value.type, type) : takesAsMany(value, type));
    default:
      return kindOf(value) === type.kind;
  }
}

type Of = (value: FeelValue, type: FeelType) => boolean;

function itemsConform(items: readonly FeelValue[], type: FeelType, of: Of): boolean {
  return type.kind === 'any' || items.every((item) => item === null || of(item, type));
}

/** Functions in a list conform by what is known of all of them. Null: they are not all functions. */
function functionsConform(items: readonly FeelValue[], wanted: FeelType): boolean | null {
  if (wanted.kind !== 'function') return null;
  const functions = items.filter(isFunction);
  const common = functions.length === items.length ? commonType(functions) : null;
  return common && functions.every((one) => takesAsMany(one, wanted)) ? isSubfunction(common, wanted) : null;
}

export function takesAsMany(
  { parameters }: FeelFunction,
  wanted: Extract<FeelType, { readonly kind: 'function' }>,
): boolean {
  return !wanted.parameters || parameters.length === wanted.parameters.length;
}

function hasEntry(entries: ReadonlyMap<string, FeelValue>, key: string, wanted: FeelType, of: Of): boolean {
  const value = entries.get(key);
  return value !== undefined && (value === null || of(value, wanted));
}

export function instanceOf(of: Run, type: FeelType): Run {
  return (env: Env) => conforms(of(env), type);
}
