import type { Decision } from '../decision.js';
import { anything, mostExpanded, type Expanded, type ExpandedRow } from '../expanded.js';
import { ask } from '../cells/ask.js';
import type { FeelTest } from '../table.js';
import type { Domain } from '../types.js';
import { outcomeBoxes, type OutcomeBox } from './outcome-boxes.js';

/** Other decisions by id, those alone that no question is called like. */
export type Decisions = ReadonlyMap<string, Decision>;

/** What a column about a decision tests: the outcome, as one choice. */
export const outcomeDomain = ({ outcomes }: Decision): Domain => ({ kind: 'choice', values: outcomes });

/**
 * A table with the decisions that its columns read written out over the questions that they read: a row becomes one
 * per part of all people to whom the decision gives what its cell asks for. Parts that get no outcome become a row that
 * decides nothing. A column that would make too many rows is left as it is: it is read three-valued.
 */
export function expandDecisions(expanded: Expanded, decisions: Decisions): Expanded {
  let result = expanded;
  for (let at = 0; at < result.inputs.length; at++) {
    const { question, compute } = result.inputs[at]!;
    const decision = compute ? undefined : decisions.get(question);
    const written = decision && writeColumn(result, at, decision);
    if (!written) continue;
    result = written;
    at += decision.parts.columns.length - 1;
  }
  return result;
}

function writeColumn({ inputs, rows }: Expanded, at: number, decision: Decision): Expanded | null {
  const boxesOf = remembered(decision);
  const columns = decision.parts.columns.map(({ questions }) => ({
    question: questions[0] ?? '',
    label: inputs[at]!.label,
  }));
  const written: ExpandedRow[] = [];
  for (const row of rows) {
    const test = row.tests[at]!;
    const boxes = test.test === 'any' ? [{ tests: columns.map(() => anything), is: 'wanted' as const }] : boxesOf(test);
    if (!boxes || written.length + boxes.length > mostExpanded) return null;
    for (const { tests, is } of boxes) {
      written.push({
        ...row,
        tests: row.tests.toSpliced(at, 1, ...tests),
        unknown: row.unknown ?? (is === 'unknown' ? decision.id : null),
      });
    }
  }
  return { inputs: inputs.toSpliced(at, 1, ...columns), rows: written };
}

/** The boxes of each test that some cell asks, once; null where a test reads more than the outcome. */
function remembered(decision: Decision): (test: FeelTest) => readonly OutcomeBox[] | null {
  const known = new Map<string, readonly OutcomeBox[] | null>();
  return (test) => {
    const key = JSON.stringify(test);
    const boxes = known.get(key);
    if (boxes !== undefined) return boxes;
    const made = outcomeBoxes(decision, (outcome) => passes(decision, test, outcome));
    known.set(key, made);
    return made;
  };
}

export function passes(decision: Decision, test: FeelTest, outcome: string): boolean {
  const domains = new Map([[decision.id, outcomeDomain(decision)]]);
  return ask(test, { question: decision.id, compute: null, domains }, new Map([[decision.id, outcome]])) === 'yes';
}
