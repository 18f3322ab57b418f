import type { Truth } from '../cells/ask.js';
import type { Column } from '../columns.js';
import type { Decision } from '../decision.js';
import type { FeelTest } from '../table.js';
import type { Value, Verdict } from '../types.js';
import { passes } from './expand-decisions.js';

/**
 * A column about another decision that was not written out: read over the outcomes that are still possible. Sound: a
 * cell may pass as long as one of them passes, or as there may be none.
 */
export function outcomeColumn(decision: Decision, rest: Pick<Column, 'tests' | 'testsOfRow'>): Column {
  const verdicts = new WeakMap<ReadonlyMap<string, Value>, Verdict>();
  const verdictOf = (values: ReadonlyMap<string, Value>): Verdict => {
    const verdict =
      verdicts.get(values) ?? decision.decide(Object.fromEntries([...values].map(([id, value]) => [id, { value }])));
    verdicts.set(values, verdict);
    return verdict;
  };
  const always = alwaysGives(decision);
  return {
    ...rest,
    questions: decision.reads,
    compute: null,
    reads: rest.tests.map(() => []),
    classes: null,
    needs: (values) => verdictOf(values).missing,
    mayLack: (values) => !always && verdictOf(values).status !== 'settled',
    ask: (test, values) => {
      const { status, possible } = verdictOf(values);
      if (status !== 'settled' && !always) return 'maybe';
      return truth(possible.map((outcome) => passes(decision, rest.tests[test] ?? anyTest, outcome)));
    },
  };
}

const anyTest: FeelTest = { test: 'any' };

function truth(passing: readonly boolean[]): Truth {
  if (passing.length > 0 && passing.every(Boolean)) return 'yes';
  return passing.length > 0 && !passing.some(Boolean) ? 'no' : 'maybe';
}

/** Nobody is left without one outcome: the first row that matches decides, and one always does. */
function alwaysGives({ parts, outcomes, table }: Decision): boolean {
  if (table.hitPolicy !== 'FIRST' && table.hitPolicy !== 'PRIORITY') return false;
  if (parts.outcomeOfRow.includes(outcomes.length) || parts.columns.some(({ mayLack }) => mayLack)) return false;
  const matchesAll = (_: unknown, row: number): boolean =>
    parts.columns.every(({ testsOfRow }) => (testsOfRow[row] ?? []).length === 0);
  return parts.otherwise !== -1 || parts.outcomeOfRow.some(matchesAll);
}
