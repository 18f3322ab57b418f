import {
  literalsOf,
  parameterIdsOf,
  questionsOfInput,
  questionsOfTable,
  type DecisionTable,
  type TableInput,
  type TableRow,
} from '../table.js';
import type { Text } from '../types.js';
import { writeDrawing } from './write-drawing.js';
import { writeExpression, writeTest, writeWord } from './write-test.js';

export interface WriteOptions {
  /** Name of the model. */
  readonly name: string;
  /** A URI that tells this model from others. */
  readonly namespace: string;
  /** Some modellers open DMN 1.3 alone; the tables are the same. */
  readonly version?: '1.3' | '1.5';
}

const spec = { '1.3': '20191111', '1.5': '20230324' };

/**
 * Decision tables as a DMN file with its drawing, for any modeller. Pure. Reading it gives the same tables, but for their
 * lines and the version, which is the file's hash.
 */
export function writeDmn(tables: readonly DecisionTable[], { name, namespace, version = '1.5' }: WriteOptions): string {
  const uri = `https://www.omg.org/spec/DMN/${spec[version]}`;
  const own = ownIds(tables);
  const inputs = inputsOf(tables, own);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<definitions xmlns="${uri}/MODEL/" xmlns:dmndi="${uri}/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"` +
      ` xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" id="${own}model" ${attribute('name', name)} ${attribute('namespace', namespace)}>`,
    ...[...inputs].map(([question, { id, type }]) => writeInput(question, id, type)),
    ...tables.map((table, index) => writeDecision(table, { id: `${own}table_${index + 1}`, own, index, inputs })),
    writeDrawing(
      [...inputs.values()].map(({ id }) => id),
      tables.map((table, index) => ({ id: table.id, requires: requirementsOf(table, { own, index, inputs }) })),
      own,
    ),
    '</definitions>',
    '',
  ].join('\n');
}

/** What the ids that we give begin with: nothing, unless a table's own id looks like one of them. */
function ownIds(tables: readonly DecisionTable[]): string {
  let own = '';
  while (tables.some(({ id }) => id.startsWith(own) && looksLikeOurs.test(id.slice(own.length)))) own += '_';
  return own;
}
const looksLikeOurs = /^(?:(?:model|diagram)$|(?:question|table|requirement|shape|edge)_)/;

/** Where a decision stands in the file. */
interface Place {
  readonly own: string;
  readonly index: number;
  readonly inputs: ReadonlyMap<string, Input>;
}

interface Input {
  readonly id: string;
  readonly type: string | null;
}

/** Every question and parameter that a table reads, each once; questions with the type that their cells test. */
function inputsOf(tables: readonly DecisionTable[], own: string): ReadonlyMap<string, Input> {
  const kinds = new Map<string, Set<string>>();
  const columns = tables.flatMap(({ inputs, rows }) => inputs.map((input, at) => ({ input, at, rows })));
  for (const { input, at, rows } of columns) {
    for (const question of questionsOfInput(input)) {
      const known = kinds.get(question) ?? [];
      kinds.set(question, new Set([...known, ...kindsOf(input, at, rows)]));
    }
  }
  for (const question of tables.flatMap(questionsOfTable)) if (!kinds.has(question)) kinds.set(question, new Set());
  // Decisions of the file are required as such.
  for (const { id } of tables) kinds.delete(id);
  for (const parameter of tables.flatMap(parameterIdsOf)) if (!kinds.has(parameter)) kinds.set(parameter, new Set());
  return new Map(
    [...kinds].map(([question, found], index) => [question, { id: `${own}question_${index + 1}`, type: one(found) }]),
  );
}

const one = (kinds: ReadonlySet<string>): string | null => (kinds.size === 1 ? ([...kinds][0] ?? null) : null);

function kindsOf(input: TableInput, at: number, rows: readonly TableRow[]): readonly string[] {
  if (input.compute) return input.compute.op === 'feel' ? [] : ['number'];
  const tests = rows.flatMap((row) => row.tests[at] ?? []);
  // A list of words: what stands in it is text, it is none.
  if (JSON.stringify(tests).includes('"test":"contains"')) return ['list'];
  return tests.flatMap(literalsOf).flatMap(({ kind }) => (kind === 'parameter' ? [] : [kind]));
}

/** FEEL has no name for a list of words: any value, then. */
const typeRef = (type: string | null): string => (type === null || type === 'list' ? '' : ` typeRef="${type}"`);

function writeInput(question: string, id: string, type: string | null): string {
  const variable = `<variable id="${id}_variable" ${attribute('name', question)}${typeRef(type)}/>`;
  return `  <inputData id="${id}" ${attribute('name', question)}>\n    ${variable}\n  </inputData>`;
}

function requirementsOf(table: DecisionTable, { own, index, inputs }: Place) {
  const read = [...new Set([...questionsOfTable(table), ...parameterIdsOf(table)])];
  return read.map((id, at) => ({
    id: `${own}requirement_${index + 1}_${at + 1}`,
    to: inputs.get(id)?.id ?? id,
    tag: inputs.has(id) ? 'requiredInput' : 'requiredDecision',
  }));
}

function writeDecision(table: DecisionTable, { id, ...place }: Place & { readonly id: string }): string {
  const annotated = table.rows.some(({ annotation }) => annotation !== null);
  return [
    `  <decision ${attribute('id', table.id)} ${attribute('name', table.name)}>`,
    `    <variable id="${id}_variable" ${attribute('name', table.name)}/>`,
    ...requirementsOf(table, place).map(
      (requirement) =>
        `    <informationRequirement id="${requirement.id}"><${requirement.tag} ${attribute('href', `#${requirement.to}`)}/></informationRequirement>`,
    ),
    `    <decisionTable id="${id}" hitPolicy="${table.hitPolicy}">`,
    ...table.inputs.map((input, at) => writeColumn(input, `${id}_input_${at + 1}`, kindsOf(input, at, table.rows))),
    ...table.outputs.map((output, at) => {
      const values = output.values.length === 0 ? '' : texts('outputValues', output.values.map(writeWord).join(', '));
      const otherwise = output.otherwise === undefined ? '' : texts('defaultOutputEntry', writeWord(output.otherwise));
      return `      <output id="${id}_output_${at + 1}" ${attribute('name', output.name)} typeRef="string">${values}${otherwise}</output>`;
    }),
    ...(annotated ? ['      <annotation name="en"/>', '      <annotation name="fr"/>'] : []),
    ...table.rows.map((row, at) => writeRow(row, `${id}_row_${at + 1}`, annotated)),
    '    </decisionTable>',
    '  </decision>',
  ].join('\n');
}

function writeColumn(input: TableInput, id: string, kinds: readonly string[]): string {
  const type = typeRef(one(new Set(kinds)));
  const expression = input.compute ? writeExpression(input.compute) : input.question;
  const allowed = input.allowed ? texts('inputValues', writeTest(input.allowed)) : '';
  return `      <input id="${id}" ${attribute('label', label(input.label))}><inputExpression id="${id}_expression"${type}>${text(expression)}</inputExpression>${allowed}</input>`;
}

const label = ({ en, fr }: Text): string => (en === fr ? en : `${en} / ${fr}`);

function writeRow(row: TableRow, id: string, annotated: boolean): string {
  const { en, fr } = row.annotation ?? { en: '', fr: '' };
  return [
    `      <rule id="${id}">`,
    ...row.tests.map((test, at) => `        ${texts('inputEntry', writeTest(test), `${id}_in_${at + 1}`)}`),
    ...row.outputs.map((output, at) => `        ${texts('outputEntry', writeWord(output), `${id}_out_${at + 1}`)}`),
    ...(annotated ? [en, fr].map((said) => `        ${texts('annotationEntry', said)}`) : []),
    '      </rule>',
  ].join('\n');
}

function texts(tag: string, feel: string, id?: string): string {
  return `<${tag}${id === undefined ? '' : ` id="${id}"`}>${text(feel)}</${tag}>`;
}

const text = (feel: string): string => `<text>${escaped(feel)}</text>`;
const attribute = (name: string, value: string): string =>
  `${name}="${escaped(value)
    .replace(/"/g, '&quot;')
    .replace(/[\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`;

/** XML has no sign for most control characters: they are left out. */
function escaped(value: string): string {
  const visible = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return visible.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');
}
