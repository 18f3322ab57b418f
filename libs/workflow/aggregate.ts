import type { Row, Value } from '../eligibility/index.js';
import type { Computed, RowTest, Summed } from './program.js';
import { yearsBetween } from './years.js';

/** Rows of an answer; none of what is no list of them. */
export const rowsIn = (value: Value): readonly Row[] =>
  Array.isArray(value)
    ? value.filter((row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row))
    : [];

/**
 * How many rows there are, or the sum of some columns over them, of those rows for which every test holds. Null when that
 * is not known: a cell is missing that it needs, or the sum is too great to be exact. Money is in cents, and the order of
 * the rows makes no difference. Pure: `today` is the local date of the step, by which ages are told.
 */
export function aggregateOf({ sums, where = [] }: Computed, rows: readonly Row[], today: string): number | null {
  let total = 0n;
  for (const row of rows) {
    const isMeant = holdsFor(row, where, today);
    if (isMeant === null) return null;
    if (!isMeant) continue;
    const values = sums ? sums.map((column) => cellOf(row, column)) : [1];
    for (const value of values) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return null;
      // Numbers of this size would be rounded on the way to their sum.
      total += BigInt(value);
    }
  }
  const sum = Number(total);
  return Number.isSafeInteger(sum) ? sum : null;
}

/** False as soon as one test fails, whatever the others would say; null when that is not known. */
function holdsFor(row: Row, where: readonly RowTest[], today: string): boolean | null {
  const found = where.map((test) => passes(test, cellOf(row, test), today));
  return found.includes(false) ? false : found.includes(null) ? null : true;
}

function passes(test: RowTest, cell: Row[string] | undefined, today: string): boolean | null {
  if (cell === undefined) return null;
  if ('words' in test) return test.words.includes(String(cell));
  if ('is' in test) return cell === test.is;
  const number = test.type === 'years' ? yearsBetween(String(cell), today) : Number(cell);
  // Nobody is born tomorrow: the date is a slip.
  if (test.type === 'years' && String(cell) > today) return null;
  return number >= (test.min ?? -Infinity) && number <= (test.max ?? Infinity);
}

function cellOf(row: Row, { column, missing }: Summed): Row[string] | undefined {
  return Object.hasOwn(row, column) ? row[column] : missing;
}
