import type { FeelValue } from '../../values/value.js';
import { isContext, isList } from '../../values/kind.js';
import { type Env, TooMuchWork } from '../env.js';

/** A function that FEEL has. `signatures`: names of its arguments, one list per way to call it. */
export interface BuiltIn {
  readonly name: string;
  readonly signatures: readonly (readonly string[])[];
  /** The last argument of a signature may come any number of times, one after the other. */
  readonly variadic?: true;
  /** Values in the order of a signature. Null for what the function does not take. Throws TooMuchWork alone. */
  readonly call: (values: readonly FeelValue[], env: Env) => FeelValue;
}

type Call = (values: readonly FeelValue[], env: Env) => FeelValue;

/** Arguments are written `date, time`; a `…` at the end is left to the last of them. Any other number of values is null. */
export function builtIn(name: string, signatures: readonly string[], call: Call): BuiltIn {
  const variadic = signatures.some((one) => one.endsWith('…'));
  const named = signatures.map((one) => (one === '' ? [] : one.replace('…', '').split(', ')));
  const fits = (count: number): boolean =>
    named.some((one) => one.length === count) || (variadic && named.some((one) => count >= one.length && count > 0));
  return {
    name,
    signatures: named,
    ...(variadic && { variadic }),
    call: (values, env) => (fits(values.length) ? call(values, env) : note(env, 'wrong-number-of-arguments')),
  };
}

const mostNotes = 1_000;

/** Says why a value is null, where there is more to say than that; the caller knows the place. */
export function note(env: Env, code: string): null {
  if (env.notes.length < mostNotes) env.notes.push({ code, from: 0, to: 0 });
  return null;
}

/** Counts work that grows with the values. */
export function spend(env: Env, steps: number): void {
  env.steps -= steps;
  if (env.steps < 0) throw new TooMuchWork();
}

/** Takes steps for all that a value holds, whichever way it is held. */
export function spendOn(env: Env, value: FeelValue): void {
  spend(env, typeof value === 'string' ? value.length : 1);
  if (isList(value)) for (const item of value) spendOn(env, item);
  if (isContext(value)) for (const [key, item] of value.entries) spendOn(env, [key, item]);
}

/** What a function of lists reads: a list, or one value as a list of itself. Null is no list. */
export function listOf(value: FeelValue | undefined, env: Env): readonly FeelValue[] | null {
  if (value === null || value === undefined) return null;
  const list = isList(value) ? value : [value];
  spend(env, list.length);
  return list;
}

/** `f([a, b])` and `f(a, b)` are one. */
export function itemsOf(values: readonly FeelValue[], env: Env): readonly FeelValue[] | null {
  if (values.length === 1) return listOf(values[0], env);
  spend(env, values.length);
  return values;
}
