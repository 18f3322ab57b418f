/** One place in the alignment of two lists. */
export interface Step<T> {
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  readonly before: T | null;
  readonly after: T | null;
}

/** Fields of the table of common runs: beyond it, what lies between the common beginning and end is paired as it stands. */
const mostFields = 4_000_000;

/**
 * How one list became the other, in order: as many rows as possible stay the same; what was taken out where something was put
 * in is told as changed. Pure.
 */
export function alignRows<T>(before: readonly T[], after: readonly T[], keyOf: (row: T) => string): Step<T>[] {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const pairs = commonPairs(a.slice(start, endA), b.slice(start, endB));
  const steps = before.slice(0, start).map((row, at) => same(row, after[at]!));
  let [i, j] = [start, start];
  for (const [x, y] of [...pairs, [endA - start, endB - start] as const]) {
    steps.push(...changed(before.slice(i, start + x), after.slice(j, start + y)));
    [i, j] = [start + x, start + y];
    if (i < endA && j < endB) steps.push(same(before[i++]!, after[j++]!));
  }
  return [...steps, ...before.slice(endA).map((row, at) => same(row, after[endB + at]!))];
}

const same = <T>(before: T, after: T): Step<T> => ({ kind: 'same', before, after });

function changed<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => {
    const [was = null, is = null] = [before[at], after[at]];
    return { kind: was === null ? 'added' : is === null ? 'removed' : 'changed', before: was, after: is };
  });
}

/** The longest common subsequence, as index pairs. */
function commonPairs(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  if ((a.length + 1) * width > mostFields) return [];
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}
