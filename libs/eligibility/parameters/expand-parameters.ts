import { anything, mostExpanded, type Expanded, type ExpandedRow } from '../expanded.js';
import { literalsOf, withLiterals, type FeelTest, type Literal, type TableInput } from '../table.js';
import type { Domain, TableProblem, Value } from '../types.js';
import { keyRegions, valueFor, type KeyRegion } from './key-regions.js';
import { inOrder, literalOf, type Parameter, type Parameters } from './parameter.js';

/** Combinations of days and keys that are looked at, before alike ones become one row. */
const mostLooked = 100_000;

/**
 * A table with its parameters written out: a row that names some becomes one per time and per key in which their
 * values are the same, with tests on the `date` question and on the questions by which values differ. Times and keys
 * for which a value is not known become a row of their own that decides nothing. Pure and total; the table has passed
 * `checkUse`. A problem when it would be too long.
 */
export function expandParameters(
  expanded: Expanded,
  parameters: Parameters,
  date: string,
  domains: ReadonlyMap<string, Domain>,
): Expanded | TableProblem {
  const used = new Set(expanded.rows.flatMap(({ tests }) => idsIn(tests)));
  const bys = [...new Set([...used].flatMap((id) => parameters[id]?.by ?? []))];
  const added = [date, ...bys].map((question): TableInput => ({ question, label: { en: question, fr: question } }));
  const first = expanded.inputs.findIndex((_, at) => expanded.rows.some(({ tests }) => idsIn([tests[at]]).length > 0));
  const rows: ExpandedRow[] = [];
  let looked = 0;
  for (const row of expanded.rows) {
    const own = [...new Set(idsIn(row.tests))].map((id) => parameters[id]!);
    const times = timesOf(own);
    const keys = bys.map((by) => regionsOf(own, by, domains));
    looked += times.length * keys.reduce((product, regions) => product * regions.length, 1);
    if (looked > mostLooked) return tooLong(row.origin);
    for (const { tests, date: when, keys: whose, unknown } of writtenOut(row, own, times, bys, keys)) {
      rows.push({ ...row, tests: tests.toSpliced(first, 0, when, ...whose), unknown: row.unknown ?? unknown });
    }
    if (rows.length > mostExpanded) return tooLong(row.origin);
  }
  return { inputs: expanded.inputs.toSpliced(first, 0, ...added), rows };
}

function tooLong(origin: number): TableProblem {
  return {
    code: 'too-many-rows',
    message: `With each value of its parameters written out, the table has more than ${mostExpanded} rows (reached at row ${origin + 1}).`,
    instead:
      'Take out values of years that nobody applies for any more, join keys that have the same values, or split the table.',
    row: origin + 1,
  };
}

const idsIn = (tests: readonly (FeelTest | undefined)[]): string[] =>
  tests.flatMap((test) =>
    literalsOf(test ?? anything).flatMap(({ kind, value }) => (kind === 'parameter' ? value : [])),
  );

/** The days on which some value begins, with the time before the first as null. */
function timesOf(own: readonly Parameter[]): (string | null)[] {
  return own.length === 0
    ? [null]
    : [null, ...new Set(own.flatMap(({ values }) => values.map(({ from }) => from)))].sort(byDay);
}
const byDay = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);

function regionsOf(own: readonly Parameter[], by: string, domains: ReadonlyMap<string, Domain>): KeyRegion[] {
  const keys = own.flatMap((one) =>
    one.by === by ? one.values.flatMap(({ is }) => (typeof is === 'object' ? Object.keys(is) : [])) : [],
  );
  // Answers that nobody tells apart are one.
  const none: KeyRegion = { test: anything, key: '' };
  return keys.length === 0 ? [none] : (keyRegions(domains.get(by), keys) ?? [none]);
}

interface WrittenOut {
  readonly tests: readonly FeelTest[];
  readonly date: FeelTest;
  readonly keys: readonly FeelTest[];
  readonly unknown: string | null;
}

/** One row for each combination of keys and each time in which nothing changes. */
function* writtenOut(
  { tests }: ExpandedRow,
  own: readonly Parameter[],
  times: readonly (string | null)[],
  bys: readonly string[],
  keys: readonly (readonly KeyRegion[])[],
): Generator<WrittenOut> {
  for (const regions of combinations(keys)) {
    const answers = new Map(bys.map((by, at) => [by, regions[at]!.key]));
    const found = times.map((time) => resolve(tests, own, time, answers));
    for (let from = 0, to = 1; from < found.length; from = to++) {
      const written = JSON.stringify(found[from]);
      while (to < found.length && JSON.stringify(found[to]) === written) to++;
      yield {
        ...found[from]!,
        date: between(times[from] ?? null, times[to] ?? null),
        keys: regions.map(({ test }) => test),
      };
    }
  }
}

function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((one) => list.map((next) => [...one, next])), [[]]);
}

/** The cells as they are from a day on. A cell that names what has no value yet accepts anything, and the row says so. */
function resolve(
  tests: readonly FeelTest[],
  own: readonly Parameter[],
  time: string | null,
  answers: ReadonlyMap<string, Value>,
): Pick<WrittenOut, 'tests' | 'unknown'> {
  const known = new Map(
    own.map((one) => [one.id, valueAt(one, time, one.by === undefined ? null : (answers.get(one.by) ?? null))]),
  );
  const unknown = own.find(({ id }) => known.get(id) === null)?.id ?? null;
  const constant = (literal: Literal): Literal =>
    literal.kind === 'parameter' ? (known.get(literal.value) ?? literal) : literal;
  return {
    tests: tests.map((test) =>
      idsIn([test]).some((id) => known.get(id) === null) ? anything : withLiterals(test, constant),
    ),
    unknown,
  };
}

/** The constant that a parameter is on a day and for an answer, or null: not known. */
export function valueAt(parameter: Parameter, day: string | null, answer: Value | null): Literal | null {
  const period = day === null ? undefined : inOrder(parameter).findLast(({ from }) => from <= day);
  const value = period && valueFor(period.is, answer);
  return value === undefined || value === null ? null : literalOf(parameter, value);
}

/** From a day until before another. */
function between(from: string | null, until: string | null): FeelTest {
  const day = (value: string): Literal => ({ kind: 'date', value });
  if (from === null) return until === null ? anything : { test: 'compare', operator: '<', to: day(until) };
  if (until === null) return { test: 'compare', operator: '>=', to: day(from) };
  return { test: 'range', from: day(from), to: day(until), fromIncluded: true, toIncluded: false };
}
