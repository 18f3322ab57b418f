import type { FileProblem } from '../reading/index.js';
import { readOneFile } from '../reading/read-folder.js';
import type { Sources } from './sources.js';

export type FileReplaced =
  | { readonly ok: true; readonly sources: Sources }
  | { readonly ok: false; readonly reason: 'file-cannot-be-read'; readonly problems: readonly FileProblem[] }
  | { readonly ok: false; readonly reason: 'file-name-does-not-fit' | 'file-is-shared' | 'draft-is-too-large' };

const mostFiles = 60;
const mostCharacters = 8_000_000;

/** Nothing that could lead anywhere else, though these files are never on a disk. */
const ownName = /^([A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\.(yaml|dmn)|letters\/[a-z0-9_-]+\.[A-Za-z-]+\.md)$/;

/** Puts a file of a program's own in, or in the place of the one of that name. What fragments bring is not one program's. */
export async function replaceFile(sources: Sources, name: string, text: string): Promise<FileReplaced> {
  if (name.startsWith('fragments/')) return { ok: false, reason: 'file-is-shared' };
  if (name.length > 100 || !ownName.test(name)) return { ok: false, reason: 'file-name-does-not-fit' };
  const { problems } = await readOneFile(name, text);
  if (problems.length > 0) return { ok: false, reason: 'file-cannot-be-read', problems };
  const next = { ...sources, [name]: text };
  return isTooLarge(next) ? { ok: false, reason: 'draft-is-too-large' } : { ok: true, sources: next };
}

export function isTooLarge(sources: Sources): boolean {
  const texts = Object.values(sources);
  return texts.length > mostFiles || texts.reduce((sum, text) => sum + text.length, 0) > mostCharacters;
}
