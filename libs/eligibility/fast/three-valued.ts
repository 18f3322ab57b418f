import type { OutcomeSet } from '../outcome-set.js';
import { unknownStates, type RowBits } from './row-bits.js';

/**
 * Which outcomes may come, by AND of row sets: each row matches for certain, may match, or does not. Sound under
 * unknown answers, exact when all are known. `states` has the class of each column, -1 for not asked, -2 for declined.
 * Makes nothing; what `may` and `must` hold is overwritten by the next call.
 */
export class ThreeValued {
  /** Rows that may decide, and whether (at most) one of them matches for certain; see `settle`. */
  readonly may: Int32Array;
  /** Place of the first row that matches for certain, or -1. */
  sure = -1;
  private readonly base: Int32Array;
  private readonly all: number;

  constructor(private readonly bits: RowBits) {
    this.may = new Int32Array(bits.words);
    this.base = bits.offset.map((offset) => offset + unknownStates * bits.words);
    const over = bits.rows & 31;
    this.all = bits.rows === 0 ? 0 : over === 0 ? -1 : (1 << over) - 1;
  }

  reach(states: Int32Array): OutcomeSet {
    return this.bits.words === 1 ? this.reachShort(states) : this.reachLong(states);
  }

  /** A table of up to 32 rows: one word. */
  private reachShort(states: Int32Array): OutcomeSet {
    const { base, bits } = this;
    const { may: mays, must: musts } = bits;
    let may = this.all;
    let must = may;
    for (let column = 0; column < base.length; column++) {
      const at = base[column]! + states[column]!;
      may &= mays[at]!;
      must &= musts[at]!;
    }
    let set = must === 0 ? bits.none : 0;
    if (must !== 0 && bits.ordered) {
      const first = must & -must;
      may &= first | (first - 1);
    }
    this.may[0] = may;
    this.sure = must === 0 ? -1 : 31 - Math.clz32(must & -must);
    for (let left = may; left !== 0;) {
      const outcome = bits.outcomeOf[31 - Math.clz32(left & -left)]!;
      set |= 1 << outcome;
      left &= ~bits.rowsOf[outcome]!;
    }
    return set;
  }

  private reachLong(states: Int32Array): OutcomeSet {
    const { base, bits } = this;
    const { words, may: mays, must: musts } = bits;
    this.may.fill(0);
    this.sure = -1;
    let set = 0;
    for (let word = 0; word < words; word++) {
      let may = word === words - 1 ? this.all : -1;
      let must = may;
      for (let column = 0; column < base.length && may !== 0; column++) {
        const at = base[column]! + states[column]! * words + word;
        may &= mays[at]!;
        must &= musts[at]!;
      }
      must &= may;
      if (must !== 0 && bits.ordered) {
        const first = must & -must;
        may &= first | (first - 1);
      }
      this.may[word] = may;
      for (let left = may; left !== 0;) {
        const outcome = bits.outcomeOf[word * 32 + 31 - Math.clz32(left & -left)]!;
        set |= 1 << outcome;
        left &= ~bits.rowsOf[outcome * words + word]!;
      }
      if (must === 0) continue;
      if (this.sure < 0) this.sure = word * 32 + 31 - Math.clz32(must & -must);
      if (bits.ordered) return set;
    }
    return this.sure < 0 ? set | bits.none : set;
  }

  /** After `reach`: the row (of the table) that decides in every completion, or -1. */
  onlyRow(): number {
    const { bits, sure } = this;
    if (sure < 0) return -1;
    // Rows before it may decide in its stead; of UNIQUE and ANY, later ones may contradict it.
    for (let word = 0; word < bits.words; word++) {
      const own = word === sure >> 5 ? 1 << (sure & 31) : 0;
      const before = word < sure >> 5 ? -1 : word === sure >> 5 ? own - 1 : 0;
      const others = bits.ordered ? 0 : ~bits.rowsOf[bits.outcomeOf[sure]! * bits.words + word]!;
      if ((this.may[word]! & (before | others) & ~own) !== 0) return -1;
    }
    return bits.order[sure]!;
  }

  /** After `reach`: whether a column is asked by a row that may decide without being certain. */
  isAskedByUnsure(column: number): boolean {
    const { bits, may, sure } = this;
    for (let word = 0; word < bits.words; word++) {
      const certain = bits.ordered && word === sure >> 5 && sure >= 0 ? 1 << (sure & 31) : 0;
      if ((may[word]! & ~certain & bits.asking[column * bits.words + word]!) !== 0) return true;
    }
    return false;
  }
}
