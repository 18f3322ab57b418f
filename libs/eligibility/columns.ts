import { partition, type Partition } from './partition.js';
import { ask, type Truth } from './cells/ask.js';
import type { Decisions } from './composed/expand-decisions.js';
import { outcomeColumn } from './composed/outcome-column.js';
import { questionsOfInput, questionsOfTest, type DecisionTable, type Expression, type FeelTest } from './table.js';
import type { Domain, Value } from './types.js';

/**
 * One thing that rows test: a question (columns over the same question are one), or a computed column.
 * `tests` are its distinct tests; `testsOfRow[row]` are the ones that the row asks, never `-`.
 */
export interface Column {
  readonly questions: readonly string[];
  readonly compute: Expression | null;
  readonly tests: readonly FeelTest[];
  readonly testsOfRow: readonly (readonly number[])[];
  /** Questions that each test reads besides. */
  readonly reads: readonly (readonly string[])[];
  /** Whether a test holds under these answers, three-valued. */
  ask(test: number, values: ReadonlyMap<string, Value>): Truth;
  /** Of a column about another decision: the questions not answered that its outcome still depends on. */
  needs?(values: ReadonlyMap<string, Value>): readonly string[];
  /** And whether it may come to no outcome at all. */
  mayLack?(values: ReadonlyMap<string, Value>): boolean;
  /** The answer classes; null for a computed column, and where there would be too many. */
  readonly classes: Partition | null;
}

/** Every question that a column reads, also those that only its cells name. */
export function questionsOfColumn({ questions, reads }: Column): readonly string[] {
  return [...questions, ...reads.flat()];
}

/** The table's columns in table order, each question once. */
export function columnsOf(
  table: DecisionTable,
  domains: ReadonlyMap<string, Domain>,
  decisions: Decisions = new Map(),
): Column[] {
  const groups = new Map<string, number[]>();
  table.inputs.forEach((input, index) => {
    const key = input.compute ? `computed ${index}` : `question ${input.question}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()].map((indexes) => toColumn(table, indexes, domains, decisions));
}

function toColumn(
  table: DecisionTable,
  indexes: readonly number[],
  domains: ReadonlyMap<string, Domain>,
  decisions: Decisions,
): Column {
  const known = new Map<string, number>();
  const tests: FeelTest[] = [];
  const testsOfRow = table.rows.map((row) =>
    indexes.flatMap((index) => {
      const test = row.tests[index];
      if (!test || test.test === 'any') return [];
      const key = JSON.stringify(test);
      const at = known.get(key) ?? tests.push(test) - 1;
      known.set(key, at);
      return [at];
    }),
  );
  const input = table.inputs[indexes[0] ?? 0];
  if (!input) throw new RangeError('a column has an input');
  const decision = input.compute ? undefined : decisions.get(input.question);
  if (decision) return outcomeColumn(decision, { tests, testsOfRow });
  const domain = domains.get(input.question);
  const asked = { question: input.question, compute: input.compute ?? null, domains };
  return {
    questions: questionsOfInput(input),
    compute: input.compute ?? null,
    tests,
    testsOfRow,
    reads: tests.map(questionsOfTest),
    ask: (test, values) => ask(tests[test] ?? { test: 'any' }, asked, values),
    classes: input.compute || !domain ? null : partition(domain, tests),
  };
}

/** Whether every test that a row asks of a column passes for a class. */
export function rowPasses(column: Column, row: number, c: number): boolean {
  return (column.testsOfRow[row] ?? []).every((test) => column.classes?.passes(test, c) ?? false);
}
