import type { Value } from '../eligibility/index.js';

/** A mistake in a program, said so that its author can mend it. */
export interface Problem {
  /** Stable kebab-case name of the kind of mistake. */
  readonly code: string;
  /** `program.yaml`, `routes.yaml`, `labels.yaml`, `gate.dmn`, or `safety-gate@1/fragment.yaml`. */
  readonly document: string;
  /** Keys from the document's root; the last ones need not exist (a missing exit). In a letter's text: its line. */
  readonly path: readonly (string | number)[];
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
  /** Position in a decision table, where the document is one. */
  readonly line?: number;
  readonly row?: number;
  /** The column's label, and what stands there. */
  readonly column?: string;
  readonly text?: string;
  /** A person whom it concerns; questions that are not named may have any answer. */
  readonly example?: Readonly<Record<string, Value>>;
}

/** Where in the documents something is written. */
export interface Place {
  readonly document: string;
  readonly path: readonly (string | number)[];
}
export const at = (place: Place, ...more: (string | number)[]): Place => ({
  document: place.document,
  path: [...place.path, ...more],
});
export const inProgram = (...path: (string | number)[]): Place => ({ document: 'program.yaml', path });

export type Report = (code: string, place: Place, message: string, instead: string) => void;

/** A report that collects into a list, each problem once. */
export function collectInto(problems: Problem[]): Report {
  return (code, place, message, instead) => {
    const same = problems.some((each) => each.code === code && each.message === message && samePlace(each, place));
    if (!same) problems.push({ code, document: place.document, path: place.path, message, instead });
  };
}
const samePlace = (a: Place, b: Place) => a.document === b.document && a.path.join('/') === b.path.join('/');

/** What to write instead of a name that nobody declared: the nearest one, or all there are. */
export function instead(name: string, known: Iterable<string>, otherwise = 'declare it first'): string {
  const all = [...known];
  const near = nearest(name, all);
  if (near !== null) return `Did you mean "${near}"?`;
  if (all.length === 0) return `Nothing of this kind is declared here: ${otherwise}.`;
  return `Write ${oneOf(all)}, or ${otherwise}.`;
}

/** `"a", "b" or "c"`, cut short where there are many. */
export function oneOf(words: readonly string[]): string {
  const shown = words.slice(0, 12).map((word) => `"${word}"`);
  if (words.length > 12) return `one of ${shown.join(', ')} … (${words.length} in all)`;
  return shown.length < 2 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

/** The known name that a slip of the keys would turn into this one. */
export function nearest(name: string, known: readonly string[]): string | null {
  const plain = (word: string) => word.toLowerCase().replaceAll(/[_\s]/g, '-');
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const word of known) {
    const far = word.endsWith(`.${name}`) ? 0 : distance(plain(name), plain(word));
    if (far < least) [best, least] = [word, far];
  }
  return best;
}

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 6) return 99;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
