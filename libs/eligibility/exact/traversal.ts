import type { OutcomeSet } from '../outcome-set.js';
import { setOf, type FlatDiagram, type Ref } from './flat-diagram.js';

/**
 * The verdict of a diagram under partial answers, by one way down. What one call finds is marked with its number
 * (a generation), so that nothing is made or cleared between calls. `states` has the class of each column, and
 * something below 0 where it is unknown.
 */
export class Traversal {
  outcomes: OutcomeSet = 0;
  private generation = 0;
  private readonly seen: Int32Array;
  private readonly like: Int32Array;
  /** Unique nodes of the restricted diagram, by what is left of their children. */
  private readonly table: Int32Array;
  private readonly tableSeen: Int32Array;
  private readonly asks: Int32Array;
  private readonly reads: Int32Array;

  constructor(private readonly diagram: FlatDiagram) {
    this.seen = new Int32Array(diagram.nodes);
    this.like = new Int32Array(diagram.nodes);
    const size = 2 ** Math.ceil(Math.log2(Math.max(4, diagram.nodes * 2)));
    this.table = new Int32Array(size);
    this.tableSeen = new Int32Array(size);
    this.asks = new Int32Array(diagram.classes.length);
    this.reads = new Int32Array(diagram.classes.length);
  }

  /**
   * Every outcome that some completion reaches; then `dependsOn` and `isRead` tell the columns. Of two nodes that the
   * known answers make alike one is kept, so what is left is reduced again: it names a column only if that matters.
   */
  explore(states: Int32Array): OutcomeSet {
    this.begin();
    this.restrict(this.diagram.root, states);
    return this.outcomes;
  }

  /** The outcomes alone. */
  reach(states: Int32Array): OutcomeSet {
    this.begin();
    this.collect(this.diagram.root, states);
    return this.outcomes;
  }

  /** After `explore`: an unknown column on which the outcome depends. */
  dependsOn(column: number): boolean {
    return this.asks[column] === this.generation;
  }

  /** After `explore`: a known column that the way down has passed. */
  isRead(column: number): boolean {
    return this.reads[column] === this.generation;
  }

  private begin(): void {
    this.outcomes = 0;
    if (++this.generation < 0x7fff_ffff) return;
    this.generation = 1;
    for (const marks of [this.seen, this.tableSeen, this.asks, this.reads]) marks.fill(0);
  }

  private collect(ref: Ref, states: Int32Array): void {
    const { diagram } = this;
    let node = ref;
    // Known answers lead straight down.
    while (node >= 0) {
      const state = states[diagram.column[node]!]!;
      if (state < 0) break;
      node = diagram.children[diagram.first[node]! + state]!;
    }
    if (node < 0) {
      this.outcomes |= setOf(node);
      return;
    }
    if (this.seen[node] === this.generation || (diagram.below[node]! & ~this.outcomes) === 0) return;
    this.seen[node] = this.generation;
    const first = diagram.first[node]!;
    const count = diagram.classes[diagram.column[node]!]!;
    for (let at = first; at < first + count; at++) {
      if (at === first || diagram.children[at] !== diagram.children[at - 1])
        this.collect(diagram.children[at]!, states);
    }
  }

  /** The node that stands for what is left below, or an end. */
  private restrict(ref: Ref, states: Int32Array): Ref {
    const { diagram } = this;
    let node = ref;
    while (node >= 0) {
      const column = diagram.column[node]!;
      const state = states[column]!;
      if (state < 0) break;
      this.reads[column] = this.generation;
      node = diagram.children[diagram.first[node]! + state]!;
    }
    if (node < 0) {
      this.outcomes |= setOf(node);
      return node;
    }
    if (this.seen[node] === this.generation) return this.like[node]!;
    this.seen[node] = this.generation;
    const like = this.reduce(node, states);
    this.like[node] = like;
    return like;
  }

  private reduce(node: number, states: Int32Array): Ref {
    const { diagram } = this;
    const column = diagram.column[node]!;
    const first = diagram.first[node]!;
    const count = diagram.classes[column]!;
    const only = this.restrict(diagram.children[first]!, states);
    let same = true;
    let hash = column;
    let before = only;
    for (let at = first; at < first + count; at++) {
      const repeats = at > first && diagram.children[at] === diagram.children[at - 1];
      if (!repeats) before = this.restrict(diagram.children[at]!, states);
      same &&= before === only;
      hash = Math.imul(hash ^ before, 0x0100_0193);
      hash ^= hash >>> 15;
    }
    if (same) return only;
    this.asks[column] = this.generation;
    const mask = this.table.length - 1;
    let slot = hash & mask;
    while (this.tableSeen[slot] === this.generation) {
      const known = this.table[slot]!;
      if (diagram.column[known] === column && this.isAlike(known, node, count, states)) return known;
      slot = (slot + 1) & mask;
    }
    this.tableSeen[slot] = this.generation;
    this.table[slot] = node;
    return node;
  }

  private isAlike(a: number, b: number, count: number, states: Int32Array): boolean {
    const { children, first } = this.diagram;
    for (let at = 0; at < count; at++) {
      const left = children[first[a]! + at]!;
      const right = children[first[b]! + at]!;
      if (left !== right && this.restrict(left, states) !== this.restrict(right, states)) return false;
    }
    return true;
  }
}
