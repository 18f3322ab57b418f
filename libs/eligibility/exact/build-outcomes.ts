import { unknownStates, type RowBits } from '../fast/row-bits.js';
import type { OutcomeSet } from '../outcome-set.js';
import { endOf, FlatBuilder, TooMuch, type FlatDiagram, type Limits, type Ref } from './flat-diagram.js';
import { notMade, StateTable } from './state-table.js';

export interface BuildLimits extends Limits {
  /** Row-set words that may be looked at: the same work on every machine. */
  readonly work: number;
}

/**
 * The outcome diagram of a table, built from the top: what is left before a column is the set of rows that still may
 * match, and what comes if none of them does. Two ways that leave the same are one node. Rows that no longer can
 * change the outcome are left out of the set, so that more ways are alike:
 * behind a certain row nothing decides; before it, a row that gives the same outcome makes no difference.
 * `order` has the columns that are still unknown; `live` the rows that the known ones leave (all, without).
 * Throws `TooMuch` past its limits.
 */
export function buildOutcomes(
  bits: RowBits,
  order: readonly number[],
  limits: BuildLimits,
  live: Int32Array = everyRow(bits),
): FlatDiagram {
  return new Builder(bits, order, limits).build(live);
}

export function everyRow({ rows, words }: Pick<RowBits, 'rows' | 'words'>): Int32Array {
  const all = new Int32Array(words).fill(-1);
  const over = rows & 31;
  if (over !== 0) all[words - 1] = (1 << over) - 1;
  if (rows === 0) all[0] = 0;
  return all;
}

class Builder {
  private readonly made: FlatBuilder;
  private work: number;
  /** Per level: rows that ask nothing from there on. */
  private readonly certain: Int32Array[];
  /** Per level: the rows under way, the last set tried, and the children found. */
  private readonly live: Int32Array[];
  private readonly tried: Int32Array[];
  private readonly found: Int32Array[];
  private readonly met: StateTable;

  constructor(
    private readonly bits: RowBits,
    private readonly order: readonly number[],
    limits: BuildLimits,
  ) {
    const { words } = bits;
    this.made = new FlatBuilder(bits.classes, limits);
    this.work = limits.work;
    this.met = new StateTable(words);
    this.certain = Array.from({ length: order.length + 1 }, () => everyRow(bits));
    for (let level = order.length - 1; level >= 0; level--) {
      const asking = order[level]! * words;
      for (let word = 0; word < words; word++) {
        this.certain[level]![word] = this.certain[level + 1]![word]! & ~bits.asking[asking + word]!;
      }
    }
    this.live = Array.from({ length: order.length + 1 }, () => new Int32Array(words));
    this.tried = order.map(() => new Int32Array(words));
    this.found = order.map((column) => new Int32Array(bits.classes[column]!));
  }

  build(live: Int32Array): FlatDiagram {
    this.live[0]!.set(live);
    const root = this.from(0, 0);
    const places = new Int32Array(this.bits.columns);
    this.order.forEach((column, place) => (places[column] = place));
    return this.made.finish(root, places);
  }

  /** The node for the rows in `live[start]`, where `sure` is what certain rows give already. */
  private from(start: number, sure: OutcomeSet): Ref {
    let level = start;
    const rows = this.live[level]!;
    const given = this.bits.ordered ? this.cut(level, rows, sure) : this.gather(level, rows, sure);
    if (isEmpty(rows)) return endOf(given === 0 ? this.bits.none : given);
    while (!this.isAsked(level, rows)) level++;
    const state = this.met.find(level, given, rows);
    const known = this.met.refs[state]!;
    if (known !== notMade) return known;
    const ref = this.branch(level, rows, given);
    this.met.refs[state] = ref;
    return ref;
  }

  private branch(level: number, rows: Int32Array, given: OutcomeSet): Ref {
    const { bits } = this;
    const { words } = bits;
    const column = this.order[level]!;
    const count = bits.classes[column]!;
    const found = this.found[level]!;
    const tried = this.tried[level]!;
    const next = this.live[level + 1]!;
    let at = bits.offset[column]! + unknownStates * words;
    this.work -= count * words;
    if (this.work < 0) throw new TooMuch();
    for (let c = 0; c < count; c++, at += words) {
      let same = c > 0;
      for (let word = 0; word < words; word++) {
        const left = rows[word]! & bits.may[at + word]!;
        same &&= left === tried[word];
        tried[word] = left;
        next[word] = left;
      }
      found[c] = same ? found[c - 1]! : this.from(level + 1, given);
    }
    return this.made.node(column, found);
  }

  /** FIRST, PRIORITY: keeps the rows before the first certain one that give something else. */
  private cut(level: number, rows: Int32Array, sure: OutcomeSet): OutcomeSet {
    const { words, outcomeOf, none, rowsOf } = this.bits;
    const certain = this.certain[level]!;
    let given = sure;
    for (let word = 0; word < words; word++) {
      const here = rows[word]! & certain[word]!;
      if (here === 0) continue;
      const first = here & -here;
      given = 1 << outcomeOf[word * 32 + 31 - Math.clz32(first)]!;
      rows[word]! &= first - 1;
      rows.fill(0, word + 1);
      break;
    }
    const last = given === 0 ? none : given;
    const outcome = 31 - Math.clz32(last);
    if (outcome >= this.bits.outcomes) return given;
    for (let word = words - 1; word >= 0; word--) {
      const others = rows[word]! & ~rowsOf[outcome * words + word]!;
      rows[word]! &= others === 0 ? 0 : -1 >>> Math.clz32(others);
      if (others !== 0) break;
    }
    return given;
  }

  /** UNIQUE, ANY: what certain rows give, and the rows that can add to it. */
  private gather(level: number, rows: Int32Array, sure: OutcomeSet): OutcomeSet {
    const { words, outcomeOf, none, rowsOf } = this.bits;
    // Rows that decide nothing are the last of them, where there are some.
    const outcomes = rowsOf.length / words;
    const certain = this.certain[level]!;
    let given = sure;
    for (let word = 0; word < words; word++) {
      for (let left = rows[word]! & certain[word]!; left !== 0; left &= left - 1) {
        given |= 1 << outcomeOf[word * 32 + 31 - Math.clz32(left & -left)]!;
      }
    }
    const without = given === 0 ? this.onlyDefault(rows, none) : given;
    for (let outcome = 0; outcome < outcomes; outcome++) {
      if ((without & (1 << outcome)) === 0) continue;
      for (let word = 0; word < words; word++) rows[word]! &= ~rowsOf[outcome * words + word]!;
    }
    return given;
  }

  /** Without a certain row, rows that give the default make no difference only when all do. */
  private onlyDefault(rows: Int32Array, none: OutcomeSet): OutcomeSet {
    const outcome = 31 - Math.clz32(none);
    if (outcome >= this.bits.outcomes) return 0;
    const { words, rowsOf } = this.bits;
    for (let word = 0; word < words; word++) if ((rows[word]! & ~rowsOf[outcome * words + word]!) !== 0) return 0;
    return none;
  }

  private isAsked(level: number, rows: Int32Array): boolean {
    const { words, asking } = this.bits;
    const at = this.order[level]! * words;
    for (let word = 0; word < words; word++) if ((rows[word]! & asking[at + word]!) !== 0) return true;
    return false;
  }
}

function isEmpty(rows: Int32Array): boolean {
  for (const word of rows) if (word !== 0) return false;
  return true;
}
