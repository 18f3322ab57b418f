import type { OutcomeSet } from '../outcome-set.js';

/**
 * A node (≥ 0), or an end: the complement of its outcome set, so always < 0.
 */
export type Ref = number;
export const endOf = (set: OutcomeSet): Ref => ~set;
export const setOf = (end: Ref): OutcomeSet => ~end;

/**
 * A reduced ordered decision diagram over answer classes in three flat lists. Children have lower numbers than their
 * parents, nodes differ from one another, and each has children that differ: so a variable is in the diagram exactly
 * when the outcome depends on it.
 */
export interface FlatDiagram {
  readonly root: Ref;
  readonly nodes: number;
  /** Per node: its column, where its children begin, and every outcome below it. */
  readonly column: Int32Array;
  readonly first: Int32Array;
  readonly below: Int32Array;
  readonly children: Int32Array;
  /** Number of classes per column. */
  readonly classes: Int32Array;
  /** Place of each column in the order: a node's column comes before those of its children. */
  readonly places: Int32Array;
}

/** Thrown when a diagram takes more than it may; whoever asked for it falls back to the three-valued reader. */
export class TooMuch extends Error {}

export interface Limits {
  readonly nodes: number;
  /** Links from nodes to children, of all nodes. */
  readonly links: number;
}

/** Grows a diagram, each node once. */
export class FlatBuilder {
  nodes = 0;
  links = 0;
  private column = new Int32Array(64);
  private first = new Int32Array(64);
  private below = new Int32Array(64);
  private children = new Int32Array(512);
  /** Open addressing: 1 + node, 0 for free. */
  private table = new Int32Array(256);

  constructor(
    private readonly classes: Int32Array,
    private readonly limits: Limits,
  ) {}

  /** The node of a column with the children at `from` of a list, or the child when they are all one. */
  node(column: number, from: Int32Array): Ref {
    const count = this.classes[column]!;
    const [only = 0] = from;
    let same = true;
    let hash = column;
    for (let at = 0; at < count; at++) {
      const child = from[at]!;
      same &&= child === only;
      hash = Math.imul(hash ^ child, 0x0100_0193);
      hash ^= hash >>> 15;
    }
    return same ? only : this.find(column, from, count, hash);
  }

  finish(root: Ref, places: Int32Array): FlatDiagram {
    const { nodes, links, classes } = this;
    return {
      root,
      nodes,
      classes,
      places,
      column: this.column.slice(0, nodes),
      first: this.first.slice(0, nodes),
      below: this.below.slice(0, nodes),
      children: this.children.slice(0, links),
    };
  }

  private find(column: number, from: Int32Array, count: number, hash: number): Ref {
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (let known = this.table[slot]!; known !== 0; known = this.table[slot]!) {
      if (this.isAlike(known - 1, column, from, count)) return known - 1;
      slot = (slot + 1) & mask;
    }
    if (this.nodes >= this.limits.nodes || this.links + count > this.limits.links) throw new TooMuch();
    const id = this.add(column, from, count);
    this.table[slot] = id + 1;
    if (this.nodes * 2 > this.table.length) this.rehash();
    return id;
  }

  private isAlike(node: number, column: number, from: Int32Array, count: number): boolean {
    if (this.column[node] !== column) return false;
    const first = this.first[node]!;
    for (let at = 0; at < count; at++) if (this.children[first + at] !== from[at]) return false;
    return true;
  }

  private add(column: number, from: Int32Array, count: number): number {
    const id = this.nodes++;
    this.column = roomFor(this.column, this.nodes);
    this.first = roomFor(this.first, this.nodes);
    this.below = roomFor(this.below, this.nodes);
    this.children = roomFor(this.children, this.links + count);
    this.column[id] = column;
    this.first[id] = this.links;
    let below = 0;
    for (let at = 0; at < count; at++) {
      const child = from[at]!;
      this.children[this.links + at] = child;
      below |= child < 0 ? setOf(child) : this.below[child]!;
    }
    this.below[id] = below;
    this.links += count;
    return id;
  }

  private rehash(): void {
    const table = new Int32Array(this.table.length * 4);
    const mask = table.length - 1;
    for (let id = 0; id < this.nodes; id++) {
      let hash = this.column[id]!;
      const first = this.first[id]!;
      const count = this.classes[this.column[id]!]!;
      for (let at = 0; at < count; at++) {
        hash = Math.imul(hash ^ this.children[first + at]!, 0x0100_0193);
        hash ^= hash >>> 15;
      }
      let slot = hash & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id + 1;
    }
    this.table = table;
  }
}

export function roomFor(list: Int32Array, length: number): Int32Array<ArrayBuffer> {
  if (length <= list.length) return list as Int32Array<ArrayBuffer>;
  const longer = new Int32Array(Math.max(length, list.length * 2));
  longer.set(list);
  return longer;
}
