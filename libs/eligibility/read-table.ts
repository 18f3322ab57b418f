import type { ModdleElement, ModdleInput, ModdleOutput, ModdleRule } from 'dmn-moddle';
import { readAnnotation, readLabel } from './bilingual.js';
import { readExpression, readTest, readWords } from './read-feel.js';
import type { Reading } from './refusal.js';
import {
  questionsOf,
  type DecisionTable,
  type HitPolicy,
  type TableInput,
  type TableOutput,
  type TableRow,
} from './table.js';
import type { TableProblem } from './types.js';
import type { TableLines } from './xml-outline.js';

export type ReadTable =
  { readonly ok: true; readonly table: DecisionTable } | { readonly ok: false; readonly problems: TableProblem[] };

/** Where a text stands, for problems. */
interface Place {
  readonly line?: number;
  readonly row?: number;
  readonly column?: string;
  readonly text?: string;
}

/** One decision of the file. All of its problems are told at once. */
export function readTable(decision: ModdleElement, lines: TableLines | undefined, version: string): ReadTable {
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
  const reader = new TableReader(problems);
  const hitPolicy = readHitPolicy(logic, problems, place);
  const inputs = (logic.input ?? []).map((input, index) => reader.input(input, index, lines?.inputs[index]));
  const outputs = (logic.output ?? []).map((output, index) => reader.output(output, index, lines?.outputs[index]));
  checkShape(logic, hitPolicy, problems, place);
  const annotations = (logic.annotation ?? []).map((column) => (column.name ?? '').trim().toLowerCase());
  const rows = (logic.rule ?? []).map((rule, index) =>
    reader.row(rule, index, { inputs, outputs, annotations, lines }),
  );
  if (problems.length > 0 || hitPolicy === null) return { ok: false, problems };
  return { ok: true, table: { id, name: decision.name ?? id, version, hitPolicy, inputs, outputs, rows } };
}

const mostColumns = 100;
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

interface RowContext {
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly annotations: readonly string[];
  readonly lines: TableLines | undefined;
}

/** Reads the parts of one table and keeps the problems that it meets. */
class TableReader {
  constructor(private readonly problems: TableProblem[]) {}

  input(input: ModdleInput, index: number, line: number | undefined): TableInput {
    const text = input.inputExpression?.text ?? '';
    const label = (input.label ?? '').trim() || text.trim();
    const expression = this.take(readExpression(text), placed(line, { column: label || `input ${index + 1}`, text }));
    const at = line === undefined ? {} : { line };
    if (!expression) return { question: '', label: readLabel(label), ...at };
    if (expression.op === 'question') return { question: expression.id, label: readLabel(label), ...at };
    const [question = ''] = questionsOf(expression);
    if (question === '')
      this.note(
        'input-reads-no-question',
        'The column reads no question.',
        'Write a question id.',
        placed(line, { column: label, text }),
      );
    return { question, label: readLabel(label), compute: expression, ...at };
  }

  output(output: ModdleOutput, index: number, line: number | undefined): TableOutput {
    const name = output.name ?? output.label ?? `output ${index + 1}`;
    const at = line === undefined ? {} : { line };
    const listed = output.outputValues?.text?.trim() ?? '';
    const values =
      listed === '' ? [] : (this.take(readWords(listed), placed(line, { column: name, text: listed })) ?? []);
    const fallback = output.defaultOutputEntry?.text?.trim() ?? '';
    const otherwise = fallback === '' ? undefined : this.word(fallback, placed(line, { column: name, text: fallback }));
    return { name, values, ...(otherwise === undefined ? {} : { otherwise }), ...at };
  }

  row(rule: ModdleRule, index: number, context: RowContext): TableRow {
    const lines = context.lines?.rows[index];
    const row = index + 1;
    const place = placed(lines?.line, { row });
    const { inputEntry = [], outputEntry = [] } = rule;
    if (inputEntry.length !== context.inputs.length || outputEntry.length !== context.outputs.length) {
      this.note(
        'row-has-other-columns',
        `Row ${row} has ${inputEntry.length} input and ${outputEntry.length} output cells, the table ${context.inputs.length} and ${context.outputs.length} columns.`,
        'Give the row one cell for each column.',
        place,
      );
    }
    const tests = inputEntry.map((entry, column) => {
      const text = entry.text ?? '';
      const name = context.inputs[column]?.label.en ?? `input ${column + 1}`;
      return (
        this.take(readTest(text), placed(lines?.inputs[column], { row, column: name, text })) ?? {
          test: 'any' as const,
        }
      );
    });
    const outputs = outputEntry.map((entry, column) => {
      const text = entry.text ?? '';
      const name = context.outputs[column]?.name ?? `output ${column + 1}`;
      return this.word(text, placed(lines?.outputs[column], { row, column: name, text })) ?? '';
    });
    const annotation = this.annotation(rule, context.annotations, place);
    return { tests, outputs, annotation, ...(lines ? { line: lines.line } : {}) };
  }

  private annotation(rule: ModdleRule, columns: readonly string[], place: Place): TableRow['annotation'] {
    const written = new Map(columns.map((name, index) => [name, rule.annotationEntry?.[index]?.text ?? '']));
    const read = readAnnotation(written, rule.description ?? '');
    if (read.ok) return read.text;
    const [has, lacks] = read.lacks === 'fr' ? ['English', 'French'] : ['French', 'English'];
    this.note(
      'annotation-is-in-one-language',
      `The row's reason is in ${has} only.`,
      `Add the ${lacks}: fill the annotation columns “en” and “fr”, or write the description as “en: … / fr: …”.`,
      place,
    );
    return null;
  }

  private word(text: string, place: Place): string | undefined {
    const words = this.take(readWords(text), place);
    if (!words) return undefined;
    if (words.length > 1)
      this.note(
        'output-has-several-words',
        'An output cell gives exactly one word.',
        'Keep one word, or write a row for each.',
        place,
      );
    return words[0];
  }

  private take<T>(reading: Reading<T>, place: Place): T | null {
    if (reading.ok) return reading.value;
    this.note(reading.refusal.code, reading.refusal.message, reading.refusal.instead, place);
    return null;
  }

  private note(code: string, message: string, instead: string, place: Place): void {
    this.problems.push({ code, message, instead, ...place });
  }
}

function placed(line: number | undefined, place: Place): Place {
  return line === undefined ? place : { line, ...place };
}
