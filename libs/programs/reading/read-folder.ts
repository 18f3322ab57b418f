import { createHash } from 'node:crypto';
import { type DecisionTable, type ReadProblem, readDecisionTables } from '../../eligibility/index.js';
import type { Problem } from '../../workflow/index.js';
import { type Shape, checkShape } from './check-shape.js';
import type { FileProblem } from './file-problem.js';
import { type YamlFile, locate, parseYaml } from './parse-yaml.js';
import { readYamlTable } from './read-yaml-table.js';

/** File name → its text: `program.yaml`, `labels.yaml`, `routes.yaml`, `*.dmn`, `*.table.yaml`, `letters/*.md`. Other files are left alone. */
export type Files = Readonly<Record<string, string>>;

export interface Folder {
  readonly prefix: string;
  readonly yaml: YamlFile[];
  readonly trees: Map<Shape, unknown>;
  readonly tables: Record<string, readonly DecisionTable[]>;
  /** Texts of letters: `letters/decision.en.md`. */
  readonly letterTexts: Record<string, string>;
  /** `fragment.yaml#decision` or `program.yaml#decision` is found in this file of tables. */
  readonly tableFiles: Map<string, string>;
  readonly problems: FileProblem[];
}

const emptyFolder = (prefix: string): Folder => ({
  prefix,
  yaml: [],
  trees: new Map(),
  tables: {},
  letterTexts: {},
  tableFiles: new Map(),
  problems: [],
});

export async function readFolder(files: Files, main: 'program' | 'fragment', prefix: string): Promise<Folder> {
  const folder = emptyFolder(prefix);
  const shapes: readonly Shape[] = main === 'program' ? ['program', 'labels', 'routes'] : ['fragment', 'labels'];
  for (const shape of shapes) readYaml(folder, `${prefix}${shape}.yaml`, shape, files[`${shape}.yaml`]);
  if (files[`${main}.yaml`] === undefined) {
    const message = `There is no file ${main}.yaml.`;
    const instead = `Write ${main}.yaml in this folder.`;
    folder.problems.push({
      file: `${prefix}${main}.yaml`,
      line: 1,
      column: 1,
      code: 'file-is-missing',
      message,
      instead,
    });
  }
  const parameters = parametersIn(folder.trees.get(main));
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.dmn')) await readTables(folder, name, text, parameters);
    if (name.endsWith('.table.yaml')) await readYamlTables(folder, name, text, parameters);
    if (isLetterText(name) && main === 'program') folder.letterTexts[name] = text;
  }
  nameTableFiles(folder, `${prefix}${main}.yaml`, folder.trees.get(main));
  return folder;
}

/** One file of a program by itself: what can be said of it without the others. */
export async function readOneFile(name: string, text: string): Promise<Pick<Folder, 'tables' | 'problems'>> {
  const folder = emptyFolder('');
  const shape = (['program', 'labels', 'routes'] as const).find((each) => name === `${each}.yaml`);
  if (shape) readYaml(folder, name, shape, text);
  else if (name.endsWith('.dmn')) await readTables(folder, name, text, []);
  else if (name.endsWith('.table.yaml')) await readYamlTables(folder, name, text, []);
  else if (!isLetterText(name)) folder.problems.push(...parseYaml(name, text).problems);
  return folder;
}

function readYaml(folder: Folder, name: string, shape: Shape, text: string | undefined): void {
  if (text === undefined) return;
  const { file, problems } = parseYaml(name, text);
  folder.problems.push(...problems);
  if (!file) return;
  folder.problems.push(...checkShape(file, shape));
  folder.yaml.push(file);
  folder.trees.set(shape, file.tree);
}

async function readTables(folder: Folder, name: string, text: string, parameters: readonly string[]): Promise<void> {
  const at = { file: `${folder.prefix}${name}`, version: versionOf(text), parameters };
  const read = await readDecisionTables(text, at);
  if (read.ok) folder.tables[name] = read.tables;
  else folder.problems.push(...read.problems.map(fileProblem));
}

async function readYamlTables(
  folder: Folder,
  name: string,
  text: string,
  parameters: readonly string[],
): Promise<void> {
  const { file, problems } = parseYaml(`${folder.prefix}${name}`, text);
  const misshapen = file ? checkShape(file, 'table') : [];
  folder.problems.push(...problems, ...misshapen);
  if (!file || misshapen.length > 0) return;
  const read = await readYamlTable(file, versionOf(text), parameters);
  if (read.ok) folder.tables[name] = read.tables;
  else folder.problems.push(...('mistakes' in read ? read.mistakes : read.problems.map(fileProblem)));
}

/** The names that cells of this folder's tables may compare with. */
function parametersIn(tree: unknown): readonly string[] {
  const written = (tree as { parameters?: unknown } | undefined)?.parameters;
  return typeof written === 'object' && written !== null ? Object.keys(written) : [];
}

export const versionOf = (text: string) => createHash('sha256').update(text).digest('hex');

export function fileProblem({ file, line, code, message, instead, row, column, text }: ReadProblem): FileProblem {
  const where = [...(row === undefined ? [] : [`row ${row}`]), ...(column === undefined ? [] : [`column ${column}`])];
  const said = where.length > 0 && !message.includes(`ow ${row}`) ? `${message} (${where.join(', ')})` : message;
  return { file, line: line ?? 1, column: 1, code, message: said, instead, ...inTable({ row, column, text }) };
}

function inTable({ row, column, text }: Pick<ReadProblem, 'row' | 'column' | 'text'>): Partial<FileProblem> {
  return {
    ...(row !== undefined && { row }),
    ...(column !== undefined && { cell: column }),
    ...(text !== undefined && { text }),
  };
}

/** Remembers which table file each decision is written in, for problems that are found later. */
function nameTableFiles(folder: Folder, document: string, tree: unknown): void {
  const decisions = (tree as { decisions?: Record<string, { table?: unknown }> } | undefined)?.decisions;
  if (typeof decisions !== 'object' || decisions === null) return;
  for (const [id, decision] of Object.entries(decisions)) {
    if (typeof decision?.table !== 'string') continue;
    folder.tableFiles.set(`${document}#${id}`, `${folder.prefix}${decision.table.split('#')[0]}`);
  }
}

/** `letters/<letter>.<language>.md` beside program.yaml. */
export const isLetterText = (name: string): boolean => /^letters\/[^/]+\.md$/.test(name);

export function includedIn(tree: unknown): Readonly<Record<string, string>> {
  const include = (tree as { include?: Record<string, unknown> } | undefined)?.include;
  if (typeof include !== 'object' || include === null) return {};
  return Object.fromEntries(
    Object.entries(include).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

export function documentsOf(folder: Folder): Record<string, unknown> {
  return { ...Object.fromEntries(folder.trees), tables: folder.tables, letterTexts: folder.letterTexts };
}

/** Where in the files a problem of the program stands. */
export function toFile(folder: Folder, problem: Problem): FileProblem {
  const { document, path, code, message, instead } = problem;
  const said = { code, message, instead, ...inTable(problem) };
  const table = folder.tableFiles.get(document);
  if (table !== undefined) {
    const row = problem.row === undefined || message.includes(`ow ${problem.row}`) ? '' : ` (row ${problem.row})`;
    return { file: table, line: problem.line ?? 1, column: 1, ...said, message: `${message}${row}` };
  }
  const file = folder.yaml.find((each) => each.name === document);
  const [line] = path;
  const there = file ? locate(file, path) : { line: typeof line === 'number' ? line : 1, column: 1 };
  return { file: document, ...there, ...said };
}
