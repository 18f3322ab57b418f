import { asFunction, builtIns, type BuiltIn } from '../run/functions/index.js';

/** The function of FEEL of this name. */
export function builtIn(name: string): BuiltIn | null {
  return builtIns.get(name.replace(/\s+/g, ' ')) ?? null;
}

export const allBuiltIns = (): readonly string[] => [...builtIns.keys()];

export { asFunction, type BuiltIn };
