import { edgesOf } from './edges.js';
import type { Condition, Program } from './program.js';

const known = new WeakMap<Program, boolean>();

/** True when a condition of the program asks whether a phone number is known: then step() must be told (`numbers`). */
export function readsNumbers(program: Program): boolean {
  const before = known.get(program);
  if (before !== undefined) return before;
  const asks = (when: readonly Condition[]) => when.some((condition) => 'noNumber' in condition);
  const edges = Object.values(program.states).flatMap((state) => edgesOf(program, state));
  const reads =
    edges.some(({ targets }) => targets.some(({ when }) => asks(when))) ||
    Object.values(program.interrupts).some(({ when }) => asks(when));
  known.set(program, reads);
  return reads;
}
