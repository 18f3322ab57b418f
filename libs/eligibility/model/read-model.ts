import type { FeelType } from '../values/type.js';
import { elementLines } from './element-lines.js';
import type { DmnModel, ModelProblem } from './dmn-model.js';
import { nameOf, type DmnElement } from './element.js';
import { ItemDefinitions } from './item-definitions.js';
import type { Language } from './language.js';
import { parseDmn, type LeftOut } from './parse-dmn.js';
import { Problems } from './problems.js';
import { asOne, RequirementGraph, type DmnFile } from './requirement-graph.js';
import { runnable } from './run-model.js';

export interface ReadOptions {
  /** Files that it may import. */
  readonly others?: readonly string[];
  /**
   * Calls with the wrong arguments and dates that are none are null, and a type that nobody declares is any, as the
   * standard has it; else they are refused.
   */
  readonly lenient?: boolean;
}

/**
 * A DMN model (1.2 to 1.5): decisions that read decisions, knowledge models, services. Pure. What cannot be read is refused
 * for the decisions that need it; the others run.
 */
export async function readModel(xml: string, { others = [], lenient = false }: ReadOptions = {}): Promise<DmnModel> {
  const whole = new Problems(null, undefined);
  const [main, ...rest] = await Promise.all([xml, ...others].map(parseFile));
  if (!main?.ok) return { ...empty, problems: main ? [main.problem] : [] };
  const files = imported(
    main.file,
    rest.flatMap((one) => (one.ok ? [one.file] : [])),
  );
  const graph = new RequirementGraph(files);
  tellLeftOut(main.leftOut, main.file, graph, whole);
  const language: Language = await import('./feel-language.js');
  return runnable(graph, { types: typesOf(files, language, lenient), language, lenient }, whole);
}

const empty: Omit<DmnModel, 'problems'> = {
  name: '',
  namespace: '',
  inputs: new Map(),
  decisions: new Map(),
  invocables: new Map(),
};

type Parsed =
  | { readonly ok: true; readonly file: DmnFile; readonly leftOut: readonly LeftOut[] }
  | { readonly ok: false; readonly problem: ModelProblem };

async function parseFile(xml: string): Promise<Parsed> {
  const parsed = await parseDmn(xml);
  if (!parsed.ok) return parsed;
  const { root } = parsed;
  const imports = new Map((root.import ?? []).map((one) => [one.namespace ?? '', nameOf(one)]));
  const leftOut = parsed.leftOut.filter(({ line }) => line === null || line < drawingStarts(xml));
  return { ok: true, file: { namespace: root.namespace ?? '', root, lines: elementLines(xml), imports }, leftOut };
}

/** What cannot be read of a drawing changes no decision. */
function drawingStarts(xml: string): number {
  const at = xml.search(/<(?:[\w.-]+:)?DMNDI[\s>]/);
  return at === -1 ? Infinity : xml.slice(0, at).split('\n').length;
}

/** The model, and what it imports, by and by. */
function imported(main: DmnFile, others: readonly DmnFile[]): readonly DmnFile[] {
  const files = [main];
  for (const file of files) {
    const wanted = others.filter((other) => file.imports.has(other.namespace) && !files.includes(other));
    files.push(
      ...wanted.filter((other, index) => wanted.findIndex((one) => one.namespace === other.namespace) === index),
    );
  }
  return files;
}

function typesOf(
  files: readonly DmnFile[],
  language: Language,
  lenient: boolean,
): ReadonlyMap<DmnFile, ItemDefinitions> {
  const types = new Map<DmnFile, ItemDefinitions>();
  const elsewhere = (from: DmnFile, name: string, problems: Problems): FeelType | null => {
    const named = files.filter((file) => name.startsWith(`${from.imports.get(file.namespace) || ' '}.`));
    const prefixed = named.map(
      (file) => [file, name.slice(1 + (from.imports.get(file.namespace) ?? '').length)] as const,
    );
    const places = [...asOne(from, files).map((file) => [file, name] as const), ...prefixed];
    for (const [file, own] of places) {
      const found = file === from ? null : types.get(file)?.own(own, problems);
      if (found) return found;
    }
    return null;
  };
  for (const file of files) {
    const definitions: readonly DmnElement[] = file.root.itemDefinition ?? [];
    types.set(
      file,
      new ItemDefinitions(definitions, language, lenient, (name, problems) => elsewhere(file, name, problems)),
    );
  }
  return types;
}

/** What the parser leaves out would be a model that says less than its file. */
function tellLeftOut(leftOut: readonly LeftOut[], file: DmnFile, graph: RequirementGraph, whole: Problems): void {
  for (const { message, line } of leftOut) {
    const index = line === null ? -1 : file.lines.findIndex(({ first, last }) => first <= line && line <= last);
    const element = file.root.drgElement?.[index];
    const problems = graph.nodes.find((node) => node.element === element)?.problems ?? whole;
    problems.add(
      'part-cannot-be-read',
      `A part of the file cannot be read: ${message}`,
      'Remove it, or save the file again in a DMN modeller.',
    );
  }
}
