import type { ModdleElement } from 'dmn-moddle';
import { mostColumns } from './limits.js';
import type { ReadAt } from './read-decision-tables.js';
import { TableReader, type Place } from './table-reader.js';
import type { DecisionTable, HitPolicy, TableRow } from './table.js';
import type { TableProblem } from './types.js';
import type { TableLines } from './xml-outline.js';

export type ReadTable =
  { readonly ok: true; readonly table: DecisionTable } | { readonly ok: false; readonly problems: TableProblem[] };

/** One decision of the file. All of its problems are told at once. */
export function readTable(
  decision: ModdleElement,
  lines: TableLines | undefined,
  { version, parameters }: Pick<ReadAt, 'version' | 'parameters'>,
): ReadTable {
  const problems: TableProblem[] = [];
  const place: Place = lines ? { line: lines.line } : {};
  const logic = decision.decisionLogic;
  const id = decision.id ?? '';
  if (id === '')
    problems.push({
      code: 'decision-has-no-id',
      message: 'A decision has no id.',
      instead: 'Give it an id; the program names it.',
      ...place,
    });
  if (logic?.$type !== 'dmn:DecisionTable') {
    problems.push({
      code: 'decision-is-not-a-table',
      message: `The decision “${decision.name ?? id}” has no decision table.`,
      instead: 'Write its logic as a decision table.',
      ...place,
    });
    return { ok: false, problems };
  }
  const reader = new TableReader(problems, parameters);
  const hitPolicy = readHitPolicy(logic, problems, place);
  const inputs = (logic.input ?? []).map((input, index) => reader.input(input, index, lines?.inputs[index]));
  const outputs = (logic.output ?? []).map((output, index) => reader.output(output, index, lines?.outputs[index]));
  checkShape(logic, hitPolicy, problems, place);
  checkValues(logic, problems, place);
  if (inputs.length > mostColumns || problems.some(({ code }) => code === 'too-many-values'))
    return { ok: false, problems };
  const annotations = (logic.annotation ?? []).map((column) => (column.name ?? '').trim().toLowerCase());
  const rows: TableRow[] = [];
  for (const [index, rule] of (logic.rule ?? []).entries()) {
    if (problems.length >= mostProblems) break;
    rows.push(reader.row(rule, index, { inputs, outputs, annotations, lines }));
  }
  if (problems.length > 0 || hitPolicy === null) return { ok: false, problems };
  return { ok: true, table: { id, name: decision.name ?? id, version, hitPolicy, inputs, outputs, rows, ...place } };
}

/** Reading a list of values takes long: more of them in a table than this are refused unread. */
const mostValues = 20_000;

function checkValues(logic: ModdleElement, problems: TableProblem[], place: Place): void {
  let values = 0;
  for (const { inputEntry = [] } of logic.rule ?? []) {
    for (const { text } of inputEntry) values += (text ?? '').split(',').length;
  }
  const cells = (logic.rule ?? []).length * (logic.input ?? []).length;
  if (values - cells <= mostValues) return;
  problems.push({
    code: 'too-many-values',
    message: `The lists in the table have ${values} values; ${mostValues} is the most.`,
    instead: 'Group the values in a question of their own, or split the table.',
    ...place,
  });
}

/** Rows are read until there are so many problems: nobody mends more at a time. */
const mostProblems = 200;
const policies: readonly HitPolicy[] = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'];

function readHitPolicy(logic: ModdleElement, problems: TableProblem[], place: Place): HitPolicy | null {
  const written = logic.hitPolicy ?? 'UNIQUE';
  const known = policies.find((policy) => policy === written);
  if (known) return known;
  problems.push({
    code: 'hit-policy-is-not-in-the-subset',
    message: `The hit policy ${written} gives several results, and a decision needs one.`,
    instead: 'Use UNIQUE, FIRST, ANY or PRIORITY.',
    text: written,
    ...place,
  });
  return null;
}

function checkShape(logic: ModdleElement, hitPolicy: HitPolicy | null, problems: TableProblem[], place: Place): void {
  const add = (code: string, message: string, instead: string): number =>
    problems.push({ code, message, instead, ...place });
  if ((logic.input ?? []).length === 0)
    add('table-has-no-input', 'The table has no input column.', 'Add a column for each question it reads.');
  if ((logic.output ?? []).length === 0)
    add('table-has-no-output', 'The table has no output column.', 'Add one output column with the outcome.');
  if ((logic.rule ?? []).length === 0) add('table-has-no-row', 'The table has no row.', 'Add a row for each case.');
  const columns = (logic.input ?? []).length;
  if (columns > mostColumns)
    add(
      'too-many-columns',
      `The table has ${columns} input columns; ${mostColumns} is the most.`,
      'Split the decision.',
    );
  if (hitPolicy === 'PRIORITY' && !logic.output?.[0]?.outputValues?.text?.trim()) {
    add(
      'priority-has-no-order',
      'PRIORITY needs the order of the outcomes.',
      'List the output values, the most important first.',
    );
  }
}
