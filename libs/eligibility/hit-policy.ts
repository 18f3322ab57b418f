import type { DecisionTable } from './table.js';

/**
 * What the hit policy makes of the rows that match (indexes in table order), as the rows that decide:
 * one row; none, when no row matches; or, where UNIQUE or ANY is broken, all of the rows that contradict each
 * other. Rows that match together and agree count as the first of them.
 */
export function decidingRows(
  table: Pick<DecisionTable, 'hitPolicy'>,
  ranks: readonly number[],
  matching: readonly number[],
): readonly number[] {
  const [first] = matching;
  if (first === undefined) return [];
  if (table.hitPolicy === 'FIRST') return [first];
  const rank = (row: number): number => ranks[row] ?? 0;
  if (table.hitPolicy === 'PRIORITY')
    return [matching.reduce((best, row) => (rank(row) < rank(best) ? row : best), first)];
  return matching.every((row) => rank(row) === rank(first)) ? [first] : matching;
}
