import type { FlatDiagram } from './exact/flat-diagram.js';
import { columnsLeft } from './exact/project.js';
import { Traversal } from './exact/traversal.js';
import type { OutcomeSet } from './outcome-set.js';

/** What a diagram says under partial answers, by column. */
export interface ExactReach {
  readonly outcomes: OutcomeSet;
  /** Columns that were not asked and can still change the set of outcomes. */
  readonly missing: readonly number[];
  /** Declined columns that the outcome depends on. */
  readonly declined: readonly number[];
  /** Known columns on the way to the outcome. */
  readonly read: readonly number[];
}

const unasked = -1;
const declined = -2;

/** The exact reader of one diagram. */
export class ExactReader {
  private readonly traversal: Traversal;
  private readonly columns: readonly number[];

  constructor(private readonly diagram: FlatDiagram) {
    this.traversal = new Traversal(diagram);
    this.columns = Array.from(diagram.classes, (_, column) => column);
  }

  /** Throws `TooLarge` where declined questions make too many combinations. */
  explore(states: Int32Array): ExactReach {
    const { traversal, columns } = this;
    const outcomes = traversal.explore(states);
    const open: number[] = [];
    const refused: number[] = [];
    const read: number[] = [];
    for (const column of columns) {
      if (traversal.isRead(column)) read.push(column);
      else if (traversal.dependsOn(column)) (states[column] === declined ? refused : open).push(column);
    }
    if (refused.length === 0 || open.length === 0) return { outcomes, missing: open, declined: refused, read };
    // With something declined, another question may make a difference to the outcome and none to the set of them.
    const left = columnsLeft(this.diagram, states);
    const missing = columns.filter((column) => states[column] === unasked && left.has(column));
    return { outcomes, missing, declined: refused, read };
  }

  /** The outcomes that are reachable, alone. */
  reach(states: Int32Array): OutcomeSet {
    return this.traversal.reach(states);
  }
}
