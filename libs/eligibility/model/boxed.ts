import { isFeel } from '../feel-language.js';
import type { Scope } from '../feel/scope.js';
import type { Feel } from '../feel/tree.js';
import { typeOf } from '../feel/type-of.js';
import type { FeelType } from '../values/type.js';
import { boxedConditional, boxedFilter, boxedFor, boxedQuantifier } from './boxed-loops.js';
import { boxedTable } from './boxed-table.js';
import { nameOf, type DmnElement } from './element.js';
import type { ItemDefinitions } from './item-definitions.js';
import type { Language } from './language.js';
import type { Part, Problems } from './problems.js';
import { typed } from './typed.js';

/** What boxed expressions are read with. */
export interface Reader {
  readonly language: Language;
  readonly types: ItemDefinitions;
  readonly problems: Problems;
  readonly lenient: boolean;
  /** How many expressions this one stands in. */
  readonly depth: number;
}

/** Expressions that nest deeper are refused. */
const deepest = 50;

/** An expression, and the type that its value is known to have: what its names mean to those that read it. */
export interface Boxed {
  readonly tree: Feel;
  readonly type: FeelType;
}

const any: FeelType = { kind: 'any' };
const at = { from: 0, to: 0 };
const nothing: Boxed = { tree: { ...at, op: 'literal', value: null }, type: any };
/** A name of a context entry that no text can have: the entry that is the context's result. */
const result = '';

/** A boxed expression as FEEL. Nothing written is null. What cannot be read is a problem, and null in the tree. */
export function boxed(element: DmnElement | undefined, scope: Scope, outer: Reader, part: Part = {}): Boxed {
  if (!element) return nothing;
  const reader = { ...outer, depth: outer.depth + 1 };
  if (reader.depth > deepest) return refuseDepth(reader);
  const read = readers[element.$type];
  if (!read) return refuse(element, reader);
  const inner = read(element, scope, reader, part);
  // A function's type is about what it gives.
  if (element.typeRef === undefined || element.$type === 'dmn:FunctionDefinition') return inner;
  return typed(inner, reader.types.typeOf(element.typeRef, reader.problems));
}

export type Read = (element: DmnElement, scope: Scope, reader: Reader, part: Part) => Boxed;

const readers: Readonly<Record<string, Read>> = {
  'dmn:LiteralExpression': literal,
  'dmn:DecisionTable': boxedTable,
  'dmn:Context': context,
  'dmn:List': (element, scope, reader) => {
    const items = (element.elements ?? []).map((one) => boxed(one, scope, reader));
    return { tree: { ...at, op: 'list', of: items.map(({ tree }) => tree) }, type: { kind: 'list', of: any } };
  },
  'dmn:Relation': relation,
  'dmn:Invocation': invocation,
  'dmn:FunctionDefinition': functionDefinition,
  'dmn:Conditional': boxedConditional,
  'dmn:Filter': boxedFilter,
  'dmn:For': boxedFor,
  'dmn:Some': boxedQuantifier('some'),
  'dmn:Every': boxedQuantifier('every'),
};

/** Text of FEEL, trimmed of nothing: places in it are those of the file's text. */
export function readText(element: DmnElement | undefined, scope: Scope, reader: Reader, part: Part): Feel | null {
  const text = element?.text ?? '';
  if (element?.importedValues) {
    const instead = 'Write the values in the model.';
    reader.problems.add('values-are-imported', 'The expression imports its values from elsewhere.', instead, part);
    return null;
  }
  if (!isFeel(element?.expressionLanguage)) {
    const language = String(element?.expressionLanguage);
    reader.problems.add('language-is-not-feel', `The text is written in ${language}.`, 'Write it in FEEL.', part);
    return null;
  }
  if (text.trim() === '') return null;
  const read = reader.language.readFeel(text, scope);
  if (read.ok) return read.value;
  reader.problems.text(read.problem, text, part);
  return null;
}

function literal(element: DmnElement, scope: Scope, reader: Reader, part: Part): Boxed {
  const tree = readText(element, scope, reader, part);
  if (!tree) return nothing;
  const types = new Map(scope.all().map(({ slot, type }) => [slot, type]));
  return { tree, type: typeOf(tree, (slot) => types.get(slot) ?? any) };
}

function context(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const entries: { key: string; slot: number; of: Feel }[] = [];
  const types = new Map<string, FeelType>();
  let inner = scope;
  let last: Boxed | null = null;
  for (const entry of element.contextEntry ?? []) {
    const key = nameOf(entry.variable);
    const written = boxed(entry.value, inner, reader, key === '' ? {} : { column: key });
    const value = typed(written, reader.types.typeOf(entry.variable?.typeRef, reader.problems));
    inner = inner.with([{ name: key, type: value.type }]);
    entries.push({ key, slot: inner.all()[0]!.slot, of: value.tree });
    if (key === result) last = value;
    else types.set(key, value.type);
  }
  const tree: Feel = { ...at, op: 'context', entries };
  if (!last) return { tree, type: { kind: 'context', entries: types } };
  return { tree: { ...at, op: 'path', of: tree, key: result }, type: last.type };
}

function relation(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const columns = (element.column ?? []).map((column) => ({
    key: nameOf(column),
    slot: scope.with([{ name: nameOf(column), type: any }]).all()[0]!.slot,
    type: reader.types.typeOf(column.typeRef, reader.problems),
  }));
  const rows = (element.row ?? []).map((row, index): Feel => {
    const cells = row.elements ?? [];
    if (cells.length !== columns.length) cellsAreMissing(reader, index + 1, cells.length, columns.length);
    const entries = columns.map(({ key, slot, type }, column) => ({
      ...{ key, slot },
      of: typed(boxed(cells[column], scope, reader, { row: index + 1, column: key }), type).tree,
    }));
    return { ...at, op: 'context', entries };
  });
  const entries = new Map(columns.map(({ key, type }) => [key, type]));
  return { tree: { ...at, op: 'list', of: rows }, type: listOf({ kind: 'context', entries }) };
}

function cellsAreMissing({ problems }: Reader, row: number, has: number, columns: number): void {
  problems.add(
    'row-has-other-columns',
    `Row ${row} has ${has} cells, the relation ${columns} columns.`,
    'Give the row one cell for each column.',
    { row },
  );
}

function invocation(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const called = boxed(element.calledFunction, scope, reader);
  const bindings = element.binding ?? [];
  const values = bindings.map(({ parameter, bindingFormula }) => {
    const written = boxed(bindingFormula, scope, reader, { column: nameOf(parameter) });
    return typed(written, reader.types.typeOf(parameter?.typeRef, reader.problems)).tree;
  });
  const names = bindings.map(({ parameter }) => nameOf(parameter));
  const type = called.type.kind === 'function' ? (called.type.result ?? any) : any;
  return { tree: { ...at, op: 'call', of: called.tree, arguments: values, names }, type };
}

/** A function that is written in the model: its own kind is FEEL, others are refused. */
export function functionDefinition(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  if (element.kind !== undefined && element.kind !== 'FEEL') {
    reader.problems.add(
      'function-is-external',
      `A function is written in ${element.kind}.`,
      'Write it as a FEEL expression or a decision table.',
    );
    return nothing;
  }
  const declared = (element.formalParameter ?? []).map((one) => ({
    name: nameOf(one),
    type: reader.types.typeOf(one.typeRef, reader.problems),
  }));
  const inner = scope.with(declared);
  const parameters = declared.map((one, index) => ({ ...one, slot: inner.all()[index]!.slot }));
  const own = reader.types.typeOf(element.typeRef, reader.problems);
  const body = typed(boxed(element.body, inner, reader), own.kind === 'function' ? (own.result ?? any) : own);
  const type: FeelType = { kind: 'function', parameters: declared.map((one) => one.type), result: body.type };
  return { tree: { ...at, op: 'function', parameters, body: body.tree }, type };
}

/** The expression of a part that DMN 1.4 wraps once more. */
export function child(element: DmnElement | undefined, scope: Scope, reader: Reader): Boxed {
  const inner = boxed(element?.value, scope, reader);
  return typed(inner, reader.types.typeOf(element?.typeRef, reader.problems));
}

function refuseDepth({ problems }: Reader): Boxed {
  problems.add(
    'expression-is-too-deep',
    'Expressions stand in one another too deeply.',
    'Split it into several decisions.',
  );
  return nothing;
}

function refuse(element: DmnElement, { problems }: Reader): Boxed {
  const what = element.$type.replace(/^\w+:/, '');
  problems.add('expression-is-unknown', `“${what}” is no expression that is read.`, 'Write it as a table or as FEEL.');
  return nothing;
}

const listOf = (of: FeelType): FeelType => ({ kind: 'list', of });
