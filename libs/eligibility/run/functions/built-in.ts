import type { FeelFunction, FeelValue } from '../../values/value.js';
import { isContext, isList } from '../../values/kind.js';
import { type Env, TooMuchWork } from '../env.js';

/** A function that FEEL has. `signatures`: names of its arguments, one list per way to call it. */
export interface BuiltIn {
  readonly name: string;
  readonly signatures: readonly (readonly string[])[];
  /** The last argument of a signature may come any number of times, one after the other. */
  readonly variadic?: true;
  /** Where arguments have names, those that are not given are null. */
  readonly optional?: true;
  /** Values in the order of a signature; `named`: that signature, where the arguments have names. Null for what the function does not take. Throws TooMuchWork alone. */
  readonly call: (values: readonly FeelValue[], env: Env, named?: readonly string[]) => FeelValue;
}

type Call = BuiltIn['call'];

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
    call: (values, env, names) =>
      fits(values.length) ? call(values, env, names) : note(env, 'wrong-number-of-arguments'),
  };
}

/** FEEL takes a list of one value for that value where no list is wanted. */
export const ofOne = (value: FeelValue): FeelValue =>
  isList(value) && value.length === 1 ? (value[0] ?? null) : value;

/** A function that takes no lists. */
export function ofSingles(of: BuiltIn): BuiltIn {
  return { ...of, call: (values, env, names) => of.call(values.map(ofOne), env, names) };
}

/** Puts arguments in the order of a signature. */
export interface Arranged {
  readonly values: (given: readonly FeelValue[]) => readonly FeelValue[];
  readonly named?: readonly string[];
}

/** How so many arguments, or those of these names, stand; null where no form of the function takes them. */
export function arranged(of: BuiltIn, names: readonly string[] | null, count: number): Arranged | null {
  const { signatures, variadic, optional } = of;
  if (!names) return variadic || signatures.some((one) => one.length === count) ? { values: (given) => given } : null;
  const named = signatures.find(
    (one) => (optional || one.length === names.length) && names.every((name) => one.includes(name)),
  );
  return named ? { values: (given) => named.map((name) => given[names.indexOf(name)] ?? null), named } : null;
}

/** What calling it costs, besides what it does. */
export function spendOnCall(env: Env, given: readonly FeelValue[]): void {
  spend(env, 1 + given.reduce((sum: number, value) => sum + (isList(value) ? value.length : 0), 0));
}

/** The function as a value, to be called in each of its ways. */
export function asFunction(of: BuiltIn): (env: Env) => FeelFunction {
  return (env) => {
    const callAny: FeelFunction['callAny'] = (given, names) => {
      const how = arranged(of, names, given.length);
      spendOnCall(env, given);
      return how ? of.call(how.values(given), env, how.named) : note(env, 'arguments-do-not-fit');
    };
    return { kind: 'function', parameters: of.signatures[0] ?? [], call: (given) => callAny(given, null), callAny };
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
