import { literalsOf, type DecisionTable, type FeelTest } from './table.js';
import type { TableProblem } from './types.js';

/** What a table may have at most: a larger one is refused before anything is worked out of it. */
export const mostRows = 5_000;
export const mostColumns = 100;
/** How deep the tests of a cell may stand in each other. */
export const deepestTest = 100;
/** Constants that a cell may compare with; two for a range. */
export const mostInCell = 1_000;
export const mostInColumn = 20_000;
export const mostInTable = 100_000;
/** Cells that ask something. */
export const mostCells = 100_000;

/** How deep a kept expression may be, in objects and lists, and how many these may be. */
const deepestTree = 1_500;
const largestTree = 100_000;

/** The first thing of a table that is more than it may be, or null. Looks at no more than that takes; total on any depth. */
export function checkLimits({ inputs, rows }: DecisionTable): TableProblem | null {
  if (rows.length > mostRows) {
    return tooMany('too-many-rows', `The table has ${rows.length} rows; ${mostRows} is the most.`, byRows);
  }
  if (inputs.length > mostColumns) {
    const message = `The table has ${inputs.length} input columns; ${mostColumns} is the most.`;
    return tooMany('too-many-columns', message, 'Split the decision.');
  }
  for (const { compute, label, line } of inputs) {
    if (compute && !isSmall(compute)) return { ...tooDeep, column: label.en, ...(line !== undefined && { line }) };
  }
  return checkCells(inputs, rows);
}

function checkCells(inputs: DecisionTable['inputs'], rows: DecisionTable['rows']): TableProblem | null {
  const inColumn = inputs.map(() => 0);
  let inTable = 0;
  let cells = 0;
  for (const [index, { tests, line }] of rows.entries()) {
    for (const [at, test] of tests.entries()) {
      if (test.test === 'any') continue;
      const column = inputs[at]?.label.en;
      const place = { row: index + 1, ...(column !== undefined && { column }), ...(line !== undefined && { line }) };
      if (isTooDeep(test)) return { ...tooDeep, ...place };
      const constants = test.test === 'feel' ? 0 : literalsOf(test).length;
      if (constants > mostInCell) return { ...ofCell(constants), ...place };
      inColumn[at] = (inColumn[at] ?? 0) + constants;
      inTable += constants;
      cells++;
      if (inColumn[at] > mostInColumn) return { ...ofColumn, ...place };
      if (inTable > mostInTable || cells > mostCells) return { ...ofTable, ...place };
    }
  }
  return null;
}

/** Whether tests stand too deep in each other; found level by level, so that no depth is too much for it. */
function isTooDeep(test: FeelTest): boolean {
  let level: readonly FeelTest[] = [test];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestTest || level.some((one) => one.test === 'feel' && !isSmall(one.cell))) return true;
    level = level.flatMap((one) => (one.test === 'not' ? [one.of] : 'of' in one ? one.of : []));
  }
  return false;
}

function isSmall(tree: object): boolean {
  let level: readonly object[] = [tree];
  let size = 0;
  for (let depth = 0; level.length > 0; depth++) {
    size += level.length;
    if (depth > deepestTree || size > largestTree) return false;
    level = level.flatMap((one) => Object.values(one).filter((part) => typeof part === 'object' && part !== null));
  }
  return true;
}

const byRows = 'Split the table, or group rows that give the same outcome.';

const tooMany = (code: string, message: string, instead: string): TableProblem => ({ code, message, instead });

const tooDeep: TableProblem = tooMany(
  'cell-is-too-deep',
  `What is tested nests too deeply; ${deepestTest} tests in each other are the most.`,
  'Split it into several rows, or give a part of it a decision of its own.',
);

const ofCell = (constants: number): TableProblem =>
  tooMany(
    'cell-has-too-many-constants',
    `The cell compares with ${constants} constants; ${mostInCell} is the most.`,
    'Split the cell: list its values in several rows that give the same outcome.',
  );

const ofColumn: TableProblem = tooMany(
  'column-has-too-many-constants',
  `From here on, the column compares with more than ${mostInColumn} constants, which is the most.`,
  'Write neighbouring values as ranges, group them into one answer of the question, or split the table.',
);

const ofTable: TableProblem = tooMany(
  'table-is-too-large',
  `From here on, the table has more than ${mostCells} cells that ask something, or compares with more than ${mostInTable} constants.`,
  'Split the table, or leave cells empty that make no difference.',
);
