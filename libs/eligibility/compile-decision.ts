import { checkFit } from './check-fit.js';
import { checkFormulas } from './composed/check-formulas.js';
import { expandDecisions, outcomeDomain, type Decisions } from './composed/expand-decisions.js';
import { columnsOf, questionsOfColumn } from './columns.js';
import type { Decision, DecisionParts } from './decision.js';
import { deciderOf } from './decide.js';
import { orderedDiagram } from './exact/choose-order.js';
import { codingOf } from './fast/coding.js';
import { rowBits } from './fast/row-bits.js';
import { asWritten, tableOf, type Expanded } from './expanded.js';
import { checkLimits } from './limits.js';
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
  /** The program's other decisions that are compiled already, by id: a column may read their outcome. */
  readonly decisions?: Readonly<Record<string, Decision>>;
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
  const refused = (problems: readonly TableProblem[]): CompiledDecision => ({
    ok: false,
    problems: problems.map((each) => atTable(table, each)),
  });
  const tooLarge = checkLimits(table);
  if (tooLarge) return refused([tooLarge]);
  const { parameters = {}, date } = options;
  const decisions: Decisions = new Map(
    Object.entries(options.decisions ?? {}).filter(([id]) => !Object.hasOwn(domains, id)),
  );
  const outcomesRead = [...decisions].map(([id, decision]): [string, Domain] => [id, outcomeDomain(decision)]);
  const known = new Map([...Object.entries(domains), ...outcomesRead]);
  const declared = options.outcomes ?? table.outputs[0]?.values ?? [];
  const outcomes = outcomesOfTable(table, declared);
  const problems = [
    ...checkFit(table, known, outcomes, parameters),
    ...checkUse(table, parameters, date, known),
    ...checkFormulas(table, decisions),
  ];
  if (problems.length > 0) return refused(problems);
  const expanded = expand(table, known, options, decisions);
  if (expanded && 'code' in expanded) return refused([expanded]);
  const parts = partsOf(table, expanded, { known, declared, outcomes, decisions });
  const read = parametersRead(table, parameters);
  const day = read ? date : dayOfOthers(table, decisions);
  const bare = {
    id: table.id,
    outcomes,
    reads: [...new Set(parts.columns.flatMap(questionsOfColumn))],
    method: parts.exact ? ('exact' as const) : ('three-valued' as const),
    table,
    ...(day !== undefined && { date: day }),
    ...(read && { parameters: read }),
    parts,
  };
  return { ok: true, decision: { ...bare, decide: deciderOf(bare) } };
}

/** Null where there is nothing to write out. */
function expand(
  table: DecisionTable,
  known: ReadonlyMap<string, Domain>,
  { parameters = {}, date }: CompileOptions,
  decisions: Decisions,
): Expanded | TableProblem | null {
  const isDated = date !== undefined && parameterIdsOf(table).length > 0;
  const isComposed = table.inputs.some(({ question, compute }) => !compute && decisions.has(question));
  if (!isDated && !isComposed) return null;
  const dated = isDated ? expandParameters(asWritten(table), parameters, date, known) : asWritten(table);
  return 'code' in dated || !isComposed ? dated : expandDecisions(dated, decisions);
}

/** Of a table that reads no parameters itself: the day for which a decision that it reads decides. */
function dayOfOthers({ inputs }: DecisionTable, decisions: Decisions): string | undefined {
  return inputs.flatMap(({ question }) => decisions.get(question)?.date ?? [])[0];
}

function parametersRead(table: DecisionTable, parameters: Parameters): Parameters | null {
  const ids = parameterIdsOf(table);
  return ids.length === 0 ? null : Object.fromEntries(ids.map((id) => [id, parameters[id]!]));
}

interface Declared {
  readonly known: ReadonlyMap<string, Domain>;
  readonly declared: readonly string[];
  readonly outcomes: readonly string[];
  readonly decisions: Decisions;
}

function partsOf(
  written: DecisionTable,
  expanded: Expanded | null,
  { known, declared, outcomes, decisions }: Declared,
): DecisionParts {
  const table = expanded ? tableOf(written, expanded) : written;
  const columns = columnsOf(table, known, decisions);
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
