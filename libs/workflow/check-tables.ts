import { type Decision, type Finding, checkDecision } from '../eligibility/index.js';
import { decisionPlace, tableProblem } from './compile-decisions.js';
import { isOfCase } from './compute.js';
import { type Problem, at } from './problem.js';
import type { Program } from './program.js';

export interface TableFindings {
  readonly faults: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What a slip in one cell brings with it: a word that is no value of the column leaves a gap, a dead row, an unused outcome. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  'constant-outside-domain': ['gap', 'overlap', 'row-never-fires'],
  'outcome-is-not-declared': ['outcome-is-never-given'],
  gap: ['overlap'],
};

function withoutDerived(findings: readonly Finding[]): readonly Finding[] {
  const derived = findings.flatMap(({ code }) => DERIVED[code] ?? []);
  return findings.filter(({ code }) => !derived.includes(code));
}

/** Gaps, overlaps, rows that never fire and the like in each table of a program, at its DMN file. */
export function checkTables(program: Program, decisions: Readonly<Record<string, Decision>>): TableFindings {
  const faults: Problem[] = [];
  const warnings: Problem[] = [];
  for (const definition of Object.values(program.decisions)) {
    const { id, kind } = definition;
    const decision = decisions[id];
    if (kind === 'answer' || !decision) continue;
    const isForOpening = definition.date !== undefined && isOfCase(program.questions[definition.date]);
    for (const finding of withoutDerived(checkDecision(decision))) {
      // No case is opened before its program is written.
      if (finding.code === 'parameter-is-not-known' && isForOpening) continue;
      if (finding.code === 'outcome-is-never-given') {
        // To a table alone this is a doubt; to a program it is an exit that no case can take.
        const { code, message, instead } = finding;
        faults.push({ code, message, instead, ...at(decisionPlace(program, id), 'outcomes') });
        continue;
      }
      (finding.severity === 'fault' ? faults : warnings).push(tableProblem(program, id, finding));
    }
  }
  return { faults, warnings };
}
