import type { RowBits } from '../fast/row-bits.js';
import { buildOutcomes, type BuildLimits } from './build-outcomes.js';
import { TooMuch, type FlatDiagram } from './flat-diagram.js';

/** A diagram of at most so many nodes is left in the order of the table. */
const smallEnough = 400;
const limits: BuildLimits = { nodes: 20_000, links: 400_000, work: 500_000 };
/** Row-set words that may be looked at while a better order is searched for. */
const mostSifting = 300_000;

/**
 * The outcome diagram of a table, or null when it would be too large in every order that is tried.
 *
 * The order of the columns decides how large a diagram is; finding the best is hopeless, so:
 * 1. the order of the table, kept when at most 400 nodes come of it: it is the order in which people are asked;
 * 2. else columns that more rows ask come first, and of these the ones with fewer classes (a static score);
 * 3. from the smaller of the two, sifting: each column, the one with most rows first, is tried in every other place
 *    and put where the diagram is smallest, as long as the work set aside for it lasts. A try ends as soon as it has
 *    more nodes than the best.
 * The order of the table may take half of the work: where that is not enough, the other is likelier to be small.
 * All limits count work, not time: the same table has the same diagram everywhere.
 */
export function orderedDiagram(bits: RowBits): FlatDiagram | null {
  const plain = Array.from({ length: bits.columns }, (_, column) => column);
  const first = tryOrder(bits, plain, { ...limits, work: limits.work / 2 });
  if (first && first.nodes <= smallEnough) return first;
  const scored = byScore(bits);
  const second = tryOrder(bits, scored, first ? { ...limits, nodes: first.nodes } : limits);
  const best = second ?? first;
  return best && sift(bits, second ? scored : plain, best);
}

/** Columns, the most asked first; of those alike, the one with fewer classes. */
export function byScore(bits: RowBits, columns = Array.from({ length: bits.columns }, (_, at) => at)): number[] {
  const asked = columns.map((column) => [column, countOf(bits, column)] as const);
  return asked
    .sort(([a, askA], [b, askB]) => askB - askA || bits.classes[a]! - bits.classes[b]! || a - b)
    .map(([column]) => column);
}

function countOf({ asking, words }: RowBits, column: number): number {
  let count = 0;
  for (let word = 0; word < words; word++) {
    for (let left = asking[column * words + word]!; left !== 0; left &= left - 1) count++;
  }
  return count;
}

function tryOrder(bits: RowBits, order: readonly number[], most: BuildLimits): FlatDiagram | null {
  try {
    return buildOutcomes(bits, order, most);
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}

function sift(bits: RowBits, start: readonly number[], found: FlatDiagram): FlatDiagram {
  let order = start;
  let best = found;
  let left = mostSifting;
  for (const column of byScore(bits)) {
    for (let place = 0; place < order.length; place++) {
      const moved = order.filter((one) => one !== column);
      moved.splice(place, 0, column);
      if (moved.every((one, at) => one === order[at])) continue;
      // A try costs about what its nodes have in links and words.
      const cost = (best.children.length + 1) * bits.words;
      if (cost > left) return best;
      left -= cost;
      const tried = tryOrder(bits, moved, { ...limits, nodes: best.nodes - 1, work: cost * 2 });
      if (tried) [order, best] = [moved, tried];
    }
  }
  return best;
}
