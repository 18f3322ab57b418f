import type { Decimal } from 'decimal.js';
import { compare } from '../../values/compare.js';
import { finite, isNumber, Num } from '../../values/number.js';
import { hasOrder } from '../../values/range.js';
import type { FeelValue } from '../../values/value.js';
import { type BuiltIn, builtIn, itemsOf, listOf } from './built-in.js';

type Items = readonly FeelValue[];

/** Takes a list, or what would stand in it one by one. */
const aggregate = (name: string, each: string, of: (items: Items) => FeelValue): BuiltIn =>
  builtIn(name, ['list', `${each}…`], (values, env) => {
    const items = itemsOf(values, env);
    return items && of(items);
  });

/** Null unless there is something, and all of it numbers. */
const ofNumbers = (name: string, of: (numbers: readonly Decimal[]) => FeelValue): BuiltIn =>
  aggregate(name, 'n', (items) => {
    const numbers = items.filter(isNumber);
    return numbers.length === items.length ? of(numbers) : null;
  });

/** The item that lies farthest to one side; null where two have no order. */
function extreme(items: Items, side: 1 | -1): FeelValue {
  let [found = null] = items;
  if (found === null || !hasOrder(found)) return null;
  for (const item of items.slice(1)) {
    const order = compare(item, found);
    if (order === null) return null;
    if (order * side > 0) found = item;
  }
  return found;
}

const sumOf = (numbers: readonly Decimal[]): Decimal => numbers.reduce((sum, number) => sum.plus(number), new Num(0));
const inOrder = (numbers: readonly Decimal[]): Decimal[] => numbers.toSorted((a, b) => a.comparedTo(b));

function mean(numbers: readonly Decimal[]): FeelValue {
  return numbers.length === 0 ? null : finite(sumOf(numbers).dividedBy(numbers.length));
}

function median(numbers: readonly Decimal[]): FeelValue {
  const all = inOrder(numbers);
  const [low, high] = [all[(all.length - 1) >> 1], all[all.length >> 1]];
  return low && high ? finite(low === high ? low : low.plus(high).dividedBy(2)) : null;
}

/** Of a sample: divided by one less than there are. */
function deviation(numbers: readonly Decimal[]): FeelValue {
  if (numbers.length < 2) return null;
  const middle = sumOf(numbers).dividedBy(numbers.length);
  const squares = numbers.map((number) => number.minus(middle).pow(2));
  return finite(
    sumOf(squares)
      .dividedBy(numbers.length - 1)
      .sqrt(),
  );
}

/** What comes most often, the smallest first. */
function mode(numbers: readonly Decimal[]): FeelValue {
  let most = 0;
  let [found, run]: [Decimal[], number] = [[], 0];
  let last: Decimal | null = null;
  for (const number of inOrder(numbers)) {
    run = last?.equals(number) ? run + 1 : 1;
    last = number;
    if (run > most) [found, most] = [[number], run];
    else if (run === most) found.push(number);
  }
  return found;
}

/** Three-valued: one that decides is enough; else whatever is neither true nor false makes it null. */
function together(items: Items, decides: boolean): FeelValue {
  if (items.includes(decides)) return decides;
  return items.every((item) => item === !decides) ? !decides : null;
}

export const aggregates: readonly BuiltIn[] = [
  builtIn('count', ['list'], ([list = null], env) => {
    const items = listOf(list, env);
    return items && new Num(items.length);
  }),
  aggregate('min', 'c', (items) => extreme(items, -1)),
  aggregate('max', 'c', (items) => extreme(items, 1)),
  ofNumbers('sum', (numbers) => (numbers.length === 0 ? null : finite(sumOf(numbers)))),
  ofNumbers('mean', mean),
  ofNumbers('product', (numbers) =>
    numbers.length === 0 ? null : finite(numbers.reduce((product, number) => product.times(number))),
  ),
  ofNumbers('median', median),
  ofNumbers('stddev', deviation),
  ofNumbers('mode', mode),
  aggregate('all', 'b', (items) => together(items, false)),
  aggregate('any', 'b', (items) => together(items, true)),
];
