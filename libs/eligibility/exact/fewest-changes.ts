import { endOf, type FlatDiagram, type Ref } from './flat-diagram.js';

/** Thrown when a search takes more than it may: nothing is said then. */
export class TooLong extends Error {}

/** What is decided of each column in the course of the search: a class, kept as it is, or still open. */
const kept = -1;
const open = -2;

/** Which columns get which class; columns that are not in it stay as they are. */
export type Changes = ReadonlyMap<number, number>;

/**
 * The fewest columns to change so that a diagram settles on one outcome; of several ways the one whose classes are nearest
 * (`nearest[column]`: classes, nearest first), then the one whose columns come first. `states` has the class of each
 * column, below 0 where it is unknown; what is unknown may stay so when it makes no difference. `never` is proved. Throws
 * `TooLong` past `work`, counted in nodes of the diagram that are looked at.
 */
export class FewestChanges {
  private readonly target: Ref;
  private readonly chosen: Int32Array;
  private readonly bounds: Int32Array;
  private readonly seen: Int32Array;
  private turn = 0;
  private best: { readonly rank: number; readonly chosen: Int32Array } | null = null;

  constructor(
    private readonly diagram: FlatDiagram,
    private readonly states: Int32Array,
    private readonly nearest: readonly (readonly number[])[],
    outcome: number,
    private work: number,
  ) {
    this.target = endOf(1 << outcome);
    this.chosen = new Int32Array(states.length).fill(open);
    this.bounds = new Int32Array(diagram.nodes);
    this.seen = new Int32Array(diagram.nodes);
  }

  find(): Changes | 'never' {
    const least = this.bound();
    if (least >= impossible) return 'never';
    for (let most = least; most <= this.states.length; most++) {
      this.choose(0, most, 0);
      if (this.best) return changesOf(this.best.chosen);
    }
    throw new Error('somebody gets it, so changing everything leads there');
  }

  private choose(column: number, left: number, rank: number): void {
    if (this.bound() > left || (this.best && rank >= this.best.rank)) return;
    if (column === this.states.length) {
      this.best = { rank, chosen: this.chosen.slice() };
      return;
    }
    // Changes first: of ways that are equally near, the one whose columns come first is found first.
    this.nearest[column]!.forEach((c, place) => {
      if (left === 0 || c === this.states[column]) return;
      this.chosen[column] = c;
      this.choose(column + 1, left - 1, rank + place + 1);
    });
    this.chosen[column] = kept;
    this.choose(column + 1, left, rank);
    this.chosen[column] = open;
  }

  /** At least so many changes of open columns are needed; none once everything is decided and it is reached. */
  private bound(): number {
    this.turn++;
    return this.boundOf(this.diagram.root);
  }

  private boundOf(ref: Ref): number {
    if (ref < 0) return ref === this.target ? 0 : impossible;
    if (this.seen[ref] === this.turn) return this.bounds[ref]!;
    this.seen[ref] = this.turn;
    if (--this.work < 0) throw new TooLong();
    const column = this.diagram.column[ref]!;
    const chosen = this.chosen[column]!;
    const asItIs = chosen >= 0 ? chosen : this.states[column]!;
    let bound = asItIs >= 0 ? this.boundOf(this.child(ref, asItIs)) : this.whatever(ref, column);
    if (chosen === open) {
      const changed = this.nearest[column]!.reduce(
        (least, c) => Math.min(least, this.boundOf(this.child(ref, c))),
        impossible,
      );
      bound = Math.min(bound, 1 + changed);
    }
    this.bounds[ref] = bound;
    return bound;
  }

  /** Unknown, and it stays so: each answer has to lead there. */
  private whatever(node: number, column: number): number {
    let most = 0;
    for (let c = 0; c < this.diagram.classes[column]! && most < impossible; c++) {
      most = Math.max(most, this.boundOf(this.child(node, c)));
    }
    return most;
  }

  private child(node: number, c: number): Ref {
    return this.diagram.children[this.diagram.first[node]! + c]!;
  }
}

/** More changes than there can be columns. */
const impossible = 1_000_000;

function changesOf(chosen: Int32Array): Changes {
  return new Map([...chosen.entries()].filter(([, c]) => c >= 0));
}
