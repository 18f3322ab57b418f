import { valueOf } from './typed-value.js';

type Row = Readonly<Record<string, string | number | boolean>>;
/** Of the API's views what is read here, so that tests can hold it to the engine. */
interface Column {
  readonly id: string;
  readonly type: string;
  readonly optional: boolean;
  readonly min: number | null;
  readonly max: number | null;
  readonly missing: number | null;
}
interface Total {
  readonly sums: readonly string[] | null;
  readonly where: readonly {
    readonly column: string;
    readonly words: readonly string[] | null;
    readonly is: boolean | null;
    readonly years: boolean;
    readonly min: number | null;
    readonly max: number | null;
  }[];
  readonly min: number | null;
  readonly max: number | null;
}
type Columns = readonly Column[];

/** A row as it stands in its fields: words, by column. What is left out is an empty word or none. */
export type TypedRow = Readonly<Record<string, string>>;

export type Fault = 'needed' | 'not-a-number' | 'out-of-bounds';

export const isEmpty = (row: TypedRow): boolean => Object.values(row).every((text) => text.trim() === '');

/** What stands in a cell as the value to send; null: nothing does. */
function cellValue({ type }: Column, text = ''): Row[string] | null {
  if (text.trim() === '') return null;
  return type === 'boolean' ? text === 'true' : valueOf(type, text);
}

/** Why a cell cannot be sent as it is; null when it can. */
export function faultIn(column: Column, text = ''): Fault | null {
  const value = cellValue(column, text);
  if (value === null) return text.trim() !== '' ? 'not-a-number' : column.optional ? null : 'needed';
  if (typeof value !== 'number') return null;
  return value < (column.min ?? -Infinity) || value > (column.max ?? Infinity) ? 'out-of-bounds' : null;
}

/** The rows to send, without empty ones. What does not fit yet is left out: ask `faultIn` first. */
export function rowsToSend(columns: Columns, typed: readonly TypedRow[]): Row[] {
  return typed
    .filter((row) => !isEmpty(row))
    .map((row) =>
      Object.fromEntries(
        columns.flatMap((column) => {
          const value = cellValue(column, row[column.id]);
          return value === null ? [] : [[column.id, value] as const];
        }),
      ),
    );
}

/** An answer that is to be corrected, as it stands in fields. Money is typed in dollars. */
export function typedFrom(columns: Columns, value: unknown): readonly TypedRow[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  const rows = all.filter((row): row is Row => typeof row === 'object' && row !== null);
  const text = ({ id, type }: Column, row: Row) =>
    type === 'money' && typeof row[id] === 'number' ? (row[id] / 100).toFixed(2) : String(row[id] ?? '');
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column.id, text(column, row)])));
}

/**
 * What a total comes to, as the server will work it out: null while it is not known, because a cell is missing that it needs.
 * A test holds it to the engine. `today` is the day where the helpline is, by which ages are told.
 */
export function totalOf(total: Total, columns: Columns, rows: readonly Row[], today: string): number | null {
  const cell = (row: Row, id: string) => row[id] ?? columns.find((column) => column.id === id)?.missing ?? null;
  let sum = 0;
  for (const row of rows) {
    const found = total.where.map((test) => passes(test, cell(row, test.column), today));
    if (found.includes(false)) continue;
    const values = total.sums?.map((id) => cell(row, id)) ?? [1];
    if (found.includes(null) || values.some((value) => typeof value !== 'number')) return null;
    for (const value of values) sum += Number(value);
  }
  return Number.isSafeInteger(sum) ? sum : null;
}

function passes(test: Total['where'][number], value: Row[string] | null, today: string): boolean | null {
  if (value === null) return null;
  if (test.words) return test.words.includes(String(value));
  if (test.is !== null) return value === test.is;
  if (test.years && String(value) > today) return null;
  const number = test.years ? years(String(value), today) : Number(value);
  return number >= (test.min ?? -Infinity) && number <= (test.max ?? Infinity);
}

function years(born: string, today: string): number {
  const all = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? all - 1 : all;
}

/** Known, and within what its question takes. */
export const isTaken = ({ min, max }: Total, value: number | null): value is number =>
  value !== null && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
