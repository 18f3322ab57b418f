import { TooMuchWork, type Env, type Run } from '../run/env.js';
import { add } from '../values/add.js';
import { compare } from '../values/compare.js';
import { equal } from '../values/equal.js';
import { num } from '../values/number.js';
import type { FeelValue } from '../values/value.js';
import type { HitPolicy } from './hit-policies.js';

export interface TableOutput {
  /** May be empty when it is the only one. */
  readonly name: string;
  /** Its values, the most important first. */
  readonly order: readonly Run[];
  readonly otherwise: Run | null;
}

export interface TableRule {
  /** A column that takes anything has none. */
  readonly tests: readonly { readonly input: number; readonly test: (env: Env) => boolean | null }[];
  readonly outputs: readonly Run[];
}

export interface Table {
  readonly policy: HitPolicy;
  readonly inputs: readonly Run[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly TableRule[];
}

/**
 * A decision table, ready to run. A row fires when each of its cells is true; null is not true. Rows of UNIQUE that fire
 * together, and rows of ANY that disagree, give null with a note. No row: the default outputs, else null.
 */
export function runTable(table: Table): Run {
  const result = results[table.policy.name];
  return (env) => {
    const outer = env.input;
    const values = table.inputs.map((input) => input(env));
    const fired = firing(table, values, env);
    env.input = outer;
    if (fired.length === 0) return otherwise(table, env);
    return result(table, fired, env);
  };
}

function firing(table: Table, values: readonly FeelValue[], env: Env): TableRule[] {
  const fired: TableRule[] = [];
  for (const rule of table.rules) {
    if (--env.steps < 0) throw new TooMuchWork();
    const fires = rule.tests.every(({ input, test }) => {
      env.input = values[input] ?? null;
      return test(env) === true;
    });
    if (!fires) continue;
    fired.push(rule);
    if (table.policy.name === 'FIRST') break;
  }
  return fired;
}

type Result = (table: Table, fired: readonly TableRule[], env: Env) => FeelValue;

const results: Readonly<Record<HitPolicy['name'], Result>> = {
  UNIQUE: (table, fired, env) => (fired.length > 1 ? noted(env, 'several-rows-fire') : valueOf(table, fired[0]!, env)),
  ANY: (table, fired, env) => {
    const [first = null, ...others] = fired.map((rule) => valueOf(table, rule, env));
    const agree = others.every((other) => (first === null ? other === null : equal(first, other) === true));
    return agree ? first : noted(env, 'rows-disagree');
  },
  FIRST: (table, fired, env) => valueOf(table, fired[0]!, env),
  PRIORITY: (table, fired, env) => ranked(table, fired, env)[0] ?? null,
  'RULE ORDER': (table, fired, env) => fired.map((rule) => valueOf(table, rule, env)),
  'OUTPUT ORDER': ranked,
  COLLECT: (table, fired, env) => {
    const values = fired.map((rule) => valueOf(table, rule, env));
    return table.policy.aggregation === null ? values : aggregated(values, table.policy.aggregation, env);
  },
};

/** One output: its value. Several: a context of them. */
function valueOf({ outputs }: Table, rule: TableRule, env: Env): FeelValue {
  return together(
    outputs,
    rule.outputs.map((output) => output(env)),
  );
}

function together(outputs: readonly TableOutput[], values: readonly FeelValue[]): FeelValue {
  if (outputs.length === 1) return values[0] ?? null;
  return { kind: 'context', entries: new Map(outputs.map(({ name }, index) => [name, values[index] ?? null])) };
}

function otherwise({ outputs }: Table, env: Env): FeelValue {
  if (outputs.every((output) => output.otherwise === null)) return null;
  return together(
    outputs,
    outputs.map((output) => output.otherwise?.(env) ?? null),
  );
}

/** By the place of the first output among its values, then of the second…; rows that rank alike keep their order. */
function ranked({ outputs }: Table, fired: readonly TableRule[], env: Env): FeelValue[] {
  const orders = outputs.map(({ order }) => order.map((value) => value(env)));
  const rows = fired.map((rule) => {
    const values = rule.outputs.map((output) => output(env));
    const ranks = values.map((value, index) => rankOf(value, orders[index] ?? []));
    return { values, ranks };
  });
  rows.sort((a, b) => a.ranks.map((rank, index) => rank - (b.ranks[index] ?? 0)).find((by) => by !== 0) ?? 0);
  return rows.map(({ values }) => together(outputs, values));
}

/** A value that is not listed comes after all that are. */
function rankOf(value: FeelValue, order: readonly FeelValue[]): number {
  const place = order.findIndex((one) => equal(one, value) === true);
  return place === -1 ? order.length : place;
}

function aggregated(values: readonly FeelValue[], by: NonNullable<HitPolicy['aggregation']>, env: Env): FeelValue {
  if (by === 'COUNT') return num(values.length);
  const [first = null, ...others] = values;
  if (by === 'SUM' && values.some((value) => typeof value === 'string')) return noted(env, 'text-has-no-sum');
  if (by === 'SUM') return others.reduce((sum, value) => add(sum, value), first);
  const wanted = by === 'MIN' ? -1 : 1;
  let best = first;
  for (const value of others) {
    const order = compare(value, best);
    if (order === null) return noted(env, 'values-have-no-order');
    if (Math.sign(order) === wanted) best = value;
  }
  return best;
}

function noted(env: Env, code: string): null {
  env.notes.push({ code, from: 0, to: 0 });
  return null;
}
