import { checkFit } from './check-fit.js';
import { columnsOf, questionsOfColumn } from './columns.js';
import type { Decision, DecisionParts } from './decision.js';
import { deciderOf } from './decide.js';
import { orderedDiagram } from './exact/choose-order.js';
import { codingOf } from './fast/coding.js';
import { rowBits } from './fast/row-bits.js';
import { atTable, type DecisionTable } from './table.js';
import type { Domain, TableProblem } from './types.js';

export type CompiledDecision =
  { readonly ok: true; readonly decision: Decision } | { readonly ok: false; readonly problems: TableProblem[] };

export interface CompileOptions {
  /** The outcomes that the program declares, in its order. Without them: the table's output values, else its rows' words. */
  readonly outcomes?: readonly string[];
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
  const declared = options.outcomes ?? table.outputs[0]?.values ?? [];
  const outcomes = outcomesOfTable(table, declared);
  const problems = checkFit(table, known, outcomes).map((each) => atTable(table, each));
  if (problems.length > 0) return { ok: false, problems };
  const columns = columnsOf(table, known);
  const ranks = outcomesOfTable(table, table.outputs[0]?.values ?? declared);
  const rankOfRow = table.rows.map((row) => ranks.indexOf(row.outputs[0] ?? ''));
  const outcomeOfRow = table.rows.map((row) => outcomes.indexOf(row.outputs[0] ?? ''));
  const fallback = table.outputs[0]?.otherwise;
  const otherwise = fallback === undefined ? -1 : outcomes.indexOf(fallback);
  const rows = { columns, outcomeOfRow, rankOfRow, otherwise };
  const coding = codingOf(columns, known);
  const bits = coding && rowBits(rows, table.hitPolicy, outcomes.length);
  const exact = bits && orderedDiagram(bits);
  const parts: DecisionParts = { ...rows, domains: known, declared, coding, bits, exact };
  const bare = {
    id: table.id,
    outcomes,
    reads: [...new Set(columns.flatMap(questionsOfColumn))],
    method: exact ? ('exact' as const) : ('three-valued' as const),
    table,
    parts,
  };
  return { ok: true, decision: { ...bare, decide: deciderOf(bare) } };
}

/** The declared words, then words that only rows use: a verdict must be able to name them. */
function outcomesOfTable(table: DecisionTable, declared: readonly string[]): string[] {
  const used = table.rows.map((row) => row.outputs[0] ?? '');
  const otherwise = table.outputs[0]?.otherwise;
  return [...new Set([...declared, ...used, ...(otherwise === undefined ? [] : [otherwise])])];
}
