import type { Decision } from '../eligibility/index.js';
import { checkCrisis } from './check-crisis.js';
import { checkDisclosures } from './check-disclosures.js';
import { checkExits } from './check-exits.js';
import { checkGraph, checkResumes } from './check-graph.js';
import { checkNames } from './check-names.js';
import { checkPurposes } from './check-purposes.js';
import { checkTables } from './check-tables.js';
import { checkTiming } from './check-timing.js';
import { type Problem, collectInto } from './problem.js';
import type { Program } from './program.js';

/** Everything that a resolved program must be before a case may run on it. Pure; finds all problems, not the first. */
export function validateProgram(program: Program, decisions: Readonly<Record<string, Decision>>): readonly Problem[] {
  const problems: Problem[] = [];
  const report = collectInto(problems);
  checkNames(program, report);
  checkTiming(program, report);
  checkExits(program, report);
  checkDisclosures(program, report);
  checkPurposes(program, decisions, report);
  // A graph with names that lead nowhere would only repeat what is said already.
  if (!problems.some((problem) => problem.code === 'unknown-state')) {
    checkGraph(program, report);
    checkResumes(program, report);
    checkCrisis(program, report);
  }
  return [...problems, ...checkTables(program, decisions).faults];
}
