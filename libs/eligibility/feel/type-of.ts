import type { FeelType } from '../values/type.js';
import { kindOf } from '../values/kind.js';
import { spelling } from './spelling.js';
import type { Feel } from './tree.js';

const any: FeelType = { kind: 'any' };
const truth: FeelType = { kind: 'boolean' };

/** Functions of FEEL whose result is a list of what their first argument is a list of. */
export const keepsItems: ReadonlySet<string> = new Set([
  'append',
  'concatenate',
  'distinct values',
  'insert before',
  'list replace',
  'remove',
  'reverse',
  'sort',
  'sublist',
  'union',
]);

/** Without what its values must pass, and what a function gives where the function is asked for. */
export function bare(type: FeelType): FeelType {
  return type.kind === 'allowed' ? bare(type.of) : type;
}

/** What stands in a list of this type, or, as FEEL takes one value for a list of it, the type itself. */
export function itemOf(type: FeelType): FeelType {
  const plain = bare(type);
  return plain.kind === 'list' || plain.kind === 'range' ? bare(plain.of) : plain;
}

/** The entry of a context of this type, or of each item of such a list; the key as it was declared. Null: nobody declared one. */
export function entryOf(type: FeelType, key: string): { readonly key: string; readonly type: FeelType } | null {
  const plain = bare(type);
  const holder = itemOf(plain);
  if (holder.kind !== 'context') return null;
  for (const [declared, of] of holder.entries) {
    if (spelling(declared) !== spelling(key)) continue;
    return { key: declared, type: plain.kind === 'list' ? { kind: 'list', of } : of };
  }
  return null;
}

/** True where every entry that a value of this type has is declared. */
export function isClosed(type: FeelType): boolean {
  const plain = bare(type);
  return plain.kind === 'context' ? plain.entries.size > 0 : plain.kind !== 'any';
}

/**
 * What is known of the type of an expression without running it: enough to find the entries of what it names. `any` where
 * nothing is known. `typeOfSlot` says what was declared.
 */
export function typeOf(tree: Feel, typeOfSlot: (slot: number) => FeelType): FeelType {
  const of = (inner: Feel): FeelType => typeOf(inner, typeOfSlot);
  switch (tree.op) {
    case 'literal':
      return literalType(kindOf(tree.value));
    case 'name':
      return bare(typeOfSlot(tree.slot));
    case 'path':
      return entryOf(of(tree.of), tree.key)?.type ?? any;
    case 'filter':
      return tree.by.op === 'literal' ? itemOf(of(tree.of)) : listOf(itemOf(of(tree.of)));
    case 'if':
      return joined([of(tree.then), of(tree.otherwise)]);
    case 'for':
      return listOf(of(tree.body));
    case 'list':
      return listOf(joined(tree.of.map(of)));
    case 'context':
      return { kind: 'context', entries: new Map(tree.entries.map((entry) => [entry.key, of(entry.of)])) };
    case 'function':
      return { kind: 'function', result: of(tree.body) };
    case 'call':
      return callType(tree, of);
    default:
      return isTruth(tree.op) ? truth : any;
  }
}

const truths: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'and', 'or', 'some', 'every'];

export function isTruth(op: string): boolean {
  return op === 'instance of' || truths.includes(op);
}

function callType(tree: Feel & { op: 'call' }, of: (inner: Feel) => FeelType): FeelType {
  if (typeof tree.of !== 'string') {
    const called = bare(of(tree.of));
    return called.kind === 'function' ? (called.result ?? any) : any;
  }
  const [first] = tree.arguments;
  return first && keepsItems.has(tree.of) ? listOf(itemOf(of(first))) : any;
}

function literalType(kind: string): FeelType {
  return kind === 'null' || ['list', 'context', 'range', 'function'].includes(kind) ? any : ({ kind } as FeelType);
}

const listOf = (of: FeelType): FeelType => ({ kind: 'list', of });

/** One type for several values: the entries of all where all are contexts, the one kind that they share, else any. */
function joined(types: readonly FeelType[]): FeelType {
  const [first, ...rest] = types.map(bare);
  if (!first) return any;
  return rest.reduce<FeelType>((a, b) => {
    if (a.kind === 'context' && b.kind === 'context')
      return { kind: 'context', entries: new Map([...a.entries, ...b.entries]) };
    if (a.kind === 'list' && b.kind === 'list') return listOf(joined([a.of, b.of]));
    return a.kind === b.kind ? a : any;
  }, first);
}
