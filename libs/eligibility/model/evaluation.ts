import type { Env, Note } from '../run/env.js';
import type { FeelDateTime, FeelValue } from '../values/value.js';
import type { GraphNode } from './requirement-graph.js';

/** One question asked of a model: each element of the graph is worked out once. */
export interface Evaluation {
  /** Values of inputs, and of decisions that a service is handed instead of working them out. */
  readonly given: ReadonlyMap<GraphNode, FeelValue>;
  readonly done: Map<GraphNode, FeelValue>;
  /** What is left of the work allowed, over all elements. */
  readonly budget: { steps: number };
  readonly moment: FeelDateTime | null;
  readonly notes: Note[];
}

/** The place of one element's names. Steps are counted over the whole evaluation. */
export function envOf({ budget, moment, notes }: Evaluation, slots: number): Env {
  return {
    slots: Array.from<FeelValue>({ length: slots }).fill(null),
    input: null,
    moment,
    notes,
    get steps() {
      return budget.steps;
    },
    set steps(left) {
      budget.steps = left;
    },
  };
}
