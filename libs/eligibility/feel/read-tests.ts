import { partsOf, type FeelNode } from './node.js';
import { need, spanOf, written, type Place, type Read } from './place.js';
import { quoted, refuseAt } from './refuse.js';
import type { Compare, Feel, Unary } from './tree.js';

type Some = Extract<Unary, { readonly of: unknown }>;

/** `between … and …`, `in (…, …)`. */
export function readBetweenOrIn(node: FeelNode, at: Place, read: Read): Feel {
  const [left, word, ...rest] = partsOf(node);
  const of = read(need(left, node), at);
  if (word?.name === 'between') {
    const [low, , high] = rest;
    return {
      ...spanOf(node),
      op: 'between',
      of,
      low: read(need(low, node), at),
      high: read(need(high, node), at),
    };
  }
  const list = rest.find((part) => part.name === 'PositiveUnaryTests');
  const tests = testsIn(need(list, node));
  return { ...spanOf(node), op: 'in', of, tests: { test: 'some', of: tests.map((test) => readTest(test, at, read)) } };
}

/** The expressions of a list of tests. */
export function testsIn(list: FeelNode): readonly FeelNode[] {
  return partsOf(list)
    .filter((part) => part.name === 'PositiveUnaryTest')
    .map((part) => need(partsOf(part)[0], part));
}

/** One test; `?` in it is what this test looks at, not what one around it does. */
export function readTest(node: FeelNode, at: Place, read: Read): Some['of'][number] {
  const test = { readsInput: false };
  const tree = read(node, { ...at, test });
  return { test: tree, readsInput: test.readsInput };
}

/** `[a..b]` and `> a`, each a range. */
export function readRange(node: FeelNode, at: Place, read: Read): Feel {
  const [first, end] = partsOf(node);
  if (first?.name === 'Interval') return readInterval(first, at, read);
  const by = written(need(first, node), at) as Compare;
  return { ...spanOf(node), op: 'unary range', by, of: endpoint(need(end, node), at, read) };
}

function readInterval(node: FeelNode, at: Place, read: Read): Feel {
  const [open, low, , high, close] = partsOf(node);
  return {
    ...spanOf(node),
    op: 'range',
    low: endpoint(need(low, node), at, read),
    high: endpoint(need(high, node), at, read),
    lowIncluded: written(open ?? null, at) === '[',
    highIncluded: written(close ?? null, at) === ']',
  };
}

/** The end of a range reaches as far as it can: `< 5 and x` would be `< (5 and x)`. */
export function endpoint(node: FeelNode, at: Place, read: Read): Feel {
  if (['Conjunction', 'Disjunction', 'Comparison'].includes(node.name) || isBareTest(node)) refuseBareTest(node, at);
  return read(node, at);
}

/** `> 3`, without brackets around it. */
export function isBareTest(node: FeelNode): boolean {
  return node.name === 'SimplePositiveUnaryTest' && partsOf(node)[0]?.name === 'CompareOp';
}

export function refuseBareTest(node: FeelNode, at: Place): never {
  return refuseAt(
    node,
    'comparison-has-no-left-side',
    `${quoted(written(node, at))} has no value on its left here, or reaches further than it seems.`,
    'Write ? > 3 and ? < 5, or a range such as [3..5]; a range as a value stands in brackets: (> 3).',
  );
}
