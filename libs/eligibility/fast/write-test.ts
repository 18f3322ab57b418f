import type { Codes } from './codes.js';
import { literal } from './literal.js';

/** How a variable of generated code holds a column: as codes, or as the plain words of its list. */
export interface Spelling {
  readonly variable: string;
  readonly codes: Codes;
  readonly words: readonly (string | boolean)[] | null;
}

/** First and last code of each run that `wants` accepts, neighbours joined. */
export function intervalsOf({ starts, classes, high }: Codes, wants: (c: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  starts.forEach((start, at) => {
    if (!wants(classes[at]!)) return;
    const end = at + 1 < starts.length ? starts[at + 1]! - 1 : high;
    const last = found.at(-1);
    if (last && last[1] === start - 1) last[1] = end;
    else found.push([start, end]);
  });
  return found;
}

/** Text that is true for the classes that `wants` accepts; `true` for all and `false` for none. Values are in the domain. */
export function writeTest(spelling: Spelling, wants: (c: number) => boolean): string {
  const { codes, words } = spelling;
  const wanted = intervalsOf(codes, wants);
  const unwanted = intervalsOf(codes, (c) => !wants(c));
  if (unwanted.length === 0) return 'true';
  if (wanted.length === 0) return 'false';
  if (words) return writeWords(spelling, words, wanted, unwanted);
  return cost(codes, wanted) <= cost(codes, unwanted)
    ? either(wanted.map((interval) => writeInterval(spelling, interval)))
    : `!${either(unwanted.map((interval) => writeInterval(spelling, interval)))}`;
}

function writeWords(
  { variable }: Spelling,
  words: readonly (string | boolean)[],
  wanted: readonly [number, number][],
  unwanted: readonly [number, number][],
): string {
  const list = (intervals: readonly [number, number][]): (string | boolean)[] =>
    intervals.flatMap(([from, to]) => words.slice(from, to + 1));
  const [yes, no] = [list(wanted), list(unwanted)];
  return yes.length <= no.length
    ? either(yes.map((word) => `${variable} === ${literal(word)}`))
    : `(${no.map((word) => `${variable} !== ${literal(word)}`).join(' && ')})`;
}

function writeInterval({ variable, codes }: Spelling, [from, to]: readonly [number, number]): string {
  if (from === to) return `${variable} === ${literal(from)}`;
  if (from === codes.low) return `${variable} <= ${literal(to)}`;
  if (to === codes.high) return `${variable} >= ${literal(from)}`;
  return `(${variable} >= ${literal(from)} && ${variable} <= ${literal(to)})`;
}

/** Comparisons that the intervals take. */
function cost({ low, high }: Codes, intervals: readonly [number, number][]): number {
  return intervals.reduce(
    (sum, [from, to]) => sum + (from === to || from === low || to === high ? 1 : 2),
    intervals.length > 1 ? 0.5 : 0,
  );
}

function either(tests: readonly string[]): string {
  return `(${tests.join(' || ')})`;
}

/** Text for a number that depends on the class: what `numberOf` gives for it. Values are in the domain. */
export function writeChoice(spelling: Spelling, numberOf: (c: number) => number): string {
  const { codes, words, variable } = spelling;
  if (words) {
    const numbers = words.map((_, at) => numberOf(codes.classes[at]!));
    const groups = [...new Set(numbers)].map((number) => ({
      number,
      tests: words.flatMap((word, at) => (numbers[at] === number ? [`${variable} === ${literal(word)}`] : [])),
    }));
    groups.sort((a, b) => a.tests.length - b.tests.length);
    const last = literal(groups.pop()!.number);
    return `(${groups.map(({ number, tests }) => `${either(tests)} ? ${literal(number)} : `).join('')}${last})`;
  }
  const runs: { readonly start: number; readonly number: number }[] = [];
  codes.starts.forEach((start, at) => {
    const number = numberOf(codes.classes[at]!);
    if (runs.at(-1)?.number !== number) runs.push({ start, number });
  });
  const between = (low: number, high: number): string => {
    if (low === high) return literal(runs[low]!.number);
    const middle = (low + high + 1) >> 1;
    return `(${variable} < ${literal(runs[middle]!.start)} ? ${between(low, middle - 1)} : ${between(middle, high)})`;
  };
  return between(0, runs.length - 1);
}
