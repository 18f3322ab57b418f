import type { Atom, Atoms } from './partition.js';
import type { Value } from './types.js';

/** How an ordered value becomes a number and back (dates are days). */
interface Scale {
  read(value: Value): number | null;
  write(number: number): Value;
}
interface Grid {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}
interface Interval {
  readonly low: number;
  readonly high: number;
  /** Whether the ends themselves are left out. A single point has neither. */
  readonly open: boolean;
}

/**
 * The points that cells name and the open intervals between them, as far as the domain reaches them: with a step,
 * an interval without a grid value is none.
 */
export function partitionNumbers(grid: Grid, constants: readonly number[], scale: Scale): Atoms {
  const points = [...new Set(constants)].sort((a, b) => a - b);
  const edges = [-Infinity, ...points, Infinity];
  const found = new Map<number, { readonly atom: Atom; readonly index: number }>();
  const atoms: Atom[] = [];
  const add = (slot: number, interval: Interval): void => {
    const start = nearestIn(interval, grid, grid.min ?? 0);
    if (start === null) return;
    const atom: Atom = {
      sample: scale.write(start),
      nearest: (from) => {
        const wanted = (from === null ? null : scale.read(from)) ?? start;
        const value = nearestIn(interval, grid, wanted) ?? start;
        return { value: scale.write(value), distance: Math.abs(value - wanted) };
      },
    };
    found.set(slot, { atom, index: atoms.length });
    atoms.push(atom);
  };
  for (let at = 0; at < edges.length - 1; at++) {
    const [low = -Infinity, high = Infinity] = edges.slice(at, at + 2);
    if (at > 0) add(2 * at - 1, { low, high: low, open: false });
    add(2 * at, { low, high, open: true });
  }
  const find = (value: Value): number => {
    const read = scale.read(value);
    if (read === null || !inGrid(read, grid)) return -1;
    const number = grid.step === undefined ? read : onGrid(read, grid.min ?? -Infinity, grid.step);
    const above = countBelow(points, number);
    return found.get(points[above] === number ? 2 * above + 1 : 2 * above)?.index ?? -1;
  };
  return { atoms, find, ordered: true };
}

/** How many of the points, which are in order, are less than this one. */
export function countBelow<T extends number | string>(points: readonly T[], number: T): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a number is a value of the domain: within its bounds and on its steps. */
export function inGrid(number: number, { min = -Infinity, max = Infinity, step }: Grid): boolean {
  if (number < min || number > max) return false;
  return step === undefined || isNear(number, onGrid(number, min, step));
}

/** The domain's value in the interval that is nearest to `wanted`, or null when there is none. */
function nearestIn(interval: Interval, grid: Grid, wanted: number): number | null {
  if (!interval.open) return inGrid(interval.low, grid) ? interval.low : null;
  const { min = -Infinity, max = Infinity, step } = grid;
  const inside = (number: number): boolean => number > interval.low && number < interval.high && inGrid(number, grid);
  if (step === undefined) return nearestFree(interval, min, max, wanted);
  const low = Math.max(interval.low, min);
  const high = Math.min(interval.high, max);
  const clamped = Math.min(Math.max(wanted, low), high);
  const middle = onGrid(Number.isFinite(clamped) ? clamped : 0, min, step);
  const tries = [0, 1, -1, 2, -2].map((steps) => onGrid(middle + steps * step, min, step)).filter(inside);
  return tries.reduce<number | null>(
    (best, one) => (best === null || Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best),
    null,
  );
}

function nearestFree({ low, high }: Interval, min: number, max: number, wanted: number): number | null {
  const from = Math.max(low, min);
  const to = Math.min(high, max);
  if (from > to || (from === to && !(min > low && max < high) && (from <= low || to >= high))) return null;
  if (wanted > low && wanted < high && wanted >= min && wanted <= max) return wanted;
  if (wanted <= from) return min > low ? min : above(low, to);
  return max < high ? max : below(high, from);
}

/** A plain number just above an open end: the next whole one where there is room, else half way. */
function above(low: number, to: number): number {
  return low + 1 < to ? low + 1 : low + (to - low) / 2;
}
function below(high: number, from: number): number {
  return high - 1 > from ? high - 1 : high - (high - from) / 2;
}

/** The value of the grid that is nearest to a number. */
export function onGrid(number: number, min: number, step: number): number {
  const base = Number.isFinite(min) ? min : 0;
  const steps = Math.round((number - base) / step);
  const value = base + steps * step;
  // Rounded to the digits that decimals are written in: 3 × 0.1 is 0.3.
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
