import { type FileProblem, readProgram } from '../index.js';
import { fragments, lantern } from './lantern.js';

/** One slip of a person's hand: in `file`, `from` became `to`. The problem is said on the line that has `on`. */
export interface Mistake {
  readonly code: string;
  readonly file?: string;
  readonly from: string;
  readonly to: string;
  /** Text of the line where the problem must be shown; `to` when left out. */
  readonly on?: string;
  /** The file where it is shown, when that is another one. */
  readonly shownIn?: string;
  /** Part of what to write instead. */
  readonly instead: string;
  /** True: the mistake is one of many of its kind. Else it is told as one problem, without what follows from it. */
  readonly many?: true;
}

/** What the reader says of the small program with this one mistake in it. */
export async function problemsOf(mistake: Mistake): Promise<readonly FileProblem[]> {
  const file = mistake.file ?? 'program.yaml';
  const text = lantern[file] ?? '';
  if (!text.includes(mistake.from)) throw new Error(`${file} has no "${mistake.from}" to break`);
  const read = await readProgram({ ...lantern, [file]: text.replace(mistake.from, () => mistake.to) }, fragments);
  return read.ok ? [] : read.problems;
}

/** The line, from 1, where the problem has to be shown. */
export function lineOf(mistake: Mistake): number {
  const file = mistake.file ?? 'program.yaml';
  const shown = mistake.shownIn ?? file;
  const text = shown === file ? (lantern[file] ?? '').replace(mistake.from, () => mistake.to) : (lantern[shown] ?? '');
  return text.split('\n').findIndex((line) => line.includes(mistake.on ?? mistake.to)) + 1;
}

/** A name for the test of a mistake. */
export const titleOf = ({ code, from, to }: Mistake) => `${code}: ${to.trim().slice(0, 60) || `no ${from.trim()}`}`;
