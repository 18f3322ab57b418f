import { mostRows } from '../limits.js';
import { largestFile } from '../read-decision-tables.js';
import { withoutComments } from '../xml-outline.js';
import type { ModelProblem } from './dmn-model.js';
import type { DmnElement } from './element.js';
import { withUniqueIds } from './unique-ids.js';

/** What the parser left out, and where: what is left out of an element is a reason not to run it. */
export interface LeftOut {
  readonly message: string;
  readonly line: number | null;
}

export type ParsedDmn =
  | { readonly ok: true; readonly root: DmnElement; readonly leftOut: readonly LeftOut[] }
  | { readonly ok: false; readonly problem: ModelProblem };

/** A DMN file (1.2 to 1.5) as elements. Too large, or no DMN: refused before any of it is read. */
export async function parseDmn(xml: string): Promise<ParsedDmn> {
  const outOfBounds = checkBounds(xml);
  if (outOfBounds) return { ok: false, problem: outOfBounds };
  try {
    const { rootElement, warnings } = await (await dmn15()).fromXML(withUniqueIds(asDmn13(xml)));
    if (rootElement.$type !== 'dmn:Definitions')
      return { ok: false, problem: notDmn(warnings[0]?.message ?? rootElement.$type) };
    const told = warnings.filter(({ element }) => !isOfDrawing(element));
    return { ok: true, root: rootElement, leftOut: told.map(({ message }) => leftOut(message)) };
  } catch (error) {
    return { ok: false, problem: notDmn(error instanceof Error ? error.message : String(error)) };
  }
}

/** No decision needs what the drawing says: a shape of an imported element, an attribute that only newer versions have. */
const isOfDrawing = (element: Warning['element']): boolean => /^(dmndi|di|dc):/.test(element?.$type ?? '');

/** dmn-moddle knows DMN 1.3: 1.1 and the other versions have the same elements, and a few more, under another namespace. */
function asDmn13(xml: string): string {
  const named = xml.replaceAll(
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'https://www.omg.org/spec/DMN/20191111/MODEL/',
  );
  return named.replace(
    /(xmlns(?::[\w.-]+)?\s*=\s*["'])https?(:\/\/www\.omg\.org\/spec\/DMN\/)(?:20180521|20191111|20211108|20230324)(\/(?:MODEL|DMNDI|FEEL)\/?["'])/g,
    '$1https$220191111$3',
  );
}

interface Warning {
  readonly message: string;
  /** What has the attribute that is not known, or the reference that leads nowhere. */
  readonly element?: { readonly $type: string };
}
type Moddle = {
  fromXML: (xml: string) => Promise<{ rootElement: DmnElement; warnings: readonly Warning[] }>;
};
interface Descriptor {
  readonly prefix: string;
  readonly types: { name: string; superClass?: string[]; properties: object[] }[];
}

/** The elements that DMN 1.4 and 1.5 add, for a parser that knows 1.3. */
export async function dmn15(): Promise<Moddle> {
  const module = (await import('dmn-moddle')) as unknown as {
    DmnModdle: (packages?: object) => Moddle & { getPackages: () => readonly Descriptor[] };
  };
  const known = module
    .DmnModdle()
    .getPackages()
    .find(({ prefix }) => prefix === 'dmn');
  const dmn = structuredClone(known) as Descriptor;
  const child = (name: string): object => ({ name, type: 'ChildExpression', xml: { serialize: 'property' } });
  const iterator = { name: 'iteratorVariable', isAttr: true, type: 'String' };
  const boxed = (name: string, properties: object[]): void =>
    void dmn.types.push({ name, superClass: ['Expression'], properties });
  dmn.types.push({
    name: 'ChildExpression',
    superClass: ['DMNElement'],
    properties: [
      { name: 'typeRef', isAttr: true, type: 'String' },
      { name: 'value', type: 'Expression' },
    ],
  });
  boxed('Conditional', [child('if'), child('then'), child('else')]);
  boxed('Filter', [child('in'), child('match')]);
  boxed('For', [iterator, child('in'), child('return')]);
  boxed('Some', [iterator, child('in'), child('satisfies')]);
  boxed('Every', [iterator, child('in'), child('satisfies')]);
  dmn.types
    .find(({ name }) => name === 'ItemDefinition')
    ?.properties.push({ name: 'typeConstraint', type: 'UnaryTests', xml: { serialize: 'property' } });
  return module.DmnModdle({ dmn });
}

function checkBounds(xml: string): ModelProblem | null {
  const problem = (code: string, message: string, instead: string): ModelProblem => ({
    ...{ code, message, instead, from: 0, to: 0, element: null, text: null },
  });
  if (xml.length > largestFile)
    return problem(
      'file-is-too-large',
      `The file has ${xml.length} characters; ${largestFile} is the most.`,
      'Split the model into several files.',
    );
  const visible = withoutComments(xml);
  if (/<!(DOCTYPE|ENTITY)/i.test(visible))
    return problem(
      'doctype-is-not-allowed',
      'The file declares a document type or entities.',
      'Remove the <!DOCTYPE …> lines; DMN needs none.',
    );
  const rows = visible.match(/<(?:[\w.-]+:)?rule(?=[\s/>])/g)?.length ?? 0;
  if (rows <= mostRows) return null;
  return problem(
    'too-many-rows',
    `The file has ${rows} rows; ${mostRows} is the most.`,
    'Split the tables, or group rows that give the same outcome.',
  );
}

function notDmn(message: string): ModelProblem {
  const { line } = leftOut(message);
  return {
    code: 'file-is-not-dmn',
    message: `The file cannot be read as DMN: ${message.split('\n')[0] ?? ''}`,
    instead: 'Save it as DMN 1.3, 1.4 or 1.5 (XML) in your modeller.',
    ...{ from: 0, to: 0, element: null, text: null },
    ...(line === null ? {} : { line }),
  };
}

/** The parser counts lines from 0. */
function leftOut(message: string): LeftOut {
  const [, line] = /line: (\d+)/.exec(message) ?? [];
  return { message: message.split('\n')[0] ?? '', line: line === undefined ? null : Number(line) + 1 };
}
