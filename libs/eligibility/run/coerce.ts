import type { Unary } from '../feel/tree.js';
import { isContext, isFunction, isKind, isList } from '../values/kind.js';
import { midnight } from '../values/time.js';
import type { FeelType } from '../values/type.js';
import type { FeelValue } from '../values/value.js';
import { conforms, takesAsMany } from './conforms.js';
import type { Env } from './env.js';
import { testOf } from './unary.js';

/** Enough for any list of allowed values that a person writes. */
const stepsForAllowed = 100_000;

/**
 * A value as its declared type has it; null where it cannot be one. First as it stands, then one value for a list of it and a
 * list of one for that one, and a date for its midnight. `null` stays null: it is of every type here.
 */
export function coerce(value: FeelValue, type: FeelType): FeelValue {
  if (value === null || type.kind === 'any') return value;
  const direct = within(value, type);
  if (direct !== null) return direct;
  const plain = bare(type);
  if (plain.kind === 'list') return isList(value) ? null : within([value], type);
  return isList(value) && value.length === 1 ? coerce(value[0] ?? null, type) : null;
}

function bare(type: FeelType): FeelType {
  return type.kind === 'allowed' ? bare(type.of) : type;
}

/** Without the step from one value to a list or back. */
function within(value: FeelValue, type: FeelType): FeelValue {
  switch (type.kind) {
    case 'allowed': {
      const inner = within(value, type.of);
      return inner !== null && passes(inner, type.allowed) ? inner : null;
    }
    case 'list':
      return isList(value) ? itemsOf(value, type.of) : null;
    case 'context':
      return isContext(value) ? entriesOf(value.entries, type.entries) : null;
    case 'function':
      // What a function gives becomes a value of its type when it is called.
      return isFunction(value) && takesAsMany(value, type) ? value : null;
    case 'date and time':
      return isKind(value, 'date')
        ? { kind: 'date and time', date: value, time: { ...midnight, zone: { offset: 0 } } }
        : asIs(value, type);
    default:
      return asIs(value, type);
  }
}

const asIs = (value: FeelValue, type: FeelType): FeelValue => (conforms(value, type) ? value : null);

function itemsOf(items: readonly FeelValue[], type: FeelType): FeelValue {
  if (type.kind === 'any') return items;
  const made: FeelValue[] = [];
  for (const item of items) {
    const value = coerce(item, type);
    if (value === null && item !== null) return null;
    made.push(value);
  }
  return made;
}

/** Entries that the type does not name stay; one that it names must be there. */
function entriesOf(entries: ReadonlyMap<string, FeelValue>, types: ReadonlyMap<string, FeelType>): FeelValue {
  const made = new Map(entries);
  for (const [key, type] of types) {
    const before = entries.get(key);
    if (before === undefined) return null;
    const value = coerce(before, type);
    if (value === null && before !== null) return null;
    made.set(key, value);
  }
  return { kind: 'context', entries: made };
}

const tests = new WeakMap<Unary, ReturnType<typeof testOf>>();

function passes(value: FeelValue, allowed: Unary): boolean {
  const test = tests.get(allowed) ?? testOf(allowed);
  tests.set(allowed, test);
  const env: Env = { slots: [], input: value, moment: null, steps: stepsForAllowed, notes: [] };
  return test(env) === true;
}
