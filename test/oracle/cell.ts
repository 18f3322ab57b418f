import type { RawParameter } from './document.js';

/**
 * What an answer must be: one of these words, a number between bounds (a number or a parameter's name), or what a function
 * says of it.
 */
export type Cell = readonly string[] | readonly Bound[] | Asking;
export interface Asking {
  readonly asks: (value: string, others: Readonly<Record<string, string>>) => boolean;
}
export interface Bound {
  readonly is: '<' | '<=' | '>' | '>=';
  readonly to: number | string;
}
export const isAsking = (cell: Cell): cell is Asking => 'asks' in cell;
export const isBounds = (cell: Cell): cell is readonly Bound[] => !isAsking(cell) && typeof cell[0] === 'object';

/** Reads a cell as it stands in a file; null for any answer. Throws on what the oracle does not know. */
export function readCell(written: string | readonly string[] | undefined): Cell | null {
  if (written === undefined || written === '-') return null;
  if (typeof written !== 'string') return written;
  const [, from = '', least, most, to = ''] = /^([[(])(\w+)\.\.(\w+)([\])])$/.exec(written) ?? [];
  if (least !== undefined && most !== undefined) {
    const low = { is: from === '[' ? '>=' : '>', to: bound(least) } as const;
    return [low, { is: to === ']' ? '<=' : '<', to: bound(most) }];
  }
  const [, is, than] = /^(<=|>=|<|>) *(\w+)$/.exec(written) ?? [];
  if (is !== undefined && than !== undefined) return [{ is: is as Bound['is'], to: bound(than) }];
  if (/^[\w-]+$/.test(written)) return [written];
  return asked(written) ?? words(written);
}

/** A function of the answer, by hand. Several words that were chosen stand here with commas between them. */
function asked(cell: string): Asking | null {
  const [, no] = /^not\((.*\(.*\).*)\)$/.exec(cell) ?? [];
  const inner = no === undefined ? null : asked(no);
  if (inner) return { asks: (value, others) => !inner.asks(value, others) };
  const [, how, word = ''] = /^(starts with|ends with|contains)\(\?, "([^"]*)"\)$/.exec(cell) ?? [];
  if (how === 'starts with') return { asks: (value) => value.slice(0, word.length) === word };
  if (how === 'ends with') return { asks: (value) => value.slice(value.length - word.length) === word };
  if (how === 'contains') return { asks: (value) => value.indexOf(word) >= 0 };
  const [, measure, least] = /^(count|string length)\(\?\) >= (\d+)$/.exec(cell) ?? [];
  if (measure === 'count') return { asks: (value) => (value === '' ? 0 : value.split(',').length) >= Number(least) };
  if (measure === 'string length') return { asks: (value) => value.length >= Number(least) };
  const [, other] = /^\? = (\w+)$/.exec(cell) ?? [];
  return other === undefined ? null : { asks: (value, others) => value === others[other] };
}

const bound = (written: string) => (/^\d+$/.test(written) ? Number(written) : written);

export function words(cell: string): string[] {
  if (!/^"[\w-]+"(\s*,\s*"[\w-]+")*$/.test(cell)) throw new Error(`The oracle cannot read the cell ${cell}`);
  return [...cell.matchAll(/"([\w-]+)"/g)].map((match) => match[1] ?? '');
}

/** Whether a value fits; null when that is not known, because a parameter has no value then. */
export function fits(
  cell: Exclude<Cell, Asking>,
  value: string,
  constant: (parameter: string) => number | null,
): boolean | null {
  if (!isBounds(cell)) return cell.includes(value);
  let unknown = false;
  for (const { is, to } of cell) {
    const than = typeof to === 'number' ? to : constant(to);
    if (than === null) unknown = true;
    else if (!compares(Number(value), is, than)) return false;
  }
  return unknown ? null : true;
}

function compares(value: number, is: Bound['is'], than: number): boolean {
  if (is === '<') return value < than;
  if (is === '<=') return value <= than;
  return is === '>' ? value > than : value >= than;
}

/** What a parameter is on a day, for a key: the last value that has begun, and of numbers the highest key that is reached. */
export function constantOf({ values }: RawParameter, day: string, key: string): number | null {
  let found: number | null = null;
  let since = '';
  for (const { from, is } of values) {
    if (from > day || from < since) continue;
    since = from;
    found = typeof is === 'number' ? is : (is[key] ?? highest(is, key));
  }
  return found;
}

function highest(is: Readonly<Record<string, number>>, key: string): number | null {
  const reached = Object.keys(is).filter((each) => Number(each) <= Number(key));
  const [best] = reached.sort((a, b) => Number(b) - Number(a));
  return best !== undefined && Object.keys(is).every((each) => Number(each) <= Number(best))
    ? (is[best] ?? null)
    : null;
}
