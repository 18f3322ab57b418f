import type { FlatDiagram } from './exact/flat-diagram.js';
import { columnsLeft } from './exact/project.js';
import { Traversal } from './exact/traversal.js';
import type { OutcomeSet } from './outcome-set.js';

/** What a diagram says under partial answers. */
export interface ExactReach {
  readonly outcomes: OutcomeSet;
  /** Questions that were not asked and can still change the set of outcomes. */
  readonly missing: readonly string[];
  /** Declined questions that the outcome depends on. */
  readonly declined: readonly string[];
}

const unasked = -1;
const declined = -2;

/** The exact reader of one diagram, whose columns are these questions. */
export class ExactReader {
  private readonly traversal: Traversal;

  constructor(
    private readonly diagram: FlatDiagram,
    private readonly questions: readonly string[],
  ) {
    this.traversal = new Traversal(diagram);
  }

  /** Throws `TooLarge` where declined questions make too many combinations. */
  explore(states: Int32Array): ExactReach {
    const { traversal, questions } = this;
    const outcomes = traversal.explore(states);
    const missing: string[] = [];
    const refused: string[] = [];
    for (let column = 0; column < questions.length; column++) {
      if (!traversal.dependsOn(column)) continue;
      (states[column] === declined ? refused : missing).push(questions[column]!);
    }
    if (refused.length === 0 || missing.length === 0) return { outcomes, missing, declined: refused };
    // With something declined, another question may make a difference to the outcome and none to the set of them.
    const left = columnsLeft(this.diagram, states);
    return {
      outcomes,
      missing: questions.filter((_, column) => states[column] === unasked && left.has(column)),
      declined: refused,
    };
  }

  /** After `explore`: a known column on the way to the outcome. */
  isRead(column: number): boolean {
    return this.traversal.isRead(column);
  }

  /** The outcomes that are reachable, alone. */
  reach(states: Int32Array): OutcomeSet {
    return this.traversal.reach(states);
  }
}
