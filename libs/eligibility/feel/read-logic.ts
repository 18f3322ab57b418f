import { partsOf, type FeelNode } from './node.js';
import { deepest, need, refuseDepth, spanOf, written, type Place, type Read } from './place.js';
import { endpoint, isBareTest, readTest, refuseBareTest } from './read-tests.js';
import { refuseAt } from './refuse.js';
import type { Compare, Feel, Span } from './tree.js';

/** A part of a chain of `and` and `or`, with the sign before it. */
interface Link extends Span {
  readonly sign: 'and' | 'or';
  readonly read: () => Feel;
}

/**
 * `a in b and c` is `(a in b) and c`, but the parser lets the test reach as far as it can: `a in (b and c)`. So a chain is
 * taken apart into its links in the order of writing and put together again: `and` before `or`, from the left.
 */
export function readLogic(node: FeelNode, at: Place, read: Read): Feel {
  const { length } = linksOf(node, 'or', at, read);
  if (at.depth + length > deepest) refuseDepth(node);
  // Put together, a chain is as deep as it is long.
  const links = linksOf(node, 'or', { ...at, depth: at.depth + length }, read);
  let all: Feel | null = null;
  for (let from = 0; from < links.length;) {
    let to = from + 1;
    while (links[to]?.sign === 'and') to++;
    const every = links.slice(from, to).map((link) => link.read());
    const both = every.reduce((left, right) => ({ from: left.from, to: right.to, op: 'and', left, right }));
    all = all ? { from: all.from, to: both.to, op: 'or', left: all, right: both } : both;
    from = to;
  }
  return all ?? refuseAt(node, 'text-is-not-feel', 'A part is missing here.', 'Write the expression in full.');
}

/** Whether `in` has one test without brackets around its list, which may have taken what stands behind it. */
export function isOpenIn(node: FeelNode): boolean {
  return partsOf(node)[1]?.name === 'in' && partsOf(node)[2]?.name === 'PositiveUnaryTest';
}

const isChain = (node: FeelNode): boolean => node.name === 'Conjunction' || node.name === 'Disjunction';

function linksOf(node: FeelNode, sign: 'and' | 'or', at: Place, read: Read): Link[] {
  const parts = partsOf(node);
  if (isChain(node)) {
    return [...linksOf(need(parts[0], node), sign, at, read), ...linksOf(need(parts[2], node), signOf(node), at, read)];
  }
  if (node.name === 'Comparison' && isOpenIn(node)) return linksOfIn(node, sign, at, read);
  return [{ ...spanOf(node), sign, read: () => (isBareTest(node) ? refuseBareTest(node, at) : read(node, at)) }];
}

const signOf = (node: FeelNode): 'and' | 'or' => (node.name === 'Conjunction' ? 'and' : 'or');

function linksOfIn(node: FeelNode, sign: 'and' | 'or', at: Place, read: Read): Link[] {
  const [left, , single] = partsOf(node);
  const { head, rest } = apart(need(partsOf(need(single, node))[0], node), at, read);
  const from = node.from;
  const link: Link = {
    from,
    to: head.to,
    sign,
    read: () => {
      const of = read(need(left, node), at);
      const tested = { from, to: head.test.to };
      return head.around({
        ...tested,
        op: 'in',
        of,
        tests: { test: 'some', of: [readTest(head.test, at, head.read)] },
      });
    },
  };
  return [link, ...rest];
}

/** The test itself, what is made of whether it passed, and the links behind it. */
interface Apart {
  readonly head: {
    readonly to: number;
    readonly test: Span & FeelNode;
    readonly read: Read;
    readonly around: (test: Feel) => Feel;
  };
  readonly rest: readonly Link[];
}

function apart(node: FeelNode, at: Place, read: Read): Apart {
  const [first, sign, last] = partsOf(node);
  if (isChain(node)) {
    const { head, rest } = apart(need(first, node), at, read);
    return { head, rest: [...rest, ...linksOf(need(last, node), signOf(node), at, read)] };
  }
  if (node.name === 'Comparison' && sign?.name === 'CompareOp') {
    const { head, rest } = apart(need(first, node), at, read);
    const op = written(sign, at) as Compare;
    const around = (test: Feel): Feel => ({
      from: test.from,
      to: node.to,
      op,
      left: head.around(test),
      right: read(need(last, node), at),
    });
    return { head: { ...head, to: node.to, around }, rest };
  }
  if (isBareTest(node) && sign) return apartFromEnd(node, sign, at, read);
  return { head: { to: node.to, test: node, read, around: (test) => test }, rest: [] };
}

/** `> 5 and c`: the end of the range is 5. */
function apartFromEnd(node: FeelNode, end: FeelNode, at: Place, read: Read): Apart {
  const { head, rest } = apart(end, at, read);
  const by = written(partsOf(node)[0] ?? null, at) as Compare;
  const range: Read = (_end, within) => ({
    from: node.from,
    to: head.test.to,
    op: 'unary range',
    by,
    of: endpoint(head.test, within, read),
  });
  return { head: { ...head, read: range }, rest };
}
