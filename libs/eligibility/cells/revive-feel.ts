import type { Feel, Unary } from '../feel/tree.js';
import { num } from '../values/number.js';
import { parseTemporal } from '../values/parse-temporal.js';
import type { FeelValue } from '../values/value.js';
import type { StoredConstant, StoredFeel, StoredUnary } from './stored.js';

/** The tree that was stored, ready to be run. No parser is needed. */
export function reviveFeel(stored: StoredFeel): Feel {
  const parts = Object.entries(stored).map(([key, part]): [string, unknown] => [
    key,
    stored.op === 'literal' && key === 'value' ? valueOf(part as unknown as StoredConstant) : revive(part),
  ]);
  return { from: 0, to: 0, ...Object.fromEntries(parts) } as unknown as Feel;
}

export function reviveUnary({ test, of }: StoredUnary): Exclude<Unary, { readonly test: 'any' }> {
  return { test, of: of.map((one) => ({ test: reviveFeel(one.test), readsInput: one.readsInput })) };
}

function revive(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(revive);
  if (typeof part !== 'object' || part === null) return part;
  if ('op' in part) return reviveFeel(part as StoredFeel);
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, revive(inner)]));
}

function valueOf(constant: StoredConstant): FeelValue {
  if ('string' in constant) return constant.string;
  if ('boolean' in constant) return constant.boolean;
  return 'number' in constant ? num(constant.number) : parseTemporal(constant.at);
}
