import { isFeel } from '../feel-language.js';
import type { Scope } from '../feel/scope.js';
import type { Feel, Unary } from '../feel/tree.js';
import { coerce } from '../run/coerce.js';
import type { Run } from '../run/env.js';
import { closureOf } from '../run/evaluate.js';
import { testOf } from '../run/unary.js';
import type { FeelType } from '../values/type.js';
import { readText, type Boxed, type Reader } from './boxed.js';
import { nameOf, type DmnElement } from './element.js';
import type { Part } from './problems.js';
import { hitPolicyOf } from './hit-policies.js';
import { runTable, type TableOutput, type TableRule } from './run-table.js';

const none: Run = () => null;
const mostColumns = 100;

/** A decision table. Its cells see what the table sees, and `?`. */
export function boxedTable(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const { input = [], output = [], rule = [] } = element;
  const policy = hitPolicyOf(element, reader.problems);
  checkShape(element, reader);
  const inputs = input.map((one, index) => readInput(one, { column: titleOf(one, index) }, scope, reader));
  const outputs = output.map((one, index) => readOutput(one, index, scope, reader));
  const titles = input.map(titleOf);
  const rules = rule.map((one, index) => readRule(one, { row: index + 1, titles, outputs, scope, reader }));
  const table = { policy, inputs, outputs, rules };
  return { tree: { from: 0, to: 0, op: 'run', run: runTable(table) }, type: typeOf(output, policy.many, reader) };
}

/** An input that is none of the column's values is null. */
function readInput(element: DmnElement, part: Part, scope: Scope, reader: Reader): Run {
  if (!hasText(element.inputExpression)) {
    const instead = 'Write what it reads: the name of an input or of a decision.';
    reader.problems.add('input-reads-nothing', 'An input column has no expression.', instead, part);
  }
  const value = run(readText(element.inputExpression, scope, reader, part));
  return passing(value, readUnary(element.inputValues, scope, reader, part));
}

/** The value where it passes; else null. */
function passing(value: Run, allowed: Unary): Run {
  if (allowed.test === 'any') return value;
  const test = testOf(allowed);
  return (env) => {
    const outer = env.input;
    env.input = value(env);
    const passed = test(env) === true ? env.input : null;
    env.input = outer;
    return passed;
  };
}

const run = (tree: Feel | null): Run => (tree ? closureOf(tree) : none);

function titleOf(input: DmnElement, index: number): string {
  const text = input.inputExpression?.text?.trim() ?? '';
  return text === '' ? `input ${index + 1}` : text;
}
const outputName = (output: DmnElement, index: number): string =>
  nameOf(output) === '' ? `output ${index + 1}` : nameOf(output);

/** An output column: what its cells have to be. */
interface Column extends TableOutput {
  readonly title: string;
  readonly type: FeelType;
  readonly allowed: Unary;
}

function readOutput(element: DmnElement, index: number, scope: Scope, reader: Reader): Column {
  const title = outputName(element, index);
  const type = reader.types.typeOf(element.typeRef, reader.problems);
  const allowed = readUnary(element.outputValues, scope, reader, { column: title });
  const declared = type.kind === 'allowed' ? type.allowed : allowed;
  const listed = allowed.test === 'any' ? declared : allowed;
  const otherwise = element.defaultOutputEntry;
  return {
    ...{ name: nameOf(element), title, type, allowed },
    order: listed.test === 'any' ? [] : listed.of.map(({ test }) => closureOf(test)),
    otherwise: hasText(otherwise) ? run(readText(otherwise, scope, reader, { column: title })) : null,
  };
}

const hasText = (element: DmnElement | undefined): boolean => (element?.text ?? '').trim() !== '';

interface Row {
  readonly row: number;
  readonly titles: readonly string[];
  readonly outputs: readonly Column[];
  readonly scope: Scope;
  readonly reader: Reader;
}

function readRule({ inputEntry = [], outputEntry = [] }: DmnElement, at: Row): TableRule {
  const { row, titles, outputs, scope, reader } = at;
  if (inputEntry.length !== titles.length || outputEntry.length !== outputs.length) {
    reader.problems.add(
      'row-has-other-columns',
      `Row ${row} has ${inputEntry.length} input and ${outputEntry.length} output cells, the table ${titles.length} and ${outputs.length} columns.`,
      'Give the row one cell for each column.',
      { row },
    );
  }
  return {
    tests: titles.flatMap((column, index) => {
      const unary = readUnary(inputEntry[index], scope, reader, { row, column });
      return unary.test === 'any' ? [] : [{ input: index, test: testOf(unary) }];
    }),
    outputs: outputs.map((column, index) => readCell(outputEntry[index], column, at)),
  };
}

/** What an output cell gives, as its own type, its column's type and its column's values have it; else null. */
function readCell(entry: DmnElement | undefined, { title, type, allowed }: Column, { row, scope, reader }: Row): Run {
  // The standard takes an empty cell for null; a table for people that forgets an outcome is a mistake.
  if (!hasText(entry) && !reader.lenient)
    reader.problems.add('output-is-empty', 'An output cell is empty.', 'Write its value, or null.', {
      row,
      column: title,
    });
  const value = run(readText(entry, scope, reader, { row, column: title }));
  const own = reader.types.typeOf(entry?.typeRef, reader.problems);
  const typed: Run = (env) => coerce(coerce(value(env), own), type);
  return passing(own.kind === 'any' && type.kind === 'any' ? value : typed, allowed);
}

function readUnary(element: DmnElement | undefined, scope: Scope, reader: Reader, part: Part): Unary {
  const text = element?.text ?? '';
  if (text.trim() === '' || text.trim() === '-') return { test: 'any' };
  if (!isFeel(element?.expressionLanguage)) {
    const language = String(element?.expressionLanguage);
    reader.problems.add('language-is-not-feel', `The text is written in ${language}.`, 'Write it in FEEL.', part);
    return { test: 'any' };
  }
  const read = reader.language.readUnary(text, scope);
  if (read.ok) return read.value;
  reader.problems.text(read.problem, text, part);
  return { test: 'any' };
}

function checkShape({ input = [], output = [], rule = [] }: DmnElement, { problems }: Reader): void {
  if (output.length === 0) problems.add('table-has-no-output', 'The table has no output column.', 'Add one.');
  if (rule.length === 0) problems.add('table-has-no-row', 'The table has no row.', 'Add a row for each case.');
  if (input.length > mostColumns || output.length > mostColumns) {
    const message = `The table has ${input.length} input and ${output.length} output columns; ${mostColumns} is the most.`;
    problems.add('too-many-columns', message, 'Split the decision.');
  }
  if (output.length > 1 && output.some((one) => nameOf(one) === ''))
    problems.add('output-has-no-name', 'One of several outputs has no name.', 'Name each of them.');
  if (new Set(output.map(nameOf)).size < output.length)
    problems.add('output-is-there-twice', 'Two outputs have the same name.', 'Give each its own name.');
}

function typeOf(outputs: readonly DmnElement[], many: boolean, { types, problems }: Reader): FeelType {
  const each = outputs.map((one) => [nameOf(one), types.typeOf(one.typeRef, problems)] as const);
  const one: FeelType =
    each.length > 1 ? { kind: 'context', entries: new Map(each) } : (each[0]?.[1] ?? { kind: 'any' });
  return many ? { kind: 'list', of: one } : one;
}
