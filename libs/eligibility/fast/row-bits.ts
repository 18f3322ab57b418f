import type { Column } from '../columns.js';
import type { DecisionParts } from '../decision.js';
import type { OutcomeSet } from '../outcome-set.js';
import type { HitPolicy } from '../table.js';

/** Words before the first class of a column: what holds when it was declined, and when it was not asked. */
export const unknownStates = 2;

/**
 * A table as sets of rows, 32 to a word. Bit `n` is the row `order[n]`: rows are in the order in which they decide,
 * so that the first that matches decides (FIRST, PRIORITY), or in table order (UNIQUE, ANY).
 */
export interface RowBits {
  readonly rows: number;
  readonly words: number;
  readonly columns: number;
  readonly order: Int32Array;
  /** Whether the first matching row decides alone. */
  readonly ordered: boolean;
  /** Where a column's states begin in `may` and `must`: two for the unknown, then its classes; each `words` long. */
  readonly offset: Int32Array;
  readonly classes: Int32Array;
  /** Rows that a state of a column may let through, and those that it lets through for certain. */
  readonly may: Int32Array;
  readonly must: Int32Array;
  /** Per column: rows that ask something of it. */
  readonly asking: Int32Array;
  /** Per outcome, then per bit: who gives what. After the last outcome, where there are such: rows that decide nothing. */
  readonly rowsOf: Int32Array;
  readonly outcomeOf: Int32Array;
  readonly outcomes: number;
  /** What the table gives when no row matches: the default's bit, or the gap's. */
  readonly none: OutcomeSet;
}

export type RowBitsInput = Pick<DecisionParts, 'columns' | 'outcomeOfRow' | 'rankOfRow' | 'otherwise'>;

/** Words of row sets that a table may have; a larger one (thousands of rows with as many constants) is read row by row. */
const mostWords = 1_000_000;

/** Null when a column computes, or when it would be too large. */
export function rowBits(parts: RowBitsInput, hitPolicy: HitPolicy, outcomes: number): RowBits | null {
  const { columns, outcomeOfRow, rankOfRow, otherwise } = parts;
  if (columns.some((column) => column.classes === null)) return null;
  const rows = outcomeOfRow.length;
  const words = Math.ceil(rows / 32) || 1;
  const order = Int32Array.from(outcomeOfRow, (_, row) => row);
  if (hitPolicy === 'PRIORITY') order.sort((a, b) => rankOfRow[a]! - rankOfRow[b]! || a - b);
  const placeOf = new Int32Array(rows);
  order.forEach((row, place) => (placeOf[row] = place));
  const classes = Int32Array.from(columns, (column) => column.classes!.count);
  const offset = new Int32Array(columns.length);
  for (let c = 1; c < columns.length; c++) offset[c] = offset[c - 1]! + (classes[c - 1]! + unknownStates) * words;
  const size = columns.length === 0 ? 0 : offset.at(-1)! + (classes.at(-1)! + unknownStates) * words;
  if (size > mostWords) return null;
  const bits: RowBits = {
    rows,
    words,
    columns: columns.length,
    order,
    ordered: hitPolicy === 'FIRST' || hitPolicy === 'PRIORITY',
    offset,
    classes,
    may: new Int32Array(size),
    must: new Int32Array(size),
    asking: new Int32Array(columns.length * words),
    rowsOf: new Int32Array((outcomes + Number(outcomeOfRow.includes(outcomes))) * words),
    outcomeOf: order.map((row) => outcomeOfRow[row]!),
    outcomes,
    none: 1 << (otherwise === -1 ? outcomes : otherwise),
  };
  bits.outcomeOf.forEach((outcome, place) => put(bits.rowsOf, outcome * words, place));
  columns.forEach((column, at) => fillColumn(bits, column, at, placeOf));
  return bits;
}

function put(set: Int32Array, from: number, place: number): void {
  set[from + (place >> 5)]! |= 1 << (place & 31);
}

function fillColumn(bits: RowBits, column: Column, at: number, placeOf: Int32Array): void {
  const { words, may, must, asking } = bits;
  const begin = bits.offset[at]!;
  const count = bits.classes[at]!;
  const known = begin + unknownStates * words;
  const classes = column.classes!;
  const all = new Int32Array(Math.ceil(count / 32)).fill(-1);
  if ((count & 31) !== 0) all[all.length - 1] = (1 << (count & 31)) - 1;
  column.testsOfRow.forEach((tests, row) => {
    const place = placeOf[row]!;
    if (tests.length > 0) put(asking, at * words, place);
    const bit = 1 << (place & 31);
    const first = known + (place >> 5);
    for (let word = 0; word < all.length; word++) {
      let pass = all[word]!;
      for (const test of tests) pass &= classes.passing(test)[word]!;
      for (; pass !== 0; pass &= pass - 1) may[first + (word * 32 + 31 - Math.clz32(pass & -pass)) * words]! |= bit;
    }
  });
  must.set(may.subarray(known, known + count * words), known);
  for (let word = 0; word < words; word++) {
    let some = 0;
    let all = -1;
    for (let c = 0; c < count; c++) {
      some |= may[known + c * words + word]!;
      all &= may[known + c * words + word]!;
    }
    for (let state = 0; state < unknownStates; state++) {
      may[begin + state * words + word] = some;
      must[begin + state * words + word] = all;
    }
  }
}
