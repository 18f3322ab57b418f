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
