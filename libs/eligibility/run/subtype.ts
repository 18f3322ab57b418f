import type { FeelType } from '../values/type.js';
import type { FeelFunction } from '../values/value.js';

type FunctionType = NonNullable<FeelFunction['type']>;

/** Whether each value of one type is of the other. What nobody knows of a type does not speak against it. */
export function isSubtype(one: FeelType, other: FeelType): boolean {
  if (one.kind === 'allowed') return isSubtype(one.of, other);
  if (other.kind === 'allowed') return isSubtype(one, other.of);
  if (one.kind === 'any' || other.kind === 'any') return true;
  if ((one.kind === 'list' || one.kind === 'range') && one.kind === other.kind) return isSubtype(one.of, other.of);
  if (one.kind === 'context' && other.kind === 'context') return hasEntries(one.entries, other.entries);
  if (one.kind === 'function' && other.kind === 'function')
    return isSubfunction({ parameters: one.parameters ?? [], result: one.result ?? any }, other);
  return one.kind === other.kind;
}

const any: FeelType = { kind: 'any' };

function hasEntries(own: ReadonlyMap<string, FeelType>, wanted: ReadonlyMap<string, FeelType>): boolean {
  return [...wanted].every(([key, type]) => {
    const found = own.get(key);
    return found !== undefined && isSubtype(found, type);
  });
}

/** A function that takes at least what is wanted, and gives nothing else than what is wanted. */
export function isSubfunction(
  { parameters, result }: FunctionType,
  wanted: Extract<FeelType, { readonly kind: 'function' }>,
): boolean {
  if (wanted.parameters && wanted.parameters.length !== parameters.length) return false;
  const takes = (wanted.parameters ?? []).every((type, index) => isSubtype(type, parameters[index] ?? any));
  return takes && isSubtype(result, wanted.result ?? any);
}

/** What is known of all these functions together: a parameter or result of which they say different things may be any. */
export function commonType(functions: readonly FeelFunction[]): FunctionType | null {
  const types = functions.flatMap(({ type }) => type ?? []);
  const [first, ...rest] = types;
  if (!first || types.length < functions.length) return null;
  return rest.reduce(
    (all, { parameters, result }) => ({
      parameters: all.parameters.map((type, index) => same(type, parameters[index] ?? any)),
      result: same(all.result, result),
    }),
    first,
  );
}

const same = (a: FeelType, b: FeelType): FeelType => (isSubtype(a, b) && isSubtype(b, a) ? a : any);
