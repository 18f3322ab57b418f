import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const GUIDE = 'docs/writing-a-program.md';
export type Texts = Readonly<Record<string, string>>;

/** A code block of the guide. The words after its language, which readers do not see, say what it stands for. */
export interface Block {
  readonly anchor: string | null;
  readonly language: string;
  readonly text: string;
}
/** One edit of the walk-through: in `file`, `find` becomes `write`. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly write: string;
}
/** One line of the table of common mistakes. */
export interface Slip {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

export const readGuide = () => readFileSync(GUIDE, 'utf8');

export const filesIn = (folder: string): Texts =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** The fragments that the shipped programs may include. */
export const readFragments = (): Readonly<Record<string, Texts>> =>
  Object.fromEntries(
    readdirSync('config/fragments').map((name) => [name, filesIn(join('config/fragments', name))] as const),
  );

export function blocksOf(guide: string): readonly Block[] {
  const blocks = [...guide.matchAll(/^```(\w*)(?: (.+))?\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, language, anchor, text]) => ({
    anchor: anchor ?? null,
    language: language ?? '',
    text: text ?? '',
  }));
}

/** The edits between their `find` and `write` comments, literally as a reader copies them. */
export function editsOf(guide: string): readonly Edit[] {
  const blocks = blocksOf(guide);
  return blocks.flatMap(({ anchor, text }, index) => {
    const file = anchor?.match(/^find in (\S+)$/)?.[1];
    if (!file) return [];
    const next = blocks[index + 1];
    if (next?.anchor !== 'write instead') throw new Error(`The edit of ${file} does not say what to write instead.`);
    return [{ file, find: text, write: next.text }];
  });
}

/** A copy of the files with an edit in it. Throws when the lines to find are not there exactly once. */
export function applied(files: Texts, { file, find, write }: Edit): Texts {
  const parts = (files[file] ?? '').split(find);
  if (parts.length !== 2) throw new Error(`${file} has these lines ${parts.length - 1} times, not once:\n${find}`);
  return { ...files, [file]: parts.join(write) };
}

/** The lines between two comments of the guide. */
export function sectionOf(guide: string, name: string): string {
  const section = guide.split(`<!-- ${name} begins -->`)[1]?.split(`<!-- ${name} ends -->`)[0];
  if (section === undefined) throw new Error(`The guide has no section "${name}".`);
  return section.trim();
}

const code = (cell: string) => cell.trim().match(/^`+ ?(.*?) ?`+$/)?.[1] ?? '';

export function slipsOf(guide: string): readonly Slip[] {
  const rows = sectionOf(guide, 'mistakes')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows.map((row) => {
    const [, file = '', from = '', to = '', message = ''] = row.split('|');
    return { file: code(file), from: code(from), to: code(to), message: message.trim() };
  });
}

/** `good2talk/program.yaml: states` → what stands there. */
export function standsAt(place: string): unknown {
  const [file = '', path = ''] = place.split(': ');
  let tree = parse(readFileSync(join('config', file), 'utf8')) as unknown;
  for (const key of path.split('/').filter(Boolean)) tree = (tree as Record<string, unknown> | undefined)?.[key];
  return tree;
}
