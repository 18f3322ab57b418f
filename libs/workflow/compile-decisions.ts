import {
  type Decision,
  type Domain,
  type Finding,
  type TableProblem,
  choiceDecision,
  compileDecision,
} from '../eligibility/index.js';
import { type Place, type Problem, inProgram } from './problem.js';
import type { Program, Question } from './program.js';

export type CompiledDecisions =
  | { readonly ok: true; readonly decisions: Readonly<Record<string, Decision>> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The values that a question's answer can take, as tables see them. Money is in cents; phones, places and times are text. */
export function domainOf(question: Question): Domain {
  switch (question.type) {
    case 'choice':
    case 'multi':
      return { kind: question.type, values: question.choices.map((choice) => choice.value) };
    case 'boolean':
    case 'date':
      return { kind: question.type };
    case 'integer':
    case 'money':
      return {
        kind: 'number',
        step: question.step ?? 1,
        ...(question.type === 'money' && { min: 0 }),
        ...(question.min !== undefined && { min: question.min }),
        ...(question.max !== undefined && { max: question.max }),
      };
    default:
      return { kind: 'text' };
  }
}

/** Every decision of a program, ready to decide. Pure. */
export function compileDecisions(program: Program): CompiledDecisions {
  const domains = Object.fromEntries(
    Object.values(program.questions).map((question) => [question.id, domainOf(question)]),
  );
  const decisions: Record<string, Decision> = {};
  const problems: Problem[] = [];
  for (const definition of Object.values(program.decisions)) {
    if (definition.kind === 'answer') {
      decisions[definition.id] = choiceDecision(definition.id, definition.question, definition.outcomes);
      continue;
    }
    const compiled = compileDecision(definition.table, domains, { outcomes: definition.outcomes });
    if (compiled.ok) decisions[definition.id] = compiled.decision;
    else problems.push(...compiled.problems.map((problem) => tableProblem(program, definition.id, problem)));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, decisions };
}

/** A table's problem, at the DMN file that the decision names. */
export function tableProblem(
  program: Program,
  decision: string,
  problem: TableProblem & Pick<Finding, 'example'>,
): Problem {
  const { line, row, column, text, example } = problem;
  return {
    code: problem.code,
    document: tableDocument(program, decision),
    path: [],
    message: problem.message,
    instead: problem.instead,
    ...(line !== undefined && { line }),
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    ...(text !== undefined && { text }),
    ...(example && { example }),
  };
}

/** Where a decision's table is written, as `gate.dmn#gate` or `safety-gate@1/risk.dmn#risk`; the reader knows the file's name. */
function tableDocument(program: Program, decision: string): string {
  const { document, path } = decisionPlace(program, decision);
  return `${document}#${path.at(-1)}`;
}

/** Where a decision is declared: in the program, or in the fragment whose alias it carries. */
export function decisionPlace(program: Program, decision: string): Place {
  const [alias, name] = decision.includes('.') ? decision.split('.') : [null, decision];
  const fragment = alias === null ? undefined : program.fragments[alias ?? ''];
  if (fragment === undefined) return inProgram('decisions', decision);
  return { document: `${fragment}/fragment.yaml`, path: ['decisions', name ?? ''] };
}
