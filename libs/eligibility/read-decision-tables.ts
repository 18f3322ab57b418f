import type { ModdleElement } from 'dmn-moddle';
import { isFeel } from './feel-language.js';
import { mostRows } from './limits.js';
import type { DecisionTable } from './table.js';
import type { TableProblem } from './types.js';
import { outline, withoutComments } from './xml-outline.js';

/** Tags of a file of which every part that cannot be read is told. */
const mostTold = 2_000;
/** Characters of one file: what is larger is refused before it is parsed. */
export const largestFile = 2_000_000;

export interface ReadProblem extends TableProblem {
  readonly file: string;
}

export type ReadTables =
  { readonly ok: true; readonly tables: DecisionTable[] } | { readonly ok: false; readonly problems: ReadProblem[] };

export interface ReadAt {
  readonly file: string;
  /** The file's SHA-256 (hex), worked out by the caller. */
  readonly version: string;
  /** Ids of the parameters that cells may compare with, as `income_limit` or `income_limit(household_size)`. */
  readonly parameters?: readonly string[];
}

/**
 * The decision tables of a DMN file (1.2 to 1.5), as plain data. Pure. Everything outside the subset is refused, with
 * its line, row, column and what works instead.
 */
export async function readDecisionTables(xml: string, at: ReadAt): Promise<ReadTables> {
  const refused = (problems: readonly TableProblem[]): ReadTables => ({
    ok: false,
    problems: problems.map((problem) => ({ ...problem, file: at.file })),
  });
  const outOfBounds = checkBounds(xml);
  if (outOfBounds) return refused([outOfBounds]);
  const parsed = await parse(xml);
  if ('problems' in parsed) return refused(parsed.problems);
  const { root } = parsed;
  // The FEEL parser is loaded with the first table that is read: evaluating needs none, so a browser never gets it.
  const { readTable } = await import('./read-table.js');
  const lines = outline(xml);
  const decisions = (root.drgElement ?? []).filter((element) => element.$type === 'dmn:Decision');
  const read = decisions.map((decision, index) => readTable(decision, lines[index], at));
  const problems = [...checkElements(root, decisions), ...read.flatMap((one) => (one.ok ? [] : one.problems))];
  if (problems.length > 0) return refused(problems);
  return { ok: true, tables: read.flatMap((one) => (one.ok ? [one.table] : [])) };
}

function checkBounds(xml: string): TableProblem | null {
  if (xml.length > largestFile) {
    return {
      code: 'file-is-too-large',
      message: `The file has ${xml.length} characters; ${largestFile} is the most.`,
      instead: 'Split the tables into several files.',
    };
  }
  const visible = withoutComments(xml);
  const doctype = /<!(DOCTYPE|ENTITY)/i.exec(visible);
  if (doctype) {
    return {
      code: 'doctype-is-not-allowed',
      message: 'The file declares a document type or entities.',
      instead: 'Remove the <!DOCTYPE …> lines; DMN needs none.',
      line: lineAt(xml, doctype.index),
    };
  }
  const rows = visible.match(/<(?:[\w.-]+:)?rule(?=[\s/>])/g)?.length ?? 0;
  if (rows <= mostRows) return null;
  return {
    code: 'too-many-rows',
    message: `The file has ${rows} rows; ${mostRows} is the most.`,
    instead: 'Split the table, or group rows that give the same outcome.',
  };
}

/** dmn-moddle reads DMN 1.3: the other versions have the same elements under another namespace. */
async function parse(xml: string): Promise<{ root: ModdleElement } | { problems: TableProblem[] }> {
  const asDmn13 = xml.replace(
    /(xmlns(?::[\w.-]+)?\s*=\s*["']https?:\/\/www\.omg\.org\/spec\/DMN\/)(?:20180521|20211108|20230324)(\/(?:MODEL|DMNDI|FEEL)\/?["'])/g,
    '$120191111$2',
  );
  const { DmnModdle } = await import('dmn-moddle');
  try {
    // The parser takes long over each part that it does not know: of a large file the first is told alone.
    const lax = (xml.match(/</g)?.length ?? 0) <= mostTold;
    const { rootElement, warnings } = await DmnModdle().fromXML(asDmn13, { lax });
    if (rootElement.$type !== 'dmn:Definitions')
      return { problems: [notDmn(warnings[0]?.message ?? rootElement.$type)] };
    // What the parser leaves out, with a warning alone, would be a table that says less than its file.
    return warnings.length > 0 ? { problems: warnings.slice(0, 200).map(leftOut) } : { root: rootElement };
  } catch (error) {
    return { problems: [notDmn(error instanceof Error ? error.message : String(error))] };
  }
}

function notDmn(message: string): TableProblem {
  return {
    code: 'file-is-not-dmn',
    message: `The file cannot be read as DMN: ${message.split('\n')[0] ?? ''}`,
    instead: 'Save it as DMN 1.3, 1.4 or 1.5 (XML) in your modeller.',
    ...lineIn(message),
  };
}

function leftOut({ message }: { readonly message: string }): TableProblem {
  const [, id] = /duplicate ID <([^>]*)>/.exec(message) ?? [];
  if (id !== undefined) {
    return {
      code: 'id-is-there-twice',
      message: `The id “${id}” is used twice.`,
      instead: 'Give each part its own id.',
      text: id,
      ...lineIn(message),
    };
  }
  return {
    code: 'part-cannot-be-read',
    message: `A part of the file cannot be read: ${message.split('\n')[0] ?? ''}`,
    instead: 'Remove it, or save the file again in a DMN modeller.',
    ...lineIn(message),
  };
}

/** The parser counts lines from 0. */
function lineIn(message: string): { line?: number } {
  const [, line] = /line: (\d+)/.exec(message) ?? [];
  return line === undefined ? {} : { line: Number(line) + 1 };
}

function checkElements(root: ModdleElement, decisions: readonly ModdleElement[]): TableProblem[] {
  const problems: TableProblem[] = [];
  for (const element of root.drgElement ?? []) {
    if (element.$type !== 'dmn:BusinessKnowledgeModel' && element.$type !== 'dmn:DecisionService') continue;
    problems.push({
      code: 'element-is-not-in-the-subset',
      message: `“${element.name ?? element.id ?? ''}” is a ${element.$type.replace('dmn:', '')}, which is not read yet.`,
      instead: 'Write one decision table for each decision.',
    });
  }
  if (!isFeel(root.expressionLanguage)) {
    problems.push({
      code: 'language-is-not-feel',
      message: `The file's expressions are written in ${String(root.expressionLanguage)}.`,
      instead: 'Write them in FEEL.',
    });
  }
  if (decisions.length === 0) {
    problems.push({
      code: 'no-decision-table',
      message: 'The file has no decision table.',
      instead: 'Add a <decision> with a <decisionTable>.',
    });
  }
  return problems;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
