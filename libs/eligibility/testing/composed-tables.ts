import type { DecisionTable, FeelTest } from '../index.js';
import { datedTable, type DatedTable } from './dated-tables.js';
import type { Seeded } from './small-tables.js';
import type { World } from './worlds.js';

/** Two tables over the same questions and parameters; the outer one reads the outcome of the inner one. */
export interface ComposedTables extends DatedTable {
  readonly inner: DecisionTable;
  readonly outer: DecisionTable;
  readonly world: World;
}

export function composedTables(random: Seeded): ComposedTables {
  const dated = datedTable(random);
  const { table } = dated;
  const any: FeelTest = { test: 'any' };
  const thinned = (tests: readonly FeelTest[]): FeelTest[] => tests.map((test) => (random.upTo(2) === 0 ? any : test));
  const half = Math.ceil(table.rows.length / 2);
  const words = table.outputs[0]!.values;
  const about = (): FeelTest => {
    const to = { kind: 'string', value: random.of(words) } as const;
    if (random.upTo(3) === 0) return any;
    const test: FeelTest = { test: 'compare', operator: random.of(['=', '!='] as const), to };
    return random.upTo(4) === 0 ? { test: 'not', of: test } : test;
  };
  const at = random.upTo(table.inputs.length + 1);
  const inner: DecisionTable = { ...table, id: 'inner', rows: table.rows.slice(0, half) };
  const outer: DecisionTable = {
    ...table,
    id: 'outer',
    hitPolicy: random.of(['FIRST', 'UNIQUE', 'ANY', 'PRIORITY'] as const),
    inputs: table.inputs.toSpliced(at, 0, { question: 'inner', label: { en: 'i', fr: 'i' } }),
    rows: table.rows.map((row) => ({ ...row, tests: thinned(row.tests).toSpliced(at, 0, about()) })),
  };
  const { parameters, date } = dated;
  const own: World = { parameters, date, decisions: new Map() };
  return { ...dated, inner, outer, world: { ...own, decisions: new Map([['inner', { table: inner, world: own }]]) } };
}
