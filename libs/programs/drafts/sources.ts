import type { Decision } from '../../eligibility/index.js';
import type { Program } from '../../workflow/index.js';
import { type FileProblem, type Files, readProgram } from '../reading/index.js';

/** File name → text, as on disk: what a person edits again later. Included fragments stand under `fragments/<name>@<version>/`. */
export type Sources = Files;

/** A program's own files, and those of the fragments that it includes. */
export function splitSources(sources: Sources): {
  readonly files: Files;
  readonly fragments: Readonly<Record<string, Files>>;
} {
  const files: Record<string, string> = {};
  const fragments: Record<string, Record<string, string>> = {};
  for (const [name, text] of Object.entries(sources)) {
    const [, fragment, file] = /^fragments\/([^/]+)\/(.+)$/.exec(name) ?? [];
    if (fragment === undefined || file === undefined) files[name] = text;
    else (fragments[fragment] ??= {})[file] = text;
  }
  return { files, fragments };
}

/** Always in the same order: the same files give the same SHA-256. */
export function writeSources(sources: Sources): string {
  return JSON.stringify(Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export interface CheckedSources {
  /** Null while there are faults. */
  readonly program: Program | null;
  /** Its decisions, ready to decide; none while there are faults. */
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly faults: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}

/** Reads, resolves and checks all of a draft, as at the start of the server. Files are named as in the sources. */
export async function checkSources(id: string, sources: Sources): Promise<CheckedSources> {
  const { files, fragments } = splitSources(sources);
  const read = await readProgram(files, fragments);
  if (!read.ok) return { program: null, decisions: {}, faults: read.problems.map(inSources), warnings: [] };
  const warnings = read.warnings.map(inSources);
  const { program, decisions } = read;
  if (program.id !== id) return { program: null, decisions: {}, faults: [otherProgram(id, program.id)], warnings };
  return { program, decisions, faults: [], warnings };
}

/** A problem in `safety-gate@1/risk.dmn` stands under `fragments/`. */
function inSources(problem: FileProblem): FileProblem {
  return /^[^/]+@[^/]+\//.test(problem.file) ? { ...problem, file: `fragments/${problem.file}` } : problem;
}

function otherProgram(id: string, written: string): FileProblem {
  return {
    file: 'program.yaml',
    line: 1,
    column: 1,
    code: 'other-name',
    message: `This is a draft of the program "${id}", and the file says "${written}".`,
    instead: `Write program: ${id}.`,
  };
}
