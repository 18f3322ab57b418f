import { type Decision, checkDecision } from '../eligibility/index.js';
import { decisionPlace, tableProblem } from './compile-decisions.js';
import { type Problem, at } from './problem.js';
import type { Program } from './program.js';

export interface TableFindings {
  readonly faults: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Gaps, overlaps, rows that never fire and the like in each table of a program, at its DMN file. */
export function checkTables(program: Program, decisions: Readonly<Record<string, Decision>>): TableFindings {
  const faults: Problem[] = [];
  const warnings: Problem[] = [];
  for (const { id, kind } of Object.values(program.decisions)) {
    const decision = decisions[id];
    if (kind === 'answer' || !decision) continue;
    for (const finding of checkDecision(decision)) {
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
