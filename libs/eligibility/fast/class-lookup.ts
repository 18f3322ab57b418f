import type { Codes } from './codes.js';

/** More codes between the first and the last cut than this are searched for instead of looked up. */
const mostDense = 1 << 16;

/** The class of a code: -1 for what was not asked, -2 for what was declined. */
export class ClassLookup {
  private readonly from: number;
  private readonly to: number;
  private readonly dense: Int32Array | null;

  constructor(private readonly codes: Codes) {
    const { starts } = codes;
    // Below the second run all is the first, from the last on all is the last.
    this.from = (starts[1] ?? starts[0] ?? 0) - 1;
    this.to = starts.at(-1) ?? 0;
    const size = this.to - this.from + 1;
    this.dense = size <= mostDense ? Int32Array.from({ length: size }, (_, at) => this.search(this.from + at)) : null;
  }

  of(code: number): number {
    // Codes below every value: -1 is not asked, -2 declined.
    if (code < -0x7fff_fff0) return -0x8000_0001 - code;
    const { dense, from, to } = this;
    if (dense === null) return this.search(code);
    return dense[(code < from ? from : code > to ? to : code) - from]!;
  }

  private search(code: number): number {
    const { starts, classes } = this.codes;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= code) low = middle;
      else high = middle - 1;
    }
    return classes[low] ?? -1;
  }
}
