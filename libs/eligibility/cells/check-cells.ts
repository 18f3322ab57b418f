import { questionsOfTest, type DecisionTable, type FeelTest, type TableInput, type TableRow } from '../table.js';
import type { Domain, TableProblem, Value } from '../types.js';
import { ask } from './ask.js';
import { kindOfComputed, misfitsOf } from './kinds-fit.js';
import type { Misfit } from './misfits.js';
import { nearest } from './nearest.js';
import { reviveFeel, reviveUnary } from './revive-feel.js';
import type { KindHere } from './signatures.js';

type Domains = ReadonlyMap<string, Domain>;
type Leaf = FeelTest & { readonly test: 'feel' };

const kinds: Readonly<Record<Domain['kind'], KindHere>> = {
  choice: 'string',
  text: 'string',
  multi: 'list',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};

const kindOfQuestion = (question: string, domains: Domains): KindHere => {
  const domain = domains.get(question);
  return domain ? kinds[domain.kind] : 'any';
};

/** What kind of value the cells of a column test. */
export function kindOfInput(input: TableInput, domains: Domains): KindHere {
  if (!input.compute) return kindOfQuestion(input.question, domains);
  return input.compute.op === 'feel' ? ofComputed(input.compute, domains).kind : 'number';
}

function ofComputed(
  { tree, reads }: { tree: Parameters<typeof reviveFeel>[0]; reads: readonly string[] },
  domains: Domains,
) {
  const slots = reads.map((question) => kindOfQuestion(question, domains));
  return kindOfComputed(reviveFeel(tree), { input: 'any', slots, names: reads });
}

/** An input expression of FEEL that cannot come to anything, or of which nobody can tell what it gives. */
export function checkComputed(input: TableInput, domains: Domains): TableProblem[] {
  if (input.compute?.op !== 'feel' || input.compute.reads.some((question) => !domains.has(question))) return [];
  const { text } = input.compute;
  const { kind, misfits } = ofComputed(input.compute, domains);
  const at = { text, column: input.label.en, ...(input.line === undefined ? {} : { line: input.line }) };
  if (misfits.length > 0) return misfits.map((misfit) => ({ code: 'expression-does-not-fit', ...misfit, ...at }));
  if (kind !== 'any' && kind !== 'context' && kind !== 'function' && kind !== 'range') return [];
  const message = `It cannot be told whether “${text}” gives a number, a word, a date or a list.`;
  const instead =
    'Let it give one kind of value, for example count(benefits), substring(postal, 1, 1) or income / household_size.';
  return [{ code: 'expression-type-is-not-known', message, instead, ...at }];
}

/** Cells of FEEL that read what is no question, that can never hold, or that take too long. */
export function checkCells(table: DecisionTable, domains: Domains): TableProblem[] {
  return table.inputs.flatMap((input, column) => {
    const kind = kindOfInput(input, domains);
    return table.rows.flatMap((row, index) => {
      const test = row.tests[column];
      const place = placeOf(input, row, index);
      return test ? leavesOf(test).flatMap((leaf) => checkLeaf(leaf, input, kind, domains, place)) : [];
    });
  });
}

const placeOf = (input: TableInput, row: TableRow, index: number) => ({
  row: index + 1,
  column: input.label.en,
  ...(row.line === undefined ? {} : { line: row.line }),
});

function leavesOf(test: FeelTest): Leaf[] {
  if (test.test === 'feel') return [test];
  if (test.test === 'not') return leavesOf(test.of);
  return test.test === 'some' || test.test === 'every' ? test.of.flatMap(leavesOf) : [];
}

function checkLeaf(
  leaf: Leaf,
  input: TableInput,
  kind: KindHere,
  domains: Domains,
  place: ReturnType<typeof placeOf>,
): TableProblem[] {
  const at = { text: leaf.text, ...place };
  const unknown = leaf.reads.filter((question) => !domains.has(question));
  if (unknown.length > 0) {
    return unknown.map((question) => ({
      code: 'question-is-not-known',
      message: `Row ${place.row} reads “${question}”, which is no question here.`,
      instead: `${nearest(question, [...domains.keys()])} A word stands in double quotes: ${JSON.stringify(question)}.`,
      ...at,
    }));
  }
  const slots = leaf.reads.map((question) => kindOfQuestion(question, domains));
  const misfits: Misfit[] = misfitsOf(reviveUnary(leaf.cell), { input: kind, slots, names: leaf.reads });
  if (misfits.length > 0) {
    return misfits.map(({ message, instead }) => ({
      code: 'cell-does-not-fit-the-question',
      message: `Row ${place.row} tests “${input.question}” with ${leaf.text}. ${message}`,
      instead,
      ...at,
    }));
  }
  return takesTooLong(leaf, input, domains) ? [{ ...tooLong(leaf), ...at }] : [];
}

const tooLong = ({ text }: Leaf) => ({
  code: 'cell-takes-too-long',
  message: `“${text}” takes more work than one cell may.`,
  instead: 'Make its lists, loops or patterns smaller, or write several rows.',
});

/** Tried on somebody with short answers: what takes too long for them is a mistake of the cell. */
function takesTooLong(leaf: Leaf, input: TableInput, domains: Domains): boolean {
  const compute = input.compute ?? null;
  const read = [...domains].filter(([question]) => question === input.question || leaf.reads.includes(question));
  const values = new Map(read.map(([question, domain]) => [question, sampleOf(domain)]));
  if (compute || questionsOfTest(leaf).some((question) => !values.has(question))) return false;
  return ask(leaf, { question: input.question, compute, domains }, values) === 'maybe';
}

function sampleOf(domain: Domain): Value {
  switch (domain.kind) {
    case 'choice':
      return domain.values[0] ?? '';
    case 'multi':
      return domain.values;
    case 'boolean':
      return true;
    case 'number':
      return domain.min ?? 0;
    case 'date':
      return '2000-02-29';
    case 'text':
      return 'text';
  }
}
