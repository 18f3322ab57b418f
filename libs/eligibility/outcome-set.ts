import type { DecisionParts } from './decision.js';

/** A set of outcomes as bits, in the declared order; the bit after the last stands for "no outcome" (a gap). */
export type OutcomeSet = number;

/** Bits of a number that hold together with the gap's: more outcomes than this are refused. */
export const mostOutcomes = 30;

export function outcomesOf(set: OutcomeSet, outcomes: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < outcomes.length; at++) if (set & (1 << at)) found.push(outcomes[at]!);
  return found;
}

/** The one outcome that is left, or null: several, or none. */
export function onlyOutcome(set: OutcomeSet, outcomes: readonly string[]): string | null {
  const at = 31 - Math.clz32(set);
  return set === 1 << at ? (outcomes[at] ?? null) : null;
}

/** What the deciding rows give: their outcomes; without a row, the table's default or the gap. */
export function setOfRows(
  parts: Pick<DecisionParts, 'outcomeOfRow' | 'otherwise'>,
  gap: number,
  rows: readonly number[],
): OutcomeSet {
  if (rows.length === 0) return 1 << (parts.otherwise === -1 ? gap : parts.otherwise);
  return rows.reduce((set, row) => set | (1 << (parts.outcomeOfRow[row] ?? gap)), 0);
}
