import { isDeepStrictEqual } from 'node:util';
import { isScalar } from 'yaml';
import type { FileProblem } from '../reading/index.js';
import { parseYaml } from '../reading/parse-yaml.js';
import { readOneFile } from '../reading/read-folder.js';
import { isCalled, splitName, tableNames } from './find-tables.js';
import { isTooLarge } from './replace-file.js';
import type { Sources } from './sources.js';

export type Replaced =
  | { readonly ok: true; readonly sources: Sources; readonly file: string }
  /** The file cannot be read: the mistakes that were found in it. */
  | { readonly ok: false; readonly reason: 'file-cannot-be-read'; readonly problems: readonly FileProblem[] }
  | { readonly ok: false; readonly reason: 'decision-is-unknown' | 'draft-is-too-large' };

const endings = { dmn: '.dmn', yaml: '.table.yaml' } as const;
export type TableForm = keyof typeof endings;

/**
 * Puts another table in the place of a decision's. A file that this decision alone used is replaced, under another name when
 * it is of the other form; a file that others use stays for them. Of program.yaml nothing changes but the table's name.
 */
export async function replaceTable(
  sources: Sources,
  decision: string,
  form: TableForm,
  text: string,
): Promise<Replaced> {
  const program = sources['program.yaml'] ?? '';
  const names = tableNames(parseYaml('program.yaml', program).file?.tree);
  const old = names.find(([id]) => id === decision)?.[1];
  if (old === undefined) return { ok: false, reason: 'decision-is-unknown' };
  const { file: oldFile, wanted } = splitName(old);
  const isShared = names.some(([id, name]) => id !== decision && splitName(name).file === oldFile);
  const file = isShared ? freeName(sources, decision, form) : newName(sources, oldFile, form);
  const { tables, problems } = await readOneFile(file, text);
  const all = tables[file] ?? [];
  if (problems.length > 0) return { ok: false, reason: 'file-cannot-be-read', problems };
  const table =
    all.length === 1 ? all[0] : all.find((each) => isCalled(each, decision) || isCalled(each, wanted ?? ''));
  if (!table) {
    const unclear = whichOne(
      file,
      decision,
      all.map(({ id }) => id),
    );
    return { ok: false, reason: 'file-cannot-be-read', problems: [unclear] };
  }
  const name = all.length === 1 ? file : `${file}#${table.id}`;
  const keeps = file === oldFile && (wanted === undefined ? all.length === 1 : isCalled(table, wanted));
  const { [oldFile]: replaced, ...others } = sources;
  const kept = isShared && replaced !== undefined ? { ...others, [oldFile]: replaced } : others;
  const named = keeps ? program : nameTable(program, decision, name);
  const next = { ...kept, [file]: text, 'program.yaml': named };
  return isTooLarge(next) ? { ok: false, reason: 'draft-is-too-large' } : { ok: true, file, sources: next };
}

/** The same name, but for its ending. */
function newName(sources: Sources, oldFile: string, form: TableForm): string {
  if (oldFile.endsWith(endings[form])) return oldFile;
  return freeName(sources, oldFile.replace(/\.(dmn|table\.yaml)$/, ''), form);
}

function freeName(sources: Sources, stem: string, form: TableForm): string {
  for (let count = 1; ; count++) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}${endings[form]}`;
    if (!Object.hasOwn(sources, name)) return name;
  }
}

function whichOne(file: string, decision: string, ids: readonly string[]): FileProblem {
  return {
    file,
    line: 1,
    column: 1,
    code: 'table-is-unclear',
    message: `The file holds ${ids.length} decisions (${ids.slice(0, 10).join(', ')}), and none is called "${decision}".`,
    instead: `Give one of them the id "${decision}", or send a file with one decision alone.`,
  };
}

/** Byte for byte the same, but for the name of this decision's table. */
function nameTable(program: string, decision: string, name: string): string {
  const before = parseYaml('program.yaml', program).file;
  const node: unknown = before?.document.getIn(['decisions', decision, 'table'], true);
  if (!before || !isScalar(node) || !node.range) throw new Error(`program.yaml has no table for ${decision}.`);
  const written = /^[\w.-]+(#[\w.-]+)?$/.test(name) ? name : JSON.stringify(name);
  const text = program.slice(0, node.range[0]) + written + program.slice(node.range[1]);
  const wanted = JSON.parse(JSON.stringify(before.tree)) as { decisions: Record<string, { table: string }> };
  wanted.decisions[decision]!.table = name;
  const after = parseYaml('program.yaml', text).file?.tree;
  if (!isDeepStrictEqual(after, wanted))
    throw new Error(`The table of ${decision} could not be named in program.yaml.`);
  return text;
}
