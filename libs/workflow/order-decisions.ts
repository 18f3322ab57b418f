import { otherDecisionsOf } from './decisions-read.js';
import type { DecisionDefinition, Program } from './program.js';

export interface DecisionOrder {
  /** Each after all that it reads. */
  readonly order: readonly DecisionDefinition[];
  /** Decisions that read one another in a ring, each ring once, from the one that is written first; they have no order. */
  readonly rings: readonly (readonly string[])[];
}

/** In what order decisions can be made that read each other's outcomes. */
export function orderDecisions(program: Program): DecisionOrder {
  const order: DecisionDefinition[] = [];
  const rings: string[][] = [];
  const done = new Set<string>();
  const visit = (decision: DecisionDefinition, path: readonly string[]): void => {
    const begun = path.indexOf(decision.id);
    if (begun >= 0) rings.push(path.slice(begun));
    if (begun >= 0 || done.has(decision.id)) return;
    for (const id of otherDecisionsOf(program, decision)) visit(program.decisions[id]!, [...path, decision.id]);
    done.add(decision.id);
    order.push(decision);
  };
  for (const decision of Object.values(program.decisions)) visit(decision, []);
  const inRing = new Set(rings.flat());
  return { order: order.filter(({ id }) => !inRing.has(id)), rings };
}
