import type { Text, Value } from '../../eligibility/index.js';

/** A mistake in a program's files, at the place where an editor can open it. Line and column count from 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Stable kebab-case name of the kind of mistake. */
  readonly code: string;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
  /** In a decision table: its row (from 1), the label of its column, and what stands in the cell. */
  readonly row?: number;
  readonly cell?: string;
  readonly text?: string;
  /** Somebody whom it concerns. */
  readonly example?: Example;
}

/** Answers of a made-up person, and the same in words; a question that is not named may have any answer. */
export interface Example {
  readonly answers: Readonly<Record<string, Value>>;
  readonly said: Text;
}

/** One paragraph per problem: `program.yaml:12:5: message`, then what to write instead. */
export function formatProblems(problems: readonly FileProblem[]): string {
  return problems
    .map(
      ({ file, line, column, code, message, instead }) =>
        `${file}:${line}:${column}: ${message} (${code})\n  → ${instead}`,
    )
    .join('\n');
}

/** By file, then from top to bottom; one that says the same of the same place is left out. */
export function inOrder(problems: readonly FileProblem[]): FileProblem[] {
  const seen = new Set<string>();
  return problems
    .filter((each) => {
      const key = [each.file, each.line, each.column, each.code, each.message].join('|');
      return seen.has(key) ? false : seen.add(key);
    })
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
