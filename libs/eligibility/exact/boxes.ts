import { unknownStates, type RowBits } from '../fast/row-bits.js';

/** People told apart by the classes of their answers: per column a set of classes, as bits. */
export type Box = readonly Int32Array[];

/** Thrown when a search takes more than it may: what it was looking for is neither found nor ruled out. */
export class CouldNotProve extends Error {}

/**
 * Searches among all people without trying each: rows are boxes, and what a box leaves of another is a few boxes
 * again. Exact when it ends; it ends early, with `CouldNotProve`, when the work set aside is spent.
 */
export class Boxes {
  private readonly rowClasses: readonly (readonly Int32Array[])[];

  constructor(
    readonly bits: RowBits,
    private work: number,
  ) {
    this.rowClasses = Array.from({ length: bits.rows }, (_, place) => this.classesOf(place));
  }

  /** The same, with so much work set aside anew. */
  within(work: number): this {
    this.work = work;
    return this;
  }

  everyone(): Box {
    return Array.from(this.bits.classes, (count) => {
      const set = new Int32Array(Math.ceil(count / 32));
      for (let c = 0; c < count; c++) set[c >> 5]! |= 1 << (c & 31);
      return set;
    });
  }

  /** People whom the row at a place matches. */
  box(place: number): Box {
    return this.rowClasses[place]!;
  }

  /** Whether somebody is in both. */
  meet(a: Box, b: Box): boolean {
    for (let column = 0; column < a.length; column++) {
      const [left, right] = [a[column]!, b[column]!];
      let some = 0;
      for (let at = 0; at < left.length && some === 0; at++) some = left[at]! & right[at]!;
      this.work -= left.length;
      if (this.work < 0) throw new CouldNotProve();
      if (some === 0) return false;
    }
    return true;
  }

  common(a: Box, b: Box): Box {
    return a.map((set, column) => set.map((word, at) => word & b[column]![at]!));
  }

  /** A part of a box in which every row matches everybody or nobody. */
  alike(box: Box): Box {
    const { words } = this.bits;
    const live = new Int32Array(words).fill(-1);
    box.forEach((set, column) => this.narrow(set, column, live, new Int32Array(words)));
    return box.map((set, column) => {
      const some = live.slice();
      const all = live.slice();
      this.narrow(set, column, some, all);
      if (some.every((word, at) => word === all[at])) return set;
      const one = new Int32Array(set.length);
      const at = set.findIndex((word) => word !== 0);
      one[at] = set[at]! & -set[at]!;
      this.narrow(one, column, live, new Int32Array(words));
      return one;
    });
  }

  /** Parts of a box that no row of `rows` (places as bits) matches, added to `found` until it has so many. */
  uncovered(box: Box, rows: Int32Array, most: number, found: Box[] = []): readonly Box[] {
    if (!box.some((set) => isEmpty(set))) this.search(box, rows, found, most);
    return found;
  }

  private search(box: Box, rows: Int32Array, found: Box[], most: number): void {
    const { words } = this.bits;
    const live = rows.slice();
    const covering = rows.slice();
    for (let column = 0; column < box.length; column++) this.narrow(box[column]!, column, live, covering);
    if (covering.some((word) => word !== 0)) return;
    if (live.every((word) => word === 0)) {
      found.push(box);
      return;
    }
    const place = this.widest(box, live, words);
    let left: Int32Array[] = [...box];
    for (let column = 0; column < box.length && found.length < most; column++) {
      const row = this.rowClasses[place]![column]!;
      const outside = left[column]!.map((word, at) => word & ~row[at]!);
      if (isEmpty(outside)) continue;
      this.search(left.with(column, outside), live, found, most);
      left = left.with(
        column,
        left[column]!.map((word, at) => word & row[at]!),
      ) as Int32Array[];
    }
  }

  /** Keeps the rows that match somebody of a set of classes, and those that match everybody. */
  private narrow(set: Int32Array, column: number, live: Int32Array, covering: Int32Array): void {
    const { words, may, offset } = this.bits;
    const begin = offset[column]! + unknownStates * words;
    const some = new Int32Array(words);
    set.forEach((word, at) => {
      for (let left = word; left !== 0; left &= left - 1) {
        const from = begin + (at * 32 + 31 - Math.clz32(left & -left)) * words;
        this.work -= words;
        for (let one = 0; one < words; one++) {
          some[one]! |= may[from + one]!;
          covering[one]! &= may[from + one]!;
        }
      }
    });
    if (this.work < 0) throw new CouldNotProve();
    for (let one = 0; one < words; one++) live[one]! &= some[one]!;
  }

  /** The row that leaves the fewest columns to split. */
  private widest(box: Box, live: Int32Array, words: number): number {
    let best = -1;
    let fewest = Infinity;
    for (let word = 0; word < words; word++) {
      for (let left = live[word]!; left !== 0; left &= left - 1) {
        const place = word * 32 + 31 - Math.clz32(left & -left);
        const row = this.rowClasses[place]!;
        let splits = 0;
        for (let column = 0; column < box.length; column++) splits += isWithin(box[column]!, row[column]!) ? 0 : 1;
        this.work -= box.length;
        if (splits < fewest) [best, fewest] = [place, splits];
        if (fewest === 1) return best;
      }
    }
    return best;
  }

  private classesOf(place: number): Int32Array[] {
    const { bits } = this;
    return Array.from(bits.classes, (count, column) => {
      const set = new Int32Array(Math.ceil(count / 32));
      const begin = bits.offset[column]! + unknownStates * bits.words + (place >> 5);
      for (let c = 0; c < count; c++) {
        if ((bits.may[begin + c * bits.words]! & (1 << (place & 31))) !== 0) set[c >> 5]! |= 1 << (c & 31);
      }
      return set;
    });
  }
}

export function isEmpty(set: Int32Array): boolean {
  for (const word of set) if (word !== 0) return false;
  return true;
}

function isWithin(set: Int32Array, other: Int32Array): boolean {
  for (let at = 0; at < set.length; at++) if ((set[at]! & ~other[at]!) !== 0) return false;
  return true;
}
