import { checkCells as checkFeelCells, checkComputed, kindOfInput } from './cells/check-cells.js';
import { nearest } from './cells/nearest.js';
import type { KindHere } from './cells/signatures.js';
import { mostOutcomes } from './outcome-set.js';
import { literalKindOf, parameterOf, type Parameters } from './parameters/parameter.js';
import { questionsOfInput, type DecisionTable, type FeelTest, type Literal, type TableInput } from './table.js';
import type { Domain, TableProblem } from './types.js';

/** What keeps a table from being compiled: columns without a domain, and cells of another kind than their question. */
export function checkFit(
  table: DecisionTable,
  domains: ReadonlyMap<string, Domain>,
  outcomes: readonly string[],
  parameters: Parameters = {},
): TableProblem[] {
  return [
    ...checkOutputs(table, outcomes),
    ...table.inputs.flatMap((input) => checkInput(input, domains)),
    ...table.inputs.flatMap((input, column) => {
      const kind = input.compute ? domainKinds[kindOfInput(input, domains)] : domains.get(input.question)?.kind;
      return kind === undefined ? [] : checkCells(table, input, column, { kind, parameters });
    }),
    ...checkFeelCells(table, domains),
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
  const misfits = checkComputed(input, domains);
  const unknown = questionsOfInput(input).flatMap((question): TableProblem[] => {
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
    if (!input.compute || input.compute.op === 'feel' || domain.kind === 'number') return [];
    return [
      {
        code: 'arithmetic-needs-numbers',
        message: `“${question}” is not a number.`,
        instead: 'Compute with number questions only; of dates take a part, such as (today_is - born).days.',
        text: question,
        ...at,
      },
    ];
  });
  return [...unknown, ...misfits];
}

/** What the cells of a computed column can be compared with; a duration has its own tests. */
const domainKinds: Partial<Readonly<Record<KindHere, Tested>>> = {
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
  list: 'multi',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
};
type Tested = Domain['kind'] | 'duration';

const advice: Readonly<Record<Tested, string>> = {
  duration: 'Compare with durations, for example >= duration("P18Y").',
  choice: 'Compare with words in double quotes, for example "yes", "no".',
  multi: 'Write list contains(?, "word"): the answer is a list of words.',
  boolean: 'Write true or false, without quotes.',
  number: 'Compare with numbers, for example >= 18 or [18..65].',
  date: 'Compare with dates, for example >= date("2024-01-31").',
  text: 'Compare with words in double quotes, for example "Toronto".',
};

/** The kind of a column, and the parameters whose kinds must be the same. */
interface Fit {
  readonly kind: Tested;
  readonly parameters: Parameters;
}

function checkCells(table: DecisionTable, input: TableInput, column: number, fit: Fit): TableProblem[] {
  const { kind } = fit;
  return table.rows.flatMap((row, index): TableProblem[] => {
    const test = row.tests[column];
    const wrong = test ? misfit(test, fit) : 'nothing';
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
function misfit(test: FeelTest, fit: Fit): string | null {
  switch (test.test) {
    case 'any':
    case 'feel':
      return null;
    case 'not':
      return misfit(test.of, fit);
    case 'some':
    case 'every':
      return test.of.map((one) => misfit(one, fit)).find((one) => one !== null) ?? null;
    case 'contains':
      return fit.kind === 'multi' ? null : `list contains(?, ${JSON.stringify(test.item)})`;
    case 'compare':
      return misfitOf(test.to, fit, !['=', '!='].includes(test.operator));
    case 'range':
      return misfitOf(test.from, fit, true) ?? misfitOf(test.to, fit, true);
  }
}

/** A parameter that is none is told elsewhere. The reader lets no word be put in an order; a parameter may be a word. */
function misfitOf(literal: Literal, { kind, parameters }: Fit, ordered: boolean): string | null {
  const isParameter = literal.kind === 'parameter';
  const type = isParameter ? parameterOf(parameters, literal.value)?.type : undefined;
  if (isParameter && type === undefined) return null;
  const of = type ? literalKindOf[type] : literal.kind;
  if (
    kind !== 'multi' &&
    kind !== 'duration' &&
    literalOfKind[kind] === of &&
    !(isParameter && ordered && of === 'string')
  )
    return null;
  return isParameter ? `${literal.value} (${type})` : JSON.stringify(literal.value);
}
