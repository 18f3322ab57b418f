/** A set of row indexes as words of 32 bits: the state while a diagram is built. */
export type RowSet = Int32Array;

export function rowSet(rows: number, has: (row: number) => boolean): RowSet {
  const set = new Int32Array(Math.ceil(rows / 32) || 1);
  for (let row = 0; row < rows; row++) if (has(row)) set[row >> 5] = (set[row >> 5] ?? 0) | (1 << (row & 31));
  return set;
}

export function both(a: RowSet, b: RowSet): RowSet {
  const common = new Int32Array(a.length);
  for (let at = 0; at < a.length; at++) common[at] = (a[at] ?? 0) & (b[at] ?? 0);
  return common;
}

export function meet(a: RowSet, b: RowSet): boolean {
  for (let at = 0; at < a.length; at++) if (((a[at] ?? 0) & (b[at] ?? 0)) !== 0) return true;
  return false;
}

export function within(a: RowSet, b: RowSet): boolean {
  for (let at = 0; at < a.length; at++) if (((a[at] ?? 0) & ~(b[at] ?? 0)) !== 0) return false;
  return true;
}

export function rowsIn(set: RowSet): number[] {
  const rows: number[] = [];
  set.forEach((word, at) => {
    for (let left = word; left !== 0; left &= left - 1) rows.push(at * 32 + (31 - Math.clz32(left & -left)));
  });
  return rows;
}
