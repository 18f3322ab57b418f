import { scopeOf, type Scope } from '../feel/scope.js';
import { isKind } from '../values/kind.js';
import { coerce } from '../run/coerce.js';
import { closureOf } from '../run/evaluate.js';
import type { FeelType } from '../values/type.js';
import type { FeelContext, FeelFunction, FeelValue } from '../values/value.js';
import { boxed, functionDefinition, type Boxed, type Reader } from './boxed.js';
import { nameOf } from './element.js';
import { envOf, type Evaluation } from './evaluation.js';
import { Problems } from './problems.js';
import { typed } from './typed.js';
import type { DmnFile, GraphNode } from './requirement-graph.js';

/** An element of the graph, read: what type its value has, and how to work it out. */
export interface ReadNode {
  readonly type: FeelType;
  readonly run: (evaluation: Evaluation) => FeelValue;
}

/** What reading needs of the other elements. */
export interface Others {
  readonly of: (node: GraphNode) => ReadNode;
  readonly readerOf: (node: GraphNode) => Reader;
  readonly target: (href: string | undefined, from: GraphNode) => GraphNode | null;
}

const any: FeelType = { kind: 'any' };
export const variableName = ({ element, name }: GraphNode): string => nameOf(element.variable) || name;

export function readNode(node: GraphNode, others: Others): ReadNode {
  if (node.kind === 'input') return readInput(node, others);
  if (node.kind === 'service') return readService(node, others);
  const reader = others.readerOf(node);
  const names = [...requiredNames(node, others), ...ownName(node, () => others.of(node))];
  const { types, lenient } = reader;
  const scope = scopeOf(names, { lenient, type: (name) => types.find(name, new Problems(null, undefined)) });
  const value = node.kind === 'decision' ? decision(node, scope, reader) : knowledge(node, scope, reader);
  const run = closureOf(value.tree);
  return { type: value.type, run: once(node, (evaluation) => run(filled(evaluation, scope, names))) };
}

type Name = { readonly name: string; readonly type: FeelType; readonly value: (evaluation: Evaluation) => FeelValue };

function filled(evaluation: Evaluation, scope: Scope, names: readonly Name[]): ReturnType<typeof envOf> {
  const env = envOf(evaluation, scope.slots());
  for (const { name, value } of names) {
    const declared = scope.find(name);
    if (declared) env.slots[declared.slot] = value(evaluation);
  }
  return env;
}

/** The names of what an element requires; those of an imported file stand under the import's name. */
function requiredNames(node: GraphNode, others: Others): readonly Name[] {
  const names: Name[] = [];
  const imported = new Map<string, Name[]>();
  for (const need of node.needs) {
    const read = others.of(need);
    const name = { name: variableName(need), type: read.type, value: read.run };
    const prefix = need.file === node.file ? '' : importName(node.file, need.file);
    if (prefix === '') names.push(name);
    else imported.set(prefix, [...(imported.get(prefix) ?? []), name]);
  }
  return [...names, ...[...imported].map(([prefix, inner]) => together(prefix, inner))];
}

/** A knowledge model may call itself; how deep is counted as work. */
function ownName(node: GraphNode, read: () => ReadNode): readonly Name[] {
  const { formalParameter = [] } = node.element.encapsulatedLogic ?? {};
  if (node.kind !== 'knowledge' || node.needs.some((need) => variableName(need) === variableName(node))) return [];
  const itself = (evaluation: Evaluation): FeelFunction => ({
    ...{ kind: 'function', parameters: formalParameter.map(nameOf) },
    call: (values) => {
      const made = read().run(evaluation);
      return isKind(made, 'function') ? made.call(values) : null;
    },
  });
  return [{ name: variableName(node), type: { kind: 'function' }, value: itself }];
}

const importName = (file: DmnFile, imported: DmnFile): string => file.imports.get(imported.namespace) ?? '';

/** What an element is called in the file of another one. */
export function nameFrom({ file }: GraphNode, other: GraphNode): string {
  const prefix = other.file === file ? '' : importName(file, other.file);
  return prefix === '' ? variableName(other) : `${prefix}.${variableName(other)}`;
}

function together(name: string, inner: readonly Name[]): Name {
  return {
    name,
    type: { kind: 'context', entries: new Map(inner.map((one) => [one.name, one.type])) },
    value: (evaluation): FeelContext => ({
      kind: 'context',
      entries: new Map(inner.map((one) => [one.name, one.value(evaluation)])),
    }),
  };
}

const once = (node: GraphNode, work: ReadNode['run']): ReadNode['run'] => {
  return (evaluation) => {
    // An input that is given has still to become a value of its type.
    if (node.kind !== 'input' && evaluation.given.has(node)) return evaluation.given.get(node) ?? null;
    if (evaluation.done.has(node)) return evaluation.done.get(node) ?? null;
    const value = work(evaluation);
    evaluation.done.set(node, value);
    return value;
  };
};

function readInput(node: GraphNode, others: Others): ReadNode {
  const { types, problems } = others.readerOf(node);
  const type = types.typeOf(node.element.variable?.typeRef, problems);
  return { type, run: once(node, (evaluation) => coerce(evaluation.given.get(node) ?? null, type)) };
}

function decision({ element }: GraphNode, scope: Scope, reader: Reader): Boxed {
  const type = reader.types.typeOf(element.variable?.typeRef, reader.problems);
  return typed(boxed(element.decisionLogic, scope, reader), type);
}

/** A knowledge model is a function. Its variable's type is the function's, or what the function gives. */
function knowledge({ element }: GraphNode, scope: Scope, reader: Reader): Boxed {
  if (!element.encapsulatedLogic) return boxed(undefined, scope, reader);
  const written = functionDefinition(element.encapsulatedLogic, scope, reader);
  const declared = reader.types.typeOf(element.variable?.typeRef, reader.problems);
  return typed(written, declared);
}

/** What a service is handed, in the order of its parameters: input data, then decisions that are not worked out. */
export function parametersOf(node: GraphNode, others: Others): readonly GraphNode[] {
  const { inputData = [], inputDecision = [] } = node.element;
  return [...inputData, ...inputDecision].flatMap(({ href }) => others.target(href, node) ?? []);
}

/** What the service's own type says of a parameter counts before what the model says of it. */
function parameterType(own: FeelType, service: FeelType, index: number): FeelType {
  const declared = service.kind === 'function' ? service.parameters?.[index] : undefined;
  return declared === undefined || declared.kind === 'any' ? own : declared;
}

/** A decision service is a function: its decisions see what it is handed, and nothing else of the model's inputs. */
function readService(node: GraphNode, others: Others): ReadNode {
  const handed = parametersOf(node, others);
  const { types: declared, problems } = others.readerOf(node);
  const written = declared.typeOf(node.element.variable?.typeRef, problems);
  const result = written.kind === 'function' ? (written.result ?? any) : written;
  const types = handed.map((one, index) => parameterType(others.of(one).type, written, index));
  const outputs = node.needs.map((need) => ({ name: nameFrom(node, need), read: others.of(need) }));
  const parameters = handed.map((one) => nameFrom(node, one));
  const call = (outer: Evaluation, values: readonly FeelValue[]): FeelValue => {
    if (values.length !== handed.length) return null;
    const taken = values.map((value, index) => coerce(value, types[index] ?? any));
    // As the kit has it: with a value that is none of the parameter's type, the service is not called at all.
    if (taken.some((one, index) => one === null && values[index] !== null)) return null;
    const given = new Map(handed.map((one, index) => [one, taken[index] ?? null]));
    const inner: Evaluation = { ...outer, given, done: new Map() };
    const [only, ...more] = outputs.map(({ name, read }) => [name, read.run(inner)] as const);
    if (only && more.length === 0) return coerce(only[1], result);
    return coerce({ kind: 'context', entries: new Map(only ? [only, ...more] : []) }, result);
  };
  const type: FeelType = { kind: 'function', parameters: types, result };
  const run = once(node, (evaluation): FeelFunction => ({
    ...{ kind: 'function', parameters },
    call: (values) => call(evaluation, values),
  }));
  return { type, run };
}
