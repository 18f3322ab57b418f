import { roomFor, type Ref } from './flat-diagram.js';

/** No outcomes at all are the end of no way: what stands for a state whose node is not made yet. */
export const notMade: Ref = ~0;

/** What is left of a table before a column, each once: level, outcome so far, and the rows that may still match. */
export class StateTable {
  /** The node of each state. */
  refs = new Int32Array(256);
  private keys: Int32Array;
  /** Open addressing: 1 + state, 0 for free. */
  private table = new Int32Array(1024);
  private states = 0;
  private readonly wide: number;

  constructor(words: number) {
    this.wide = words + 2;
    this.keys = new Int32Array(256 * this.wide);
  }

  /** The number of a state; a new one is `notMade`. */
  find(level: number, given: number, rows: Int32Array): number {
    const slot = this.slotOf(level, given, rows);
    const known = this.table[slot]!;
    return known === 0 ? this.add(slot, level, given, rows) : known - 1;
  }

  /** Where a state is in the table, or the free place for it. */
  private slotOf(level: number, given: number, rows: Int32Array): number {
    const mask = this.table.length - 1;
    let slot = hashOf(level, given, rows) & mask;
    for (let known = this.table[slot]!; known !== 0; known = this.table[slot]!) {
      if (this.isState(known - 1, level, given, rows)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private isState(state: number, level: number, given: number, rows: Int32Array): boolean {
    const at = state * this.wide;
    if (this.keys[at] !== level || this.keys[at + 1] !== given) return false;
    for (let word = 0; word < rows.length; word++) if (this.keys[at + 2 + word] !== rows[word]) return false;
    return true;
  }

  private add(slot: number, level: number, given: number, rows: Int32Array): number {
    const state = this.states++;
    const at = state * this.wide;
    this.keys = roomFor(this.keys, at + this.wide);
    this.refs = roomFor(this.refs, this.states);
    this.keys[at] = level;
    this.keys[at + 1] = given;
    this.keys.set(rows, at + 2);
    this.refs[state] = notMade;
    this.table[slot] = state + 1;
    if (this.states * 2 > this.table.length) this.grow();
    return state;
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 4);
    for (let state = 0; state < this.states; state++) {
      const at = state * this.wide;
      const rows = this.keys.subarray(at + 2, at + this.wide);
      this.table[this.slotOf(this.keys[at]!, this.keys[at + 1]!, rows)] = state + 1;
    }
  }
}

function hashOf(level: number, given: number, rows: Int32Array): number {
  let hash = Math.imul(level + 1, 0x9e37_79b1) ^ given;
  for (const word of rows) {
    hash = Math.imul(hash ^ word, 0x85eb_ca6b);
    hash ^= hash >>> 13;
  }
  return hash;
}
