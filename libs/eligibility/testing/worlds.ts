import type { DecisionTable, FeelTest, Parameters, Value } from '../index.js';
import { passes, type Values } from './oracle.js';

/** What a table may read besides questions. */
export interface World {
  readonly parameters: Parameters;
  readonly date: string;
  /** Other decisions by id. */
  readonly decisions: ReadonlyMap<string, { readonly table: DecisionTable; readonly world: World }>;
}

export interface Judged {
  readonly rows: number[];
  readonly outcomes: (string | null)[];
}

/** What a parameter is for a person, or null. Shares no code with the library. */
function constantOf({ parameters, date }: World, id: string, values: Values): string | number | null {
  const { by, values: periods } = parameters[id]!;
  const day = String(values.get(date)).slice(0, 10);
  let latest: (typeof periods)[number] | null = null;
  for (const period of periods) if (period.from <= day && (!latest || period.from > latest.from)) latest = period;
  if (!latest) return null;
  if (typeof latest.is !== 'object') return latest.is;
  const answer = values.get(by!)!;
  const entries = Object.entries(latest.is);
  const exact = entries.find(([key]) => key === String(answer));
  if (exact) return exact[1];
  if (typeof answer !== 'number') return null;
  const [top, value] = entries.sort(([a], [b]) => Number(b) - Number(a))[0]!;
  return answer > Number(top) ? value : null;
}

/** Whether a row matches; null when that is not known, because of something that it asks for. */
function matches(table: DecisionTable, row: number, world: World, values: Values): boolean | null {
  let known = true;
  for (const [column, input] of table.inputs.entries()) {
    const test = table.rows[row]!.tests[column]!;
    if (test.test === 'any') continue;
    let value: Value | null | undefined = values.get(input.question);
    const other = world.decisions.get(input.question);
    if (other) {
      const { outcomes } = judgeIn(other.world, other.table, values);
      value = outcomes.length === 1 ? outcomes[0] : null;
    }
    let missing = value === null;
    const text = JSON.stringify(test);
    const put = (_key: string, part: { kind?: string; value: string } | null): unknown => {
      if (part?.kind !== 'parameter') return part;
      const constant = constantOf(world, part.value, values);
      if (constant === null) missing = true;
      return { kind: 'constant', value: constant };
    };
    const plain = text.includes('"parameter"') ? (JSON.parse(text, put) as FeelTest) : test;
    if (missing) known = false;
    else if (!passes(plain, typeof value === 'string' ? value.replace(/T.*$/, '') : value!)) return false;
  }
  return known ? true : null;
}

/** `judge` where a table reads parameters and decisions: a row of which it is not known whether it matches decides nothing. */
export function judgeIn(world: World, table: DecisionTable, values: Values): Judged {
  const all = table.rows.map((_, row) => matches(table, row, world, values));
  const matching = all.flatMap((match, row) => (match === false ? [] : [row]));
  const said = (row: number): string | null => (all[row] === null ? null : table.rows[row]!.outputs[0]!);
  const decided = (row: number): Judged => ({ rows: all[row] === null ? [] : [row], outcomes: [said(row)] });
  if (matching.length === 0) return { rows: [], outcomes: [table.outputs[0]!.otherwise ?? null] };
  if (table.hitPolicy === 'FIRST') return decided(matching[0]!);
  if (table.hitPolicy === 'PRIORITY') {
    const rank = (row: number): number => table.outputs[0]!.values.indexOf(table.rows[row]!.outputs[0]!);
    return decided(matching.reduce((best, row) => (rank(row) < rank(best) ? row : best)));
  }
  const outcomes = [...new Set(matching.map(said))];
  if (outcomes.length > 1) return { rows: matching.filter((row) => all[row] === true), outcomes };
  return outcomes[0] === null ? { rows: [], outcomes } : { rows: [matching[0]!], outcomes };
}
