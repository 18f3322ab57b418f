import { isFeel } from '../feel-language.js';
import { coerce } from '../run/coerce.js';
import { TooMuchWork, type Env } from '../run/env.js';
import { isKind } from '../values/kind.js';
import type { FeelType } from '../values/type.js';
import type { FeelValue } from '../values/value.js';
import type { DmnModel, ModelDecision, ModelInvocable, ModelProblem } from './dmn-model.js';
import type { Evaluation } from './evaluation.js';
import type { ItemDefinitions } from './item-definitions.js';
import type { Language } from './language.js';
import type { Problems } from './problems.js';
import { nameFrom, parametersOf, readNode, variableName, type Others, type ReadNode } from './read-node.js';
import { asOne, type DmnFile, type GraphNode, type RequirementGraph } from './requirement-graph.js';

type Asked = Pick<Env, 'moment' | 'steps'>;

export interface ReadWith {
  readonly types: ReadonlyMap<DmnFile, ItemDefinitions>;
  readonly language: Language;
  readonly lenient: boolean;
}

/** The elements of a graph as they are asked: by name, with what is refused about them and about what they need. */
export function runnable(graph: RequirementGraph, { types, language, lenient }: ReadWith, whole: Problems): DmnModel {
  const read = new Map<GraphNode, ReadNode>();
  const others: Others = {
    of: (node) => {
      const known = read.get(node) ?? readNode(node, others);
      read.set(node, known);
      return known;
    },
    readerOf: ({ file, problems }) => ({ language, types: types.get(file)!, lenient, problems, depth: 0 }),
    target: (href, from) => graph.target(href, from),
  };
  for (const node of graph.nodes) others.of(node);
  const [main] = types.keys();
  const own = graph.nodes.filter(({ file }) => file === main);
  checkFile(own, main!, whole);
  const offered = offeredBy(main!, graph, [...types.keys()]);
  const refused = refusals(graph.nodes, whole);
  const asked: Model = { graph, others, refused };
  const named = <T>(wanted: readonly GraphNode[], make: (node: GraphNode) => T): ReadonlyMap<string, T> =>
    new Map(wanted.map((node) => [node.name, make(node)]));
  return {
    name: main!.root.name ?? '',
    namespace: main!.namespace,
    inputs: inputsOf(graph, main!, others),
    decisions: named(
      offered.filter(({ kind }) => kind === 'decision'),
      (node) => decisionOf(node, asked),
    ),
    invocables: named(
      offered.filter(({ kind }) => kind === 'knowledge' || kind === 'service'),
      (node) => invocableOf(node, asked),
    ),
    problems: [...whole.all, ...graph.nodes.flatMap(({ problems }) => problems.all)],
  };
}

interface Model {
  readonly graph: RequirementGraph;
  readonly others: Others;
  readonly refused: ReadonlyMap<GraphNode, readonly ModelProblem[]>;
}

function checkFile(own: readonly GraphNode[], { root }: DmnFile, whole: Problems): void {
  if (!isFeel(root.expressionLanguage)) {
    const language = String(root.expressionLanguage);
    whole.add('language-is-not-feel', `The file's expressions are written in ${language}.`, 'Write them in FEEL.');
  }
  const seen = new Set<string>();
  for (const { name, problems } of own) {
    if (seen.has(name)) problems.add('name-is-there-twice', `The name “${name}” is used twice.`, 'Rename one of them.');
    seen.add(name);
  }
}

/** The problems of each element and of all that it needs. Requirements have no circles any more. */
function refusals(nodes: readonly GraphNode[], whole: Problems): ReadonlyMap<GraphNode, readonly ModelProblem[]> {
  const known = new Map<GraphNode, ReadonlySet<ModelProblem>>();
  const of = (node: GraphNode): ReadonlySet<ModelProblem> => {
    const before = known.get(node);
    if (before) return before;
    const all = new Set([...whole.all, ...node.problems.all, ...node.needs.flatMap((need) => [...of(need)])]);
    known.set(node, all);
    return all;
  };
  return new Map(nodes.map((node) => [node, [...of(node)]]));
}

/** The elements of a file, after those that it imports without a name, farthest first: the nearest of one name counts. */
function offeredBy(main: DmnFile, { nodes }: RequirementGraph, files: readonly DmnFile[]): readonly GraphNode[] {
  return asOne(main, files)
    .toReversed()
    .flatMap((one) => nodes.filter(({ file }) => file === one));
}

/** Inputs of the model by name, those of imported files by the import's name, a dot and theirs. */
function inputName({ name, file }: GraphNode, main: DmnFile): string {
  const prefix = file === main ? '' : (main.imports.get(file.namespace) ?? '');
  return prefix === '' ? name : `${prefix}.${name}`;
}

/** Whichever file it is from, and whatever the import is called. */
const fullName = ({ name, file }: GraphNode): string => `${file.namespace}#${name}`;

/** An input, and a decision that the model says nothing more of: its value comes from outside. */
const isGiven = ({ kind, element }: GraphNode): boolean =>
  kind === 'input' || (kind === 'decision' && element.decisionLogic === undefined);

const isValue = ({ kind }: GraphNode): boolean => kind === 'input' || kind === 'decision';

function namedInputs({ nodes }: RequirementGraph, main: DmnFile): readonly { input: GraphNode; name: string }[] {
  const inputs = nodes.filter(isGiven);
  const owned = inputs.filter(({ file }) => file === main).map(({ name }) => name);
  return inputs.flatMap((input) => {
    const name = inputName(input, main);
    // Those of files that are imported by and by have no prefix here: their own name says which, unless we have it too.
    return name === input.name || owned.includes(input.name)
      ? [{ input, name }]
      : [name, input.name].map((one) => ({ input, name: one }));
  });
}

function inputsOf(graph: RequirementGraph, main: DmnFile, others: Others): ReadonlyMap<string, FeelType> {
  return new Map(namedInputs(graph, main).map(({ input, name }) => [name, others.of(input).type]));
}

function decisionOf(node: GraphNode, { graph, others, refused }: Model): ModelDecision {
  const { run } = others.of(node);
  const exactly = graph.nodes.filter(isValue).map((input) => ({ input, name: fullName(input) }));
  // What is told with its namespace counts before what is told by name alone, and before what a decision works out.
  const named = [...namedInputs(graph, node.file), ...exactly];
  return {
    name: node.name,
    refused: refused.get(node) ?? [],
    run: (inputs, asked) => {
      const given = new Map(
        named.flatMap(({ input, name }) =>
          inputs.has(name) ? [[input, coerce(inputs.get(name)!, others.of(input).type)]] : [],
        ),
      );
      return bounded(asked, given, run);
    },
  };
}

function invocableOf(node: GraphNode, { others, refused }: Model): ModelInvocable {
  const { run } = others.of(node);
  const handed = node.kind === 'service' ? parametersOf(node, others) : [];
  const parameters =
    node.kind === 'service'
      ? handed.map((one) => nameFrom(node, one))
      : (node.element.encapsulatedLogic?.formalParameter ?? []).map(({ name }) => name ?? '');
  /** An imported parameter may go by its own name too, where no other parameter has that. */
  const namesOf = (name: string, index: number): readonly string[] => {
    const one = handed[index];
    if (!one) return [name];
    const own = variableName(one);
    return [fullName(one), name, ...(parameters.includes(own) ? [] : [own])];
  };
  return {
    name: node.name,
    parameters,
    outputs: node.kind === 'service' ? node.needs.map((need) => nameFrom(node, need)) : [],
    refused: refused.get(node) ?? [],
    run: (values, asked) =>
      bounded(asked, new Map(), (evaluation) => {
        const value = run(evaluation);
        return isKind(value, 'function')
          ? value.call(parameters.map((name, index) => firstOf(values, namesOf(name, index))))
          : null;
      }),
  };
}

function firstOf(values: ReadonlyMap<string, FeelValue>, names: readonly string[]): FeelValue {
  const name = names.find((one) => values.has(one));
  return name === undefined ? null : (values.get(name) ?? null);
}

/** Throws TooMuchWork alone: a computation that is too deep for the machine is too much work too. */
function bounded(asked: Asked, given: ReadonlyMap<GraphNode, FeelValue>, run: ReadNode['run']): FeelValue {
  const evaluation: Evaluation = {
    ...{ given, done: new Map(), notes: [] },
    budget: { steps: asked.steps },
    moment: asked.moment,
  };
  try {
    return run(evaluation);
  } catch (error) {
    throw error instanceof RangeError ? new TooMuchWork() : error;
  }
}
