import type { Row, Value } from '../eligibility/index.js';
import type { Misfit } from './check-answer.js';
import { type Column, MOST_ROWS, type Question } from './program.js';

/** Why a cell does not fit its column: what would. Null when it does. */
type MisfitCell = (column: Column, value: Value) => readonly string[] | null;

/** The first thing that keeps rows from fitting, at the cell where it stands. Pure and total over untrusted values. */
export function misfitInRows(question: Question, value: Value, misfitCell: MisfitCell): Misfit | null {
  const { columns = [], min = 0, max = MOST_ROWS } = question;
  const names = columns.map(({ id }) => id);
  const isList = Array.isArray(value) && value.length >= min && value.length <= max;
  if (!isList) return { expected: [`${min}–${max} × {${names.join(', ')}}`], at: '' };
  for (const [index, row] of (value as readonly unknown[]).entries()) {
    if (!isRow(row)) return { expected: [`{${names.join(', ')}}`], at: `/${index}` };
    const stray = Object.keys(row).find((name) => !names.includes(name));
    if (stray !== undefined) return { expected: names, at: `/${index}/${escaped(stray)}` };
    for (const column of columns) {
      const expected = misfitOf(row, column, misfitCell);
      if (expected) return { expected, at: `/${index}/${column.id}` };
    }
  }
  return null;
}

function misfitOf(row: Row, column: Column, misfitCell: MisfitCell): readonly string[] | null {
  const value = Object.hasOwn(row, column.id) ? row[column.id] : undefined;
  if (value === undefined && column.optional) return null;
  // Nothing at all fits no column, and is told what would.
  return misfitCell(column, value ?? []);
}

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);

/** As RFC 6901 writes a name that has a slash or a tilde. */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
