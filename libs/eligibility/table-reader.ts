import type { ModdleInput, ModdleOutput, ModdleRule, ModdleText } from 'dmn-moddle';
import { readAnnotation, readLabel } from './bilingual.js';
import { isFeel } from './feel-language.js';
import { readExpression } from './read-expression.js';
import { readSimpleTest, readTest } from './read-test.js';
import { readWords } from './read-words.js';
import type { Reading } from './refusal.js';
import { questionsOf, type FeelTest, type TableInput, type TableOutput, type TableRow } from './table.js';
import type { TableProblem } from './types.js';
import type { TableLines } from './xml-outline.js';

/** Where a text stands, for problems. */
export interface Place {
  readonly line?: number;
  readonly row?: number;
  readonly column?: string;
  readonly text?: string;
}

interface RowContext {
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly annotations: readonly string[];
  readonly lines: TableLines | undefined;
}

/** Reads the parts of one table and keeps the problems that it meets. */
export class TableReader {
  constructor(
    private readonly problems: TableProblem[],
    /** Names that cells may compare with. */
    private readonly parameters: readonly string[] = [],
  ) {}

  input(input: ModdleInput, index: number, line: number | undefined): TableInput {
    const text = input.inputExpression?.text ?? '';
    const label = (input.label ?? '').trim() || text.trim();
    const expression = this.take(
      input.inputExpression,
      readExpression,
      placed(line, { column: label || `input ${index + 1}`, text }),
    );
    const at = {
      ...this.allowed(input.inputValues, placed(line, { column: label })),
      ...(line === undefined ? {} : { line }),
    };
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
      listed === ''
        ? []
        : (this.take(output.outputValues, readWords, placed(line, { column: name, text: listed })) ?? []);
    const fallback = output.defaultOutputEntry?.text?.trim() ?? '';
    const otherwise =
      fallback === ''
        ? undefined
        : this.word(output.defaultOutputEntry, placed(line, { column: name, text: fallback }));
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
        this.take(
          entry,
          (cell) => readTest(cell, this.parameters),
          placed(lines?.inputs[column], { row, column: name, text }),
        ) ?? { test: 'any' as const }
      );
    });
    const outputs = outputEntry.map((entry, column) => {
      const text = entry.text ?? '';
      const name = context.outputs[column]?.name ?? `output ${column + 1}`;
      return this.word(entry, placed(lines?.outputs[column], { row, column: name, text })) ?? '';
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

  /** The values that the column says it takes: compared with the question's own when the table is checked. */
  private allowed(values: ModdleText | undefined, place: Place): { allowed?: FeelTest } {
    const text = values?.text?.trim() ?? '';
    const allowed = text === '' ? null : this.take(values, (cell) => readSimpleTest(cell), { ...place, text });
    return allowed && allowed.test !== 'any' ? { allowed } : {};
  }

  private word(entry: ModdleText | undefined, place: Place): string | undefined {
    const words = this.take(entry, readWords, place);
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

  private take<T>(entry: ModdleText | undefined, read: (text: string) => Reading<T>, place: Place): T | null {
    const language = entry?.expressionLanguage;
    if (!isFeel(language)) {
      this.note('language-is-not-feel', `The text is written in ${String(language)}.`, 'Write it in FEEL.', place);
      return null;
    }
    const taken = read(entry?.text ?? '');
    if (taken.ok) return taken.value;
    this.note(taken.refusal.code, taken.refusal.message, taken.refusal.instead, place);
    return null;
  }

  private note(code: string, message: string, instead: string, place: Place): void {
    this.problems.push({ code, message, instead, ...place });
  }
}

function placed(line: number | undefined, place: Place): Place {
  return line === undefined ? place : { line, ...place };
}
