import { birthday } from './computed.js';
import type { RawColumn, RawQuestion, RawWhere } from './document.js';

export type OracleRow = Readonly<Record<string, unknown>>;

/** True where every row has a value that fits in each column that it must have, and nothing else. */
export function areRows({ columns = {}, min = 0, max = 30 }: RawQuestion, said: unknown): boolean {
  if (!Array.isArray(said) || said.length < min || said.length > max) return false;
  return said.every((row: OracleRow) => {
    const strange = Object.keys(row).filter((name) => columns[name] === undefined);
    const wrong = Object.entries(columns).filter(([name, column]) =>
      row[name] === undefined ? !column.optional && column.missing === undefined : !isCell(column, row[name]),
    );
    return strange.length === 0 && wrong.length === 0;
  });
}

function isCell({ type, choices, min = -Infinity, max }: RawColumn, value: unknown): boolean {
  if (choices) return choices.includes(String(value));
  if (type === 'boolean') return value === true || value === false;
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(String(value)) && birthday(String(value), 0) === value;
  if (type === 'text') return typeof value === 'string' && value.trim() !== '' && value.length <= (max ?? 2000);
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= (max ?? Infinity);
}

/** Goes through the rows with a finger: what is in doubt about one that may count leaves the whole in doubt. */
export function overRows(
  { compute, of = [], where = {} }: RawQuestion,
  { columns = {} }: RawQuestion,
  rows: readonly OracleRow[],
  today: string,
): number | null {
  let found = 0;
  for (const row of rows) {
    const cell = (column: string) => row[column] ?? columns[column]?.missing ?? null;
    const tests = Object.entries(where).map(([column, test]) => {
      const value = cell(column);
      return value === null ? null : isSo(test, value, columns[column]?.type, today);
    });
    if (tests.some((test) => test === false)) continue;
    if (tests.some((test) => test === null)) return null;
    const amounts = compute === 'count' ? [1] : of.map(cell);
    for (const amount of amounts) {
      if (amount === null) return null;
      found += Number(amount);
    }
  }
  return found;
}

function isSo(test: RawWhere, value: unknown, type: string | undefined, today: string): boolean | null {
  if (typeof test === 'boolean') return value === test;
  if (typeof test === 'string') return value === test;
  if (!('min' in test) && !('max' in test)) return (test as readonly string[]).includes(String(value));
  const { min, max } = test as { min?: number; max?: number };
  if (type !== 'date') return Number(value) >= (min ?? -Infinity) && Number(value) <= (max ?? Infinity);
  const born = String(value);
  if (born > today) return null;
  // Of an age from that birthday on, and until the day before the one that is too many.
  const isOld = min === undefined || birthday(born, min) <= today;
  return isOld && (max === undefined || birthday(born, max + 1) > today);
}
