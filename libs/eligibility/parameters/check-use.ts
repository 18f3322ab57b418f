import { suggest } from '../feel/suggest.js';
import { literalsOf, type DecisionTable, type Literal, type TableRow } from '../table.js';
import type { Domain, TableProblem } from '../types.js';
import { brokenCodes, checkParameter } from './check-parameters.js';
import { parameterOf, type Parameters } from './parameter.js';

type Named = Literal & { readonly kind: 'parameter' };

/** What keeps a table's parameters from being written out: names that are none, faults of theirs, a missing date. */
export function checkUse(
  table: DecisionTable,
  parameters: Parameters,
  date: string | undefined,
  domains: ReadonlyMap<string, Domain>,
): TableProblem[] {
  const named = table.rows.flatMap((row, index) => namedIn(row).map((literal) => ({ literal, row, index })));
  if (named.length === 0) return [];
  const ids = [...new Set(named.map(({ literal }) => literal.value))];
  const broken = ids.flatMap((id): TableProblem[] => {
    const parameter = parameterOf(parameters, id);
    const faults = parameter ? checkParameter(parameter, domains) : [];
    return faults
      .filter(({ code }) => brokenCodes.includes(code))
      .map(({ code, message, instead }) => ({ code, message, instead, text: id }));
  });
  return [
    ...named.flatMap(({ literal, row, index }) =>
      checkName(literal, parameters, { row: index + 1, ...(row.line !== undefined && { line: row.line }) }),
    ),
    ...broken,
    ...checkDate(ids, date, domains),
  ];
}

const namedIn = (row: TableRow): Named[] =>
  row.tests.flatMap((test) => literalsOf(test).filter((literal): literal is Named => literal.kind === 'parameter'));

function checkName({ value, by }: Named, parameters: Parameters, place: Partial<TableProblem>): TableProblem[] {
  const parameter = parameterOf(parameters, value);
  if (!parameter) {
    return [
      {
        code: 'parameter-is-not-known',
        message: `The cell compares with “${value}”, which is no parameter here.`,
        instead: suggest(value, Object.keys(parameters)),
        text: value,
        ...place,
      },
    ];
  }
  if (by === undefined || by === parameter.by) return [];
  return [
    {
      code: 'parameter-has-another-question',
      message: `The cell asks for “${value}” by “${by}”.`,
      instead:
        parameter.by === undefined
          ? `It is the same for everybody: write ${value}.`
          : `Write ${value}(${parameter.by}), or ${value} alone.`,
      text: `${value}(${by})`,
      ...place,
    },
  ];
}

function checkDate(
  ids: readonly string[],
  date: string | undefined,
  domains: ReadonlyMap<string, Domain>,
): TableProblem[] {
  const names = ids.map((id) => `“${id}”`).join(', ');
  if (date === undefined) {
    return [
      {
        code: 'decision-has-no-date',
        message: `The table reads ${names}, which changes with time, and the decision does not say for which day it decides.`,
        instead: 'Add date: with the question whose answer is that day, for example the day of the application.',
      },
    ];
  }
  const kind = domains.get(date)?.kind;
  if (kind === 'date') return [];
  return [
    {
      code: 'decision-date-is-no-date',
      message: `The decision is for the day “${date}”, which is ${kind === undefined ? 'no question here' : 'no date'}.`,
      instead: 'Name a date question.',
      text: date,
    },
  ];
}
