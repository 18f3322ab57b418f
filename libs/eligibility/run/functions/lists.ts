import { equal } from '../../values/equal.js';
import { isFunction, isList } from '../../values/kind.js';
import { Num, wholeOf } from '../../values/number.js';
import type { FeelFunction, FeelValue } from '../../values/value.js';
import type { Env } from '../env.js';
import { type BuiltIn, builtIn, listOf, ofOne, spend } from './built-in.js';

type List = readonly FeelValue[];

/** Where a position points: 1 is the first, -1 the last. Null outside the list. */
export function placeOf(position: FeelValue, length: number): number | null {
  const whole = wholeOf(ofOne(position));
  if (whole === null || whole === 0 || Math.abs(whole) > length) return null;
  return whole > 0 ? whole - 1 : length + whole;
}

function has(list: List, item: FeelValue, env: Env): boolean {
  spend(env, list.length);
  return list.some((one) => equal(one, item, env) === true);
}

function distinct(list: List, env: Env): FeelValue {
  const kept: FeelValue[] = [];
  for (const item of list) if (!has(kept, item, env)) kept.push(item);
  return kept;
}

function flat(list: List, env: Env): FeelValue[] {
  spend(env, list.length);
  return list.flatMap((item) => (isList(item) ? flat(item, env) : [item]));
}

/** All lists in one; null where one of them is none. */
function joined(values: List, env: Env): FeelValue[] | null {
  const all: FeelValue[] = [];
  for (const value of values) {
    const list = listOf(value, env);
    if (!list) return null;
    for (const item of list) all.push(item);
  }
  return all;
}

function sublist(list: List, start: FeelValue, length: FeelValue | undefined): FeelValue {
  const from = placeOf(start, list.length);
  const count = length === undefined || length === null ? list.length : wholeOf(ofOne(length));
  if (from === null || count === null || count < 1) return null;
  if (length !== undefined && length !== null && from + count > list.length) return null;
  return list.slice(from, from + count);
}

/** By position, or wherever a function of `item, newItem` says so. */
function replaced(list: List, where: FeelValue, item: FeelValue, env: Env): FeelValue {
  if (!isFunction(where)) {
    const place = placeOf(where, list.length);
    return place === null ? null : list.map((one, index) => (index === place ? item : one));
  }
  if (where.parameters.length !== 2) return null;
  const made: FeelValue[] = [];
  for (const one of list) {
    spend(env, 1);
    const matches = where.call([one, item]);
    if (typeof matches !== 'boolean') return null;
    made.push(matches ? item : one);
  }
  return made;
}

/** A merge sort: what comes first in the list stays first unless the other one precedes it. Null where `precedes` says neither yes nor no. */
function sorted(list: List, precedes: FeelFunction, env: Env): List | null {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  const left = sorted(list.slice(0, middle), precedes, env);
  const right = left && sorted(list.slice(middle), precedes, env);
  if (!left || !right) return null;
  const merged: FeelValue[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    spend(env, 1);
    const first = precedes.call([right[r] ?? null, left[l] ?? null]);
    if (typeof first !== 'boolean') return null;
    merged.push((first ? right[r++] : left[l++]) ?? null);
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}

const ofList = (
  name: string,
  signatures: readonly string[],
  of: (list: List, rest: List, env: Env, named?: readonly string[]) => FeelValue,
): BuiltIn =>
  builtIn(name, signatures, ([first = null, ...rest], env, named) => {
    const list = listOf(first, env);
    return list && of(list, rest, env, named);
  });

export const lists: readonly BuiltIn[] = [
  ofList('list contains', ['list, element'], (list, [element = null], env) => has(list, element, env)),
  ofList('sublist', ['list, start position', 'list, start position, length'], (list, [start = null, length]) =>
    sublist(list, start, length),
  ),
  ofList('append', ['list, item…'], (list, items) => [...list, ...items]),
  builtIn('concatenate', ['list…'], (values, env) => joined(values, env)),
  ofList('insert before', ['list, position, newItem'], (list, [position = null, item = null]) => {
    const place = placeOf(position, list.length);
    return place === null ? null : list.toSpliced(place, 0, item);
  }),
  ofList('remove', ['list, position'], (list, [position = null]) => {
    const place = placeOf(position, list.length);
    return place === null ? null : list.toSpliced(place, 1);
  }),
  ofList(
    'list replace',
    ['list, position, newItem', 'list, match, newItem'],
    (list, [where = null, item = null], env, named) =>
      named && named.includes('match') !== isFunction(where) ? null : replaced(list, where, item, env),
  ),
  ofList('reverse', ['list'], (list) => list.toReversed()),
  ofList('index of', ['list, match'], (list, [match = null], env) => {
    spend(env, list.length);
    return list.flatMap((item, index) => (equal(item, match, env) === true ? [new Num(index + 1)] : []));
  }),
  builtIn('union', ['list…'], (values, env) => {
    const all = joined(values, env);
    return all && distinct(all, env);
  }),
  ofList('distinct values', ['list'], (list, _, env) => distinct(list, env)),
  ofList('flatten', ['list'], (list, _, env) => flat(list, env)),
  ofList('sort', ['list, precedes'], (list, [precedes = null], env) =>
    isFunction(precedes) && precedes.parameters.length === 2 ? sorted(list, precedes, env) : null,
  ),
];
