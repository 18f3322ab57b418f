import {
  type Decision,
  type Domain,
  type Finding,
  type TableProblem,
  choiceDecision,
  compileDecision,
  parameterIdsOf,
} from '../eligibility/index.js';
import { checkReadsNoRows } from './check-reads-no-rows.js';
import { checkParametersOf } from './check-parameters.js';
import { otherDecisionsOf } from './decisions-read.js';
import { orderDecisions } from './order-decisions.js';
import { type Place, type Problem, inProgram, oneOf } from './problem.js';
import type { Program, Question } from './program.js';
import { DATE_OF_OPENING } from './resolve-questions.js';

export type CompiledDecisions =
  | { readonly ok: true; readonly decisions: Readonly<Record<string, Decision>> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The values that a question's answer can take, as tables see them. Money is in cents; phones, places and times are text. */
export function domainOf(question: Question): Domain {
  switch (question.type) {
    case 'choice':
    case 'multi':
      return { kind: question.type, values: question.choices.map((choice) => choice.value) };
    case 'document':
      return { kind: 'choice', values: question.choices.map((choice) => choice.value) };
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
  const { order, rings } = orderDecisions(program);
  problems.push(...checkParametersOf(program, domains));
  for (const ring of rings) problems.push(ringProblem(program, ring));
  const faulty = problems.length > 0;
  for (const definition of order) {
    if (definition.kind === 'answer') {
      decisions[definition.id] = choiceDecision(definition.id, definition.question, definition.outcomes);
      continue;
    }
    const others = otherDecisionsOf(program, definition);
    const rows = checkReadsNoRows(program, definition);
    problems.push(...rows);
    // What is wrong with another decision, or with a parameter, is said of that one.
    const parameters = parameterIdsOf(definition.table);
    if (rows.length > 0 || others.some((id) => !decisions[id]) || (faulty && parameters.length > 0)) continue;
    const [first] = parameters;
    if (first !== undefined && definition.date === undefined) {
      problems.push(dateProblem(program, definition.id, first));
      continue;
    }
    const { outcomes, date } = definition;
    const options = {
      outcomes,
      ...(program.parameters && { parameters: program.parameters }),
      ...(date !== undefined && { date }),
      ...(others.length > 0 && { decisions: Object.fromEntries(others.map((id) => [id, decisions[id]!])) }),
    };
    const compiled = compileDecision(definition.table, domains, options);
    if (compiled.ok) decisions[definition.id] = compiled.decision;
    else problems.push(...compiled.problems.map((problem) => tableProblem(program, definition.id, problem)));
  }
  if (problems.length > 0) return { ok: false, problems };
  const inOrder = Object.keys(program.decisions).map((id) => [id, decisions[id]!] as const);
  return { ok: true, decisions: Object.fromEntries(inOrder) };
}

/** Whoever reads what changes with time says for which date. */
function dateProblem(program: Program, decision: string, parameter: string): Problem {
  const dates = Object.values(program.questions).filter(({ type }) => type === 'date');
  const named = dates.map(({ id }) => `date: ${id.split('.').at(-1)}`);
  return {
    code: 'decision-has-no-date',
    ...decisionPlace(program, decision),
    message: `The decision "${decision}" compares with "${parameter}", which changes with time, and does not say for which date it decides.`,
    instead:
      named.length > 0
        ? `Write ${oneOf(named)} beside its table.`
        : `Write date: received beside its table, and ${DATE_OF_OPENING}.`,
  };
}

/** At the column that closes the ring. */
function ringProblem(program: Program, ring: readonly string[]): Problem {
  const [first = '', next = first] = ring;
  const definition = program.decisions[first];
  const inputs = definition?.kind === 'table' ? definition.table.inputs : [];
  const { line, label } = inputs.find(({ question, compute }) => question === next && !compute) ?? {};
  const way = [...ring, first].map((id) => `"${id}"`).join(' reads ');
  return tableProblem(program, first, {
    code: 'decisions-read-each-other',
    message: `${way}: none of them could be made first.`,
    instead: 'Let one of them read questions alone.',
    ...(line !== undefined && { line }),
    ...(label && { column: label.en }),
  });
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
