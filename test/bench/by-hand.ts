import type { Person } from './eligibility-table.js';

/** Outcomes as bits, in the order of the table's. */
const full = 1;
const partial = 2;
const refer = 4;
const no = 8;

/** The thirteen rows as one would write them by hand, for full answers. */
export function byHand({ residence, age, income, household, student }: Person): number {
  if (residence === 'other') return no;
  if (age! < 16) return refer;
  if (residence === 'ON' && student === 'yes') {
    if (income! < 2_500_000) return full;
    return income! < 4_000_000 && household! >= 3 ? full : partial;
  }
  if (age! >= 65) return income! < 3_000_000 ? full : partial;
  if (household! >= 5 && income! < 5_000_000) return partial;
  if (residence === 'QC') {
    if (student === 'yes') return partial;
    if (income! < 2_000_000) return refer;
  } else if (income! < 1_500_000) return full;
  return student === 'unsure' ? refer : no;
}

/** What is unknown is between no (0) and yes (2). */
type Truth = 0 | 1 | 2;
const is = (value: string | undefined, word: string): Truth => (value === undefined ? 1 : value === word ? 2 : 0);
const below = (value: number | undefined, limit: number): Truth => (value === undefined ? 1 : value < limit ? 2 : 0);
const from = (value: number | undefined, limit: number): Truth => (value === undefined ? 1 : value >= limit ? 2 : 0);
const and = (a: Truth, b: Truth): Truth => (a < b ? a : b);

/** The same with unknown answers: each row matches, does not, or may. */
export function byHandUnderUnknowns({ residence, age, income, household, student }: Person): number {
  const on = is(residence, 'ON');
  const qc = is(residence, 'QC');
  const studies = is(student, 'yes');
  const old = from(age, 65);
  const inOntario = and(on, studies);
  let set = 0;
  let row = is(residence, 'other');
  if (row > 0) set |= no;
  if (row === 2) return set;
  row = below(age, 16);
  if (row > 0) set |= refer;
  if (row === 2) return set;
  row = and(inOntario, below(income, 2_500_000));
  if (row > 0) set |= full;
  if (row === 2) return set;
  row = and(inOntario, and(below(income, 4_000_000), from(household, 3)));
  if (row > 0) set |= full;
  if (row === 2) return set;
  if (inOntario > 0) set |= partial;
  if (inOntario === 2) return set;
  row = and(old, below(income, 3_000_000));
  if (row > 0) set |= full;
  if (row === 2) return set;
  if (old > 0) set |= partial;
  if (old === 2) return set;
  row = and(from(household, 5), below(income, 5_000_000));
  if (row > 0) set |= partial;
  if (row === 2) return set;
  row = and(qc, studies);
  if (row > 0) set |= partial;
  if (row === 2) return set;
  row = and(qc, below(income, 2_000_000));
  if (row > 0) set |= refer;
  if (row === 2) return set;
  row = and(on, below(income, 1_500_000));
  if (row > 0) set |= full;
  if (row === 2) return set;
  row = is(student, 'unsure');
  if (row > 0) set |= refer;
  return row === 2 ? set : set | no;
}

/** Codes of the words, as the columns have them. */
const codes = { ON: 0, QC: 1, other: 2, yes: 0, unsure: 2 };

/** Full answers out of columns; `raised` in hundredths multiplies the income limits. */
export function codedByHand(
  residence: number,
  age: number,
  income: number,
  household: number,
  student: number,
  raised: number,
) {
  if (residence === codes.other) return 3;
  if (age < 16) return 2;
  if (residence === codes.ON && student === codes.yes) {
    if (income < 25_000 * raised) return 0;
    return income < 40_000 * raised && household >= 3 ? 0 : 1;
  }
  if (age >= 65) return income < 30_000 * raised ? 0 : 1;
  if (household >= 5 && income < 50_000 * raised) return 1;
  if (residence === codes.QC) {
    if (student === codes.yes) return 1;
    if (income < 20_000 * raised) return 2;
  } else if (income < 15_000 * raised) return 0;
  return student === codes.unsure ? 2 : 3;
}

export interface HandCompared {
  readonly counts: Float64Array;
  readonly flipped: Uint32Array;
}

/** Two versions over columns, by hand: counts from outcome to outcome (five to a row, as ours), and who changed. */
export function compareByHand(columns: readonly Int32Array[], count: number): HandCompared {
  const [residence, age, income, household, student] = columns as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const counts = new Float64Array(25);
  const flipped = new Uint32Array(count);
  let changed = 0;
  for (let i = 0; i < count; i++) {
    const before = codedByHand(residence[i]!, age[i]!, income[i]!, household[i]!, student[i]!, 100);
    const after = codedByHand(residence[i]!, age[i]!, income[i]!, household[i]!, student[i]!, 110);
    counts[before * 5 + after]! += 1;
    if (before !== after) flipped[changed++] = i;
  }
  return { counts, flipped: flipped.slice(0, changed) };
}
