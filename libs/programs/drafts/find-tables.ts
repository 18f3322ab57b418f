import type { DecisionTable } from '../../eligibility/index.js';
import { type Files, type Folder, includedIn, readFolder } from '../reading/read-folder.js';
import { type Sources, splitSources } from './sources.js';

/** The table that a decision is made by, as its file has it. */
export interface DraftTable {
  readonly decision: string;
  /** As the sources name it. */
  readonly file: string;
  /** `safety-gate@1` when it comes with a fragment that programs share. */
  readonly fragment: string | null;
  readonly table: DecisionTable;
}

/** The tables of all decisions that can be read, whatever else is wrong with the files; in the order of the decisions. */
export async function findTables(sources: Sources): Promise<readonly DraftTable[]> {
  const { files, fragments } = splitSources(sources);
  const own = await readFolder(onlyTables(files), 'program', '');
  const found = tablesOf(own, 'program', null, null);
  for (const [alias, name] of Object.entries(includedIn(own.trees.get('program')))) {
    const part = fragments[name];
    if (part) found.push(...tablesOf(await readFolder(onlyTables(part), 'fragment', ''), 'fragment', alias, name));
  }
  return found;
}

/** Without the words of the program, which are most of it. */
function onlyTables(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).filter(([name]) => /^(program|fragment)\.yaml$|\.(dmn|table\.yaml)$/.test(name)),
  );
}

function tablesOf(
  folder: Folder,
  main: 'program' | 'fragment',
  alias: string | null,
  fragment: string | null,
): DraftTable[] {
  return tableNames(folder.trees.get(main)).flatMap(([id, name]) => {
    const { file, wanted } = splitName(name);
    const tables = folder.tables[file] ?? [];
    const table = wanted === undefined ? onlyOne(tables) : tables.find((each) => isCalled(each, wanted));
    if (!table) return [];
    const decision = alias === null ? id : `${alias}.${id}`;
    return [{ decision, file: fragment === null ? file : `fragments/${fragment}/${file}`, fragment, table }];
  });
}

const onlyOne = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
export const isCalled = ({ id, name }: DecisionTable, wanted: string): boolean => id === wanted || name === wanted;

/** `file.dmn#decision` */
export function splitName(name: string): { readonly file: string; readonly wanted: string | undefined } {
  const at = name.indexOf('#');
  return at < 0 ? { file: name, wanted: undefined } : { file: name.slice(0, at), wanted: name.slice(at + 1) };
}

/** What each decision of a program's or fragment's document names as its table. */
export function tableNames(tree: unknown): readonly (readonly [decision: string, name: string])[] {
  const decisions = (tree as { decisions?: unknown } | null | undefined)?.decisions;
  if (typeof decisions !== 'object' || decisions === null) return [];
  return Object.entries(decisions as Record<string, { table?: unknown } | null>).flatMap(([id, decision]) =>
    typeof decision?.table === 'string' ? [[id, decision.table] as const] : [],
  );
}
