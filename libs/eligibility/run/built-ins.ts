import type { FeelValue } from '../values/value.js';
import type { Env } from './env.js';

/** A function of FEEL. Named arguments are put in the order of the signature that has them all. */
export interface BuiltIn {
  readonly name: string;
  readonly signatures: readonly (readonly string[])[];
  readonly variadic?: true;
  readonly call: (values: readonly FeelValue[], env: Env) => FeelValue;
}

export const builtIns: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>();
