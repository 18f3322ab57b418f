import type { DecisionTable, Domain, FeelTest, Literal } from '../../libs/eligibility/index.js';

/** A person of the bench; money in cents. What was not asked is absent. */
export interface Person {
  readonly [question: string]: string | number | boolean | undefined;
  readonly residence?: string | undefined;
  readonly age?: number | undefined;
  readonly income?: number | undefined;
  readonly household?: number | undefined;
  readonly student?: string | undefined;
}

export const domains: Readonly<Record<string, Domain>> = {
  residence: { kind: 'choice', values: ['ON', 'QC', 'other'] },
  age: { kind: 'number', min: 0, max: 120, step: 1 },
  income: { kind: 'number', min: 0, max: 20_000_000, step: 1 },
  household: { kind: 'number', min: 1, max: 12, step: 1 },
  student: { kind: 'choice', values: ['yes', 'no', 'unsure'] },
};
export const questions = Object.keys(domains);
export const outcomes = ['full', 'partial', 'refer', 'no'];

/** A cell: nothing to ask, a word, `not` a word, or a number's bounds (`from` is in it, `below` is not). */
export type Cell = null | { readonly is: string } | { readonly from?: number; readonly below?: number };
export interface Row {
  readonly cells: readonly [residence: Cell, age: Cell, income: Cell, household: Cell, student: Cell];
  readonly outcome: string;
}
const is = (word: string): Cell => ({ is: word });
const below = (number: number): Cell => ({ below: number });
const from = (number: number): Cell => ({ from: number });

/** The thirteen rows. `raised` is what the income limits of a later version are multiplied with, in hundredths. */
export function rowsOf(raised = 100): readonly Row[] {
  const limit = (cents: number): number => (cents / 100) * raised;
  return [
    { cells: [is('other'), null, null, null, null], outcome: 'no' },
    { cells: [null, below(16), null, null, null], outcome: 'refer' },
    { cells: [is('ON'), null, below(limit(2_500_000)), null, is('yes')], outcome: 'full' },
    { cells: [is('ON'), null, below(limit(4_000_000)), from(3), is('yes')], outcome: 'full' },
    { cells: [is('ON'), null, null, null, is('yes')], outcome: 'partial' },
    { cells: [null, from(65), below(limit(3_000_000)), null, null], outcome: 'full' },
    { cells: [null, from(65), null, null, null], outcome: 'partial' },
    { cells: [null, null, below(limit(5_000_000)), from(5), null], outcome: 'partial' },
    { cells: [is('QC'), null, null, null, is('yes')], outcome: 'partial' },
    { cells: [is('QC'), null, below(limit(2_000_000)), null, null], outcome: 'refer' },
    { cells: [is('ON'), null, below(limit(1_500_000)), null, null], outcome: 'full' },
    { cells: [null, null, null, null, is('unsure')], outcome: 'refer' },
    { cells: [null, null, null, null, null], outcome: 'no' },
  ];
}

export function tableOf(rows: readonly Row[]): DecisionTable {
  return {
    id: 'benefit',
    name: 'benefit',
    version: 'bench',
    hitPolicy: 'FIRST',
    inputs: questions.map((question) => ({ question, label: { en: question, fr: question } })),
    outputs: [{ name: 'benefit', values: outcomes }],
    rows: rows.map(({ cells, outcome }) => ({ tests: cells.map(testOf), outputs: [outcome], annotation: null })),
  };
}

function testOf(cell: Cell): FeelTest {
  if (cell === null) return { test: 'any' };
  if ('is' in cell) return { test: 'compare', operator: '=', to: { kind: 'string', value: cell.is } };
  const number = (value: number): Literal => ({ kind: 'number', value });
  if (cell.from !== undefined) return { test: 'compare', operator: '>=', to: number(cell.from) };
  return { test: 'compare', operator: '<', to: number(cell.below ?? 0) };
}

/** A cell as FEEL, for the engines that read it. */
export function feelOf(cell: Cell): string | null {
  if (cell === null) return null;
  if ('is' in cell) return JSON.stringify(cell.is);
  return cell.from === undefined ? `< ${cell.below}` : `>= ${cell.from}`;
}

/** The same people every time: a linear congruential generator, and `asked` in a thousand questions answered. */
export function peopleOf(count: number, asked: number, seed = 20_261_122): Person[] {
  let state = seed;
  const upTo = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % limit;
  };
  const one = <T>(value: T): T | undefined => (upTo(1000) < asked ? value : undefined);
  return Array.from({ length: count }, () => ({
    residence: one(['ON', 'ON', 'QC', 'other'][upTo(4)]),
    age: one(upTo(91)),
    income: one(upTo(8_000_000)),
    household: one(1 + upTo(8)),
    student: one(['yes', 'no', 'unsure'][upTo(3)]),
  }));
}
