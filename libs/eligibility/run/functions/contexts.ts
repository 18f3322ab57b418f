import { isContext, isList } from '../../values/kind.js';
import type { FeelContext, FeelValue } from '../../values/value.js';
import { type BuiltIn, builtIn, listOf, ofOne, ofSingles, spend } from './built-in.js';
import type { Env } from '../env.js';

const contextOf = (entries: ReadonlyMap<string, FeelValue>): FeelContext => ({ kind: 'context', entries });

/** Of entries with `key` and `value`, no key twice. */
function fromEntries(entries: FeelValue, env: Env): FeelValue {
  const made = new Map<string, FeelValue>();
  for (const entry of listOf(entries, env) ?? [null]) {
    const key = isContext(entry) ? entry.entries.get('key') : undefined;
    if (!isContext(entry) || typeof key !== 'string' || made.has(key) || !entry.entries.has('value')) return null;
    made.set(key, entry.entries.get('value') ?? null);
  }
  return contextOf(made);
}

function put(context: FeelValue, keys: readonly FeelValue[], value: FeelValue, env: Env): FeelValue {
  const [key, ...inner] = keys;
  if (!isContext(context) || typeof key !== 'string') return null;
  spend(env, context.entries.size);
  const within = inner.length === 0 ? value : put(context.entries.get(key) ?? null, inner, value, env);
  return within === null && inner.length > 0 ? null : contextOf(new Map(context.entries).set(key, within));
}

/** Of two entries with one key the later one stays. */
function merge(contexts: FeelValue, env: Env): FeelValue {
  const made = new Map<string, FeelValue>();
  for (const context of listOf(contexts, env) ?? [null]) {
    if (!isContext(context)) return null;
    spend(env, context.entries.size);
    for (const [key, value] of context.entries) made.set(key, value);
  }
  return contextOf(made);
}

function entriesOf(context: FeelValue, env: Env): FeelValue {
  if (!isContext(context)) return null;
  spend(env, context.entries.size);
  return [...context.entries].map(([key, value]) =>
    contextOf(
      new Map<string, FeelValue>([
        ['key', key],
        ['value', value],
      ]),
    ),
  );
}

export const contexts: readonly BuiltIn[] = [
  ofSingles(
    builtIn('get value', ['m, key'], ([context = null, key = null]) =>
      isContext(context) && typeof key === 'string' ? (context.entries.get(key) ?? null) : null,
    ),
  ),
  ofSingles(builtIn('get entries', ['m'], ([context = null], env) => entriesOf(context, env))),
  builtIn('context', ['entries'], ([entries = null], env) => fromEntries(entries, env)),
  builtIn(
    'context put',
    ['context, key, value', 'context, keys, value'],
    ([context = null, key = null, value = null], env, named) =>
      named?.includes('key') && isList(key) ? null : put(ofOne(context), isList(key) ? key : [key], value, env),
  ),
  builtIn('context merge', ['contexts'], ([all = null], env) => merge(all, env)),
];
