import type { Decision } from '../decision.js';
import { everyRow } from '../exact/build-outcomes.js';
import type { OutcomeSet } from '../outcome-set.js';
import type { Value } from '../types.js';
import { unasked } from './codes.js';
import type { ColumnCoding } from './coding.js';
import { literal } from './literal.js';
import { unknownStates } from './row-bits.js';
import { writeChoice, type Spelling } from './write-test.js';
import { writeRows, writeTree, type SetSpelling } from './write-tree.js';

/**
 * Makes a function out of parameter names and a body that we wrote. The library makes none itself, so that it works
 * where the Content-Security-Policy forbids it: whoever may, passes what calls the constructor of functions.
 */
export type Make = (parameters: readonly string[], body: string) => (...values: readonly unknown[]) => unknown;

/** Text for `Make`, and the values for its parameters. Names of questions and words of tables are never code. */
export interface Written {
  readonly parameters: readonly string[];
  readonly values: readonly unknown[];
  readonly body: string;
}

interface Input extends Spelling {
  readonly question: string;
  /** `typeof` of the values, or null where they are codes. */
  readonly kind: string | null;
}

function inputsOf(coding: readonly ColumnCoding[]): Input[] {
  return coding.map(({ question, codes }, at): Input => {
    const spelled = { question, codes, variable: `v${at}` };
    if (codes.plain === null) return { ...spelled, words: null, kind: null };
    if (codes.plain === 'number') return { ...spelled, words: null, kind: 'number' };
    return { ...spelled, words: codes.plain, kind: typeof codes.plain[0] };
  });
}

/** Questions become `k0`, `k1`…, what codes their values `e0`, `e1`…, the values `v0`, `v1`…; lines as the body's inner part. */
function written(inputs: readonly Input[], before: string, lines: readonly string[]): Written {
  const reads = inputs.map(({ kind }, at) => `const v${at} = ${kind === null ? `e${at}(a[k${at}])` : `a[k${at}]`};`);
  return {
    parameters: ['w', ...inputs.flatMap((_, at) => [`k${at}`, `e${at}`])],
    values: [
      (set: OutcomeSet): OutcomeSet => set,
      ...inputs.flatMap(({ question, codes }) => [question, (value: Value) => codes.of(value)]),
    ],
    body: ['"use strict";', before, 'return (a) => {', ...reads, ...lines, '};'].join('\n'),
  };
}

const isAbsent = ({ kind, variable }: Input): string =>
  kind === null ? `${variable} === ${literal(unasked)}` : `typeof ${variable} !== ${literal(kind)}`;

/**
 * A function from all answers to their outcome set, as text; null for a table that computes. It gives 0 when an
 * answer is absent or of another kind; that it is in its domain was checked before.
 */
export function writeFull({ parts }: Decision): Written | null {
  if (!parts.coding || !parts.bits) return null;
  const inputs = inputsOf(parts.coding);
  const { before, expression } = writeOutcome(parts, inputs, { numberOf: (set) => set, parameter: 'w' }, 'f');
  const absent = inputs.map(isAbsent).join(' || ');
  return written(inputs, before, [`if (${absent || 'false'}) return 0;`, `return ${expression};`]);
}

/** The same under partial answers, three-valued: by row sets written out. Null, too, for more rows than one word holds. */
export function writeThreeValued({ parts: { coding, bits } }: Decision): Written | null {
  if (!coding || !bits || bits.words > 1) return null;
  const inputs = inputsOf(coding);
  const all = literal(everyRow(bits)[0]!);
  const columns = inputs.map((input, column) => {
    const at = bits.offset[column]!;
    const known = writeChoice(input, (c) => bits.may[at + unknownStates + c]!);
    const some = `may &= ${literal(bits.may[at]!)}; must &= ${literal(bits.must[at]!)};`;
    return `if (${isAbsent(input)}) { ${some} } else { const rows = ${known}; may &= rows; must &= rows; }`;
  });
  const first = bits.ordered ? 'const first = must & -must; may &= first | (first - 1);' : '';
  const sets = Array.from(bits.rowsOf, (rows, at) => `if ((may & ${literal(rows)}) !== 0) set |= ${literal(1 << at)};`);
  return written(inputs, '', [
    `let may = ${all}, must = ${all}, set = 0;`,
    ...columns,
    `if (must === 0) set = ${literal(bits.none)}; else { ${first} }`,
    ...sets,
    'return set;',
  ]);
}

/** An expression for what full answers lead to, and what has to stand before it: a function of `name` for a long table. */
export function writeOutcome(
  { exact, bits }: Decision['parts'],
  columns: readonly Spelling[],
  sets: SetSpelling,
  name: string,
): { readonly before: string; readonly expression: string } {
  const tree = exact && writeTree(exact, columns, sets);
  if (tree) return { before: '', expression: tree };
  const variables = columns.map(({ variable }) => variable).join(', ');
  const before = `const ${name} = (${variables}) => {\n${writeRows(bits!, columns, sets)}\n};`;
  return { before, expression: `${name}(${variables})` };
}
