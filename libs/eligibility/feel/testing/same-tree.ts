import { equal } from '../../values/equal.js';
import type { FeelValue } from '../../values/value.js';
import type { Feel, Unary } from '../tree.js';

/** A tree without its places in a text; slots numbered by when they are first met, so that two numberings compare. */
export function plain(tree: Feel | Unary): unknown {
  const slots = new Map<number, number>();
  const number = (slot: number): number => {
    const known = slots.get(slot) ?? slots.size;
    slots.set(slot, known);
    return known;
  };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'number' && (key === 'slot' || key === 'item' || key === 'partial')) return number(value);
    if (key === 'value') return literal(value as FeelValue);
    if (value instanceof Map) return [...value].map(([name, of]) => [name as unknown, walk(of, '')]);
    if (Array.isArray(value)) return value.map((one) => walk(one, ''));
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value).filter(
      ([name, part]) => name !== 'from' && name !== 'to' && part !== undefined,
    );
    // A name of a part is never one of the text's own: those stand in maps and lists.
    const to = 'to' in value && typeof value.to === 'object' ? [['to', value.to] as const] : [];
    return Object.fromEntries(
      [...parts, ...to].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, walk(part, name)]),
    );
  };
  return walk(tree, '');
}

function literal(value: FeelValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  return equal(value, value) === true
    ? JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
    : null;
}
