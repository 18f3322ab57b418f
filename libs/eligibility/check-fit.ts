import { mostOutcomes } from './outcome-set.js';
import { questionsOfInput, type DecisionTable, type FeelTest, type Literal, type TableInput } from './table.js';
import type { Domain, TableProblem } from './types.js';

/** What keeps a table from being compiled: columns without a domain, and cells of another kind than their question. */
export function checkFit(
  table: DecisionTable,
  domains: ReadonlyMap<string, Domain>,
  outcomes: readonly string[],
): TableProblem[] {
  return [
    ...checkOutputs(table, outcomes),
    ...table.inputs.flatMap((input) => checkInput(input, domains)),
    ...table.inputs.flatMap((input, column) => {
      const kind: Domain['kind'] | undefined = input.compute ? 'number' : domains.get(input.question)?.kind;
      return kind === undefined ? [] : checkCells(table, input, column, kind);
    }),
  ];
}

function checkOutputs(table: DecisionTable, outcomes: readonly string[]): TableProblem[] {
  const problems: TableProblem[] = [];
  if (table.outputs.length !== 1) {
    problems.push({
      code: 'decision-needs-one-output',
      message: `The table has ${table.outputs.length} output columns; a decision that leads somewhere has exactly one.`,
      instead: 'Keep the outcome; write another table for what else it should say.',
    });
  }
  if (outcomes.length > mostOutcomes) {
    problems.push({
      code: 'too-many-outcomes',
      message: `The table has ${outcomes.length} outcomes; ${mostOutcomes} is the most.`,
      instead: 'Split the decision in two.',
    });
  }
  return problems;
}

function checkInput(input: TableInput, domains: ReadonlyMap<string, Domain>): TableProblem[] {
  const at = { column: input.label.en, ...(input.line === undefined ? {} : { line: input.line }) };
  return questionsOfInput(input).flatMap((question): TableProblem[] => {
    const domain = domains.get(question);
    if (!domain) {
      return [
        {
          code: 'question-is-not-known',
          message: `The column reads “${question}”, which is no question here.`,
          instead: nearest(question, [...domains.keys()]),
          text: question,
          ...at,
        },
      ];
    }
    if ('values' in domain && domain.values.length === 0) {
      return [
        {
          code: 'question-has-no-choices',
          message: `“${question}” has no choices.`,
          instead: 'Give the question its choices.',
          text: question,
          ...at,
        },
      ];
    }
    if (!input.compute || domain.kind === 'number') return [];
    return [
      {
        code: 'arithmetic-needs-numbers',
        message: `“${question}” is not a number.`,
        instead: 'Compute with number questions only.',
        text: question,
        ...at,
      },
    ];
  });
}

function nearest(question: string, known: readonly string[]): string {
  const last = question.split('.').at(-1);
  const close = known.find((one) => one.split('.').at(-1) === last || one.toLowerCase() === question.toLowerCase());
  if (close !== undefined) return `Did you mean “${close}”?`;
  return known.length === 0 ? 'Declare the question.' : `Use one of: ${known.slice(0, 20).join(', ')}.`;
}

const advice: Readonly<Record<Domain['kind'], string>> = {
  choice: 'Compare with words in double quotes, for example "yes", "no".',
  multi: 'Write list contains(?, "word"): the answer is a list of words.',
  boolean: 'Write true or false, without quotes.',
  number: 'Compare with numbers, for example >= 18 or [18..65].',
  date: 'Compare with dates, for example >= date("2024-01-31").',
  text: 'Compare with words in double quotes, for example "Toronto".',
};

function checkCells(table: DecisionTable, input: TableInput, column: number, kind: Domain['kind']): TableProblem[] {
  return table.rows.flatMap((row, index): TableProblem[] => {
    const test = row.tests[column];
    const wrong = test ? misfit(test, kind) : 'nothing';
    if (wrong === null) return [];
    return [
      {
        code: 'cell-does-not-fit-the-question',
        message: `Row ${index + 1} tests “${input.question}” (${kind}) with ${wrong}.`,
        instead: advice[kind],
        row: index + 1,
        column: input.label.en,
        ...(row.line === undefined ? {} : { line: row.line }),
      },
    ];
  });
}

const literalOfKind: Readonly<Record<Exclude<Domain['kind'], 'multi'>, Literal['kind']>> = {
  choice: 'string',
  text: 'string',
  boolean: 'boolean',
  number: 'number',
  date: 'date',
};

/** The part of a test that cannot be asked of a question of this kind, or null. */
function misfit(test: FeelTest, kind: Domain['kind']): string | null {
  switch (test.test) {
    case 'any':
      return null;
    case 'not':
      return misfit(test.of, kind);
    case 'some':
    case 'every':
      return test.of.map((one) => misfit(one, kind)).find((one) => one !== null) ?? null;
    case 'contains':
      return kind === 'multi' ? null : `list contains(?, ${JSON.stringify(test.item)})`;
    case 'compare':
      return fits(test.to, kind) ? null : JSON.stringify(test.to.value);
    case 'range':
      return fits(test.from, kind) ? null : JSON.stringify(test.from.value);
  }
}

function fits(literal: Literal, kind: Domain['kind']): boolean {
  return kind !== 'multi' && literalOfKind[kind] === literal.kind;
}
