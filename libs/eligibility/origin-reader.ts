import { Boxes, CouldNotProve, type Box } from './exact/boxes.js';
import type { Expanded } from './expanded.js';
import type { RowBits } from './fast/row-bits.js';

/** Words of row sets that one verdict may look at for its row. */
const mostWork = 100_000;

/** Finds the row that decides where it was written out as several: none of them is certain, and together they are. */
export class OriginReader {
  private boxes: Boxes | null = null;

  constructor(
    private readonly bits: RowBits,
    private readonly expanded: Expanded | null,
  ) {}

  /** The row as written, 0-based, of a place. */
  of(place: number): number {
    const row = this.bits.order[place]!;
    return this.expanded ? this.expanded.rows[row]!.origin : row;
  }

  /**
   * The places of the rows, all of one origin, of which one decides in every completion; null when another may, or
   * the default. `may` has the rows that may decide of a settled verdict, where no single one is certain.
   */
  deciding(states: Int32Array, may: Int32Array): readonly number[] | null {
    const { bits, expanded } = this;
    if (!expanded) return null;
    const places = placesIn(may);
    const [first] = places;
    if (first === undefined) return null;
    // Rows of one origin stand together, so whatever else may match comes after them.
    const own = places.filter((place) => this.of(place) === this.of(first));
    const rows = new Int32Array(bits.words);
    for (const place of own) rows[place >> 5]! |= 1 << (place & 31);
    this.boxes ??= new Boxes(bits, 0);
    try {
      return this.boxes.within(mostWork).uncovered(this.known(states), rows, 1).length === 0 ? own : null;
    } catch (error) {
      if (error instanceof CouldNotProve) return null;
      throw error;
    }
  }

  /** Everybody whose answers may be these. */
  private known(states: Int32Array): Box {
    return this.boxes!.everyone().map((set, column) => {
      const state = states[column]!;
      if (state < 0) return set;
      const one = new Int32Array(set.length);
      one[state >> 5] = 1 << (state & 31);
      return one;
    });
  }
}

function placesIn(rows: Int32Array): number[] {
  const places: number[] = [];
  rows.forEach((word, at) => {
    for (let left = word; left !== 0; left &= left - 1) places.push(at * 32 + 31 - Math.clz32(left & -left));
  });
  return places;
}
