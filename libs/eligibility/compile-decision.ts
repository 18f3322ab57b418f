import { checkFit } from './check-fit.js';
import { columnsOf, questionsOfColumn } from './columns.js';
import type { Decision, DecisionParts } from './decision.js';
import { deciderOf } from './decide.js';
import { orderedDiagram } from './exact/choose-order.js';
import { codingOf } from './fast/coding.js';
import { rowBits } from './fast/row-bits.js';
import { asWritten, tableOf, type Expanded } from './expanded.js';
import { checkUse } from './parameters/check-use.js';
import { expandParameters } from './parameters/expand-parameters.js';
import type { Parameters } from './parameters/parameter.js';
import { atTable, parameterIdsOf, type DecisionTable } from './table.js';
import type { Domain, TableProblem } from './types.js';

export type CompiledDecision =
  { readonly ok: true; readonly decision: Decision } | { readonly ok: false; readonly problems: TableProblem[] };

export interface CompileOptions {
  /** The outcomes that the program declares, in its order. Without them: the table's output values, else its rows' words. */
  readonly outcomes?: readonly string[];
  /** The program's parameters: cells may compare with them. */
  readonly parameters?: Parameters;
  /** The date question whose answer is the day that the decision is for: which values of its parameters count. */
  readonly date?: string;
}

/**
 * Makes a table ready to decide. `domains` by question id: every question that the table reads needs one. What can
 * be decided but is doubtful (gaps, overlaps, dead rows) is left to `checkDecision`.
 */
export function compileDecision(
  table: DecisionTable,
  domains: Readonly<Record<string, Domain>>,
  options: CompileOptions = {},
): CompiledDecision {
  const known = new Map(Object.entries(domains));
  const { parameters = {}, date } = options;
  const declared = options.outcomes ?? table.outputs[0]?.values ?? [];
  const outcomes = outcomesOfTable(table, declared);
  const refused = (problems: readonly TableProblem[]): CompiledDecision => ({
    ok: false,
    problems: problems.map((each) => atTable(table, each)),
  });
  const problems = [...checkFit(table, known, outcomes, parameters), ...checkUse(table, parameters, date, known)];
  if (problems.length > 0) return refused(problems);
  const expanded = expand(table, known, options);
  if (expanded && 'code' in expanded) return refused([expanded]);
  const parts = partsOf(table, expanded, { known, declared, outcomes });
  const read = parametersRead(table, parameters);
  const bare = {
    id: table.id,
    outcomes,
    reads: [...new Set(parts.columns.flatMap(questionsOfColumn))],
    method: parts.exact ? ('exact' as const) : ('three-valued' as const),
    table,
    ...(read && date !== undefined && { date, parameters: read }),
    parts,
  };
  return { ok: true, decision: { ...bare, decide: deciderOf(bare) } };
}

/** Null where there is nothing to write out. */
function expand(
  table: DecisionTable,
  known: ReadonlyMap<string, Domain>,
  { parameters = {}, date }: CompileOptions,
): Expanded | TableProblem | null {
  if (date === undefined || parameterIdsOf(table).length === 0) return null;
  return expandParameters(asWritten(table), parameters, date, known);
}

function parametersRead(table: DecisionTable, parameters: Parameters): Parameters | null {
  const ids = parameterIdsOf(table);
  return ids.length === 0 ? null : Object.fromEntries(ids.map((id) => [id, parameters[id]!]));
}

interface Declared {
  readonly known: ReadonlyMap<string, Domain>;
  readonly declared: readonly string[];
  readonly outcomes: readonly string[];
}

function partsOf(
  written: DecisionTable,
  expanded: Expanded | null,
  { known, declared, outcomes }: Declared,
): DecisionParts {
  const table = expanded ? tableOf(written, expanded) : written;
  const columns = columnsOf(table, known);
  const ranks = outcomesOfTable(table, table.outputs[0]?.values ?? declared);
  const rankOfRow = table.rows.map((row) => ranks.indexOf(row.outputs[0] ?? ''));
  const decides = (row: number): boolean => !expanded || expanded.rows[row]!.unknown === null;
  const outcomeOfRow = table.rows.map((row, at) =>
    decides(at) ? outcomes.indexOf(row.outputs[0] ?? '') : outcomes.length,
  );
  const fallback = table.outputs[0]?.otherwise;
  const otherwise = fallback === undefined ? -1 : outcomes.indexOf(fallback);
  const rows = { columns, outcomeOfRow, rankOfRow, otherwise };
  const coding = codingOf(columns, known);
  const bits = coding && rowBits(rows, table.hitPolicy, outcomes.length);
  const exact = bits && orderedDiagram(bits);
  return { ...rows, expanded, domains: known, declared, coding, bits, exact };
}

/** The declared words, then words that only rows use: a verdict must be able to name them. */
function outcomesOfTable(table: DecisionTable, declared: readonly string[]): string[] {
  const used = table.rows.map((row) => row.outputs[0] ?? '');
  const otherwise = table.outputs[0]?.otherwise;
  return [...new Set([...declared, ...used, ...(otherwise === undefined ? [] : [otherwise])])];
}
