import type { Decision } from '../../eligibility/index.js';
import {
  type FragmentDocuments,
  type Problem,
  type Program,
  type ProgramDocuments,
  checkTables,
  compileDecisions,
  resolveProgram,
  validateProgram,
} from '../../workflow/index.js';
import { type FileProblem, inOrder } from './file-problem.js';
import { type Files, documentsOf, includedIn, readFolder, toFile } from './read-folder.js';
import { sayExample } from './say-example.js';

export type ReadProgram =
  | {
      readonly ok: true;
      readonly program: Program;
      readonly decisions: Readonly<Record<string, Decision>>;
      readonly warnings: readonly FileProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * A program's folder and the fragments it may include (`name@version` → files), checked from the letters up:
 * YAML, schema, names, tables, exits. Stops at the first layer with problems and tells all of that layer,
 * each with its file and line. Touches no disk.
 */
export async function readProgram(files: Files, fragments: Readonly<Record<string, Files>> = {}): Promise<ReadProgram> {
  const folder = await readFolder(files, 'program', '');
  const problems = [...folder.problems];
  const wanted = Object.values(includedIn(folder.trees.get('program')));
  const included: Record<string, FragmentDocuments> = {};
  for (const name of wanted) {
    const found = fragments[name];
    if (!found || included[name]) continue;
    const part = await readFolder(found, 'fragment', `${name}/`);
    problems.push(...part.problems);
    folder.yaml.push(...part.yaml);
    for (const [id, file] of part.tableFiles) folder.tableFiles.set(id, file);
    included[name] = documentsOf(part) as unknown as FragmentDocuments;
  }
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };
  const knownFragments = Object.keys(fragments);
  const documents = { ...documentsOf(folder), fragments: included, knownFragments } as unknown as ProgramDocuments;
  return finish(documents, (problem) => toFile(folder, problem));
}

async function finish(documents: ProgramDocuments, toFile: (problem: Problem) => FileProblem): Promise<ReadProgram> {
  const resolved = resolveProgram(documents);
  if (!resolved.ok) return { ok: false, problems: inOrder(resolved.problems.map(toFile)) };
  const { program } = resolved;
  const place = (problem: Problem): FileProblem => ({
    ...toFile(problem),
    ...(problem.example && { example: sayExample(program, problem.example) }),
  });
  const compiled = compileDecisions(program);
  const found = compiled.ok ? [] : compiled.problems;
  const problems = [...found, ...validateProgram(program, compiled.ok ? compiled.decisions : {})];
  if (!compiled.ok || problems.length > 0) return { ok: false, problems: inOrder(problems.map(place)) };
  const warnings = [...resolved.warnings, ...checkTables(program, compiled.decisions).warnings];
  return { ok: true, program, decisions: compiled.decisions, warnings: inOrder(warnings.map(place)) };
}
