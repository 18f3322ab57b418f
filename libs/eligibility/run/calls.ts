import type { Feel } from '../feel/tree.js';
import { typeOf } from '../feel/type-of.js';
import { isFunction } from '../values/kind.js';
import type { FeelType } from '../values/type.js';
import type { FeelFunction, FeelValue } from '../values/value.js';
import { coerce } from './coerce.js';
import type { Env, Run } from './env.js';
import { arranged, spendOnCall } from './functions/built-in.js';
import { builtIns } from './functions/index.js';
import { inside, nullFor, sizeOf, spend, spendOn } from './work.js';

type Call = Feel & { op: 'call' };
type Literal = Feel & { op: 'function' };

/** A function of FEEL, or the value of an expression. Null where that is no function, or the arguments do not fit it. */
export function call(tree: Call, closureOf: (tree: Feel) => Run): Run {
  const values = tree.arguments.map(closureOf);
  return typeof tree.of === 'string' ? builtInCall(tree, tree.of, values) : valueCall(tree, closureOf(tree.of), values);
}

function builtInCall(tree: Call, name: string, values: readonly Run[]): Run {
  const found = builtIns.get(name);
  const how = found && arranged(found, tree.names ?? null, values.length);
  if (!found || !how) return (env) => nullFor(env, 'arguments-do-not-fit', tree);
  return (env) => {
    const given = values.map((run) => run(env));
    spendOnCall(env, given);
    const value = found.call(how.values(given), env, how.named);
    return spendOn(env, value ?? nullFor(env, 'function-has-no-result', tree));
  };
}

function valueCall(tree: Call, of: Run, values: readonly Run[]): Run {
  const { names } = tree;
  return (env) => {
    const called = of(env);
    if (!isFunction(called)) return nullFor(env, 'is-no-function', tree);
    const given = values.map((run) => run(env));
    if (called.callAny)
      return spendOn(env, called.callAny(given, names ?? null) ?? nullFor(env, 'function-has-no-result', tree));
    const inOrder = names ? byName(called, names, given) : given;
    if (inOrder?.length !== called.parameters.length) return nullFor(env, 'arguments-do-not-fit', tree);
    return called.call(inOrder);
  };
}

function byName(
  { parameters }: FeelFunction,
  names: readonly string[],
  given: readonly FeelValue[],
): readonly FeelValue[] | null {
  if (!names.every((name) => parameters.includes(name))) return null;
  return parameters.map((parameter) => {
    const at = names.indexOf(parameter);
    return at < 0 ? null : (given[at] ?? null);
  });
}

const any: FeelType = { kind: 'any' };

function typeOfFunction({ parameters, body }: Literal): NonNullable<FeelFunction['type']> {
  const types = new Map(parameters.map(({ slot, type }) => [slot, type ?? any]));
  return { parameters: [...types.values()], result: typeOf(body, (slot) => types.get(slot) ?? any) };
}

/** A function sees the values that there were where it was made, whatever loop has gone on since. */
export function functionLiteral(tree: Literal, body: Run): Run {
  const { nodes, levels } = sizeOf(tree.body);
  const names = tree.parameters.map(({ name }) => name);
  const type = typeOfFunction(tree);
  return (env) => {
    spend(env, env.slots.length);
    const made = { slots: [...env.slots], input: env.input };
    const invoke = (values: readonly FeelValue[]): FeelValue => {
      if (values.length !== names.length) return nullFor(env, 'arguments-do-not-fit', tree);
      spend(env, nodes + made.slots.length);
      const slots = [...made.slots];
      tree.parameters.forEach(({ slot, type }, at) => {
        const value = values[at] ?? null;
        slots[slot] = type ? coerce(value, type) : value;
      });
      return inside(env, levels, () => runWith(env, slots, made.input, body));
    };
    return { kind: 'function', parameters: names, call: invoke, type };
  };
}

function runWith(env: Env, slots: FeelValue[], input: FeelValue, body: Run): FeelValue {
  const before = { slots: env.slots, input: env.input };
  env.slots = slots;
  env.input = input;
  try {
    return body(env);
  } finally {
    env.slots = before.slots;
    env.input = before.input;
  }
}
