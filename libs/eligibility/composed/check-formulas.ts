import { questionsOf, questionsOfTest, type DecisionTable } from '../table.js';
import type { TableProblem } from '../types.js';
import type { Decisions } from './expand-decisions.js';

/** The outcome of another decision has a column of its own: nothing is computed from it. */
export function checkFormulas(table: DecisionTable, decisions: Decisions): TableProblem[] {
  const problem = (id: string, place: Partial<TableProblem>): TableProblem => ({
    code: 'decision-is-read-in-a-formula',
    message: `A formula reads the outcome of the decision “${id}”.`,
    instead: `Give “${id}” a column of its own, and test its outcome there.`,
    text: id,
    ...place,
  });
  const isDecision = (id: string): boolean => decisions.has(id);
  return table.inputs.flatMap(({ compute, label }, column) => [
    ...(compute ? questionsOf(compute).filter(isDecision) : []).map((id) => problem(id, { column: label.en })),
    ...table.rows.flatMap(({ tests, line }, row) =>
      questionsOfTest(tests[column] ?? { test: 'any' })
        .filter(isDecision)
        .map((id) => problem(id, { column: label.en, row: row + 1, ...(line !== undefined && { line }) })),
    ),
  ]);
}
