import { isFeel } from '../feel-language.js';
import { scopeOf, type Scope } from '../feel/scope.js';
import type { Feel, Unary } from '../feel/tree.js';
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
  const inputs = input.map(({ inputExpression }, index) =>
    run(readText(inputExpression, scope, reader, { column: titleOf(input[index], index) })),
  );
  const outputs = output.map((one, index) => readOutput(one, index, scope, reader));
  const rules = rule.map((one, index) => readRule(one, index + 1, element, scope, reader));
  const table = { policy, inputs, outputs, rules };
  return { tree: { from: 0, to: 0, op: 'run', run: runTable(table) }, type: typeOf(output, policy.many, reader) };
}

const run = (tree: Feel | null): Run => (tree ? closureOf(tree) : none);

function titleOf(input: DmnElement | undefined, index: number): string {
  const text = input?.inputExpression?.text?.trim() ?? '';
  return text === '' ? `input ${index + 1}` : text;
}
const outputName = (output: DmnElement | undefined, index: number): string =>
  nameOf(output) === '' ? `output ${index + 1}` : nameOf(output);

function readOutput(element: DmnElement, index: number, scope: Scope, reader: Reader): TableOutput {
  const part = { column: outputName(element, index) };
  const type = reader.types.typeOf(element.typeRef, reader.problems);
  const listed = readUnary(element.outputValues, scopeOf([]), reader, part);
  const declared = type.kind === 'allowed' ? type.allowed : null;
  const order = listed.test === 'any' ? declared : listed;
  return {
    name: nameOf(element),
    order: order === null || order.test === 'any' ? [] : order.of.map(({ test }) => closureOf(test)),
    otherwise: hasText(element.defaultOutputEntry)
      ? run(readText(element.defaultOutputEntry, scope, reader, part))
      : null,
  };
}

const hasText = (element: DmnElement | undefined): boolean => (element?.text ?? '').trim() !== '';

function readRule(rule: DmnElement, row: number, table: DmnElement, scope: Scope, reader: Reader): TableRule {
  const { inputEntry = [], outputEntry = [] } = rule;
  const { input = [], output = [] } = table;
  if (inputEntry.length !== input.length || outputEntry.length !== output.length) {
    reader.problems.add(
      'row-has-other-columns',
      `Row ${row} has ${inputEntry.length} input and ${outputEntry.length} output cells, the table ${input.length} and ${output.length} columns.`,
      'Give the row one cell for each column.',
      { row },
    );
  }
  return {
    tests: inputEntry.flatMap((entry, index) => {
      const unary = readUnary(entry, scope, reader, { row, column: titleOf(input[index], index) });
      return unary.test === 'any' ? [] : [{ input: index, test: testOf(unary) }];
    }),
    outputs: outputEntry.map((entry, index) =>
      run(readText(entry, scope, reader, { row, column: outputName(output[index], index) })),
    ),
  };
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
