import type { Decision } from '../eligibility/index.js';
import { checkAbout } from './check-about.js';
import { checkAsksAgain } from './check-asks-again.js';
import { checkCrisis } from './check-crisis.js';
import { checkDisclosures } from './check-disclosures.js';
import { checkDuplicates } from './check-duplicates.js';
import { checkExits } from './check-exits.js';
import { checkGrants } from './check-grants.js';
import { checkGraph, checkResumes } from './check-graph.js';
import { checkFourEyes } from './four-eyes.js';
import { checkNames } from './check-names.js';
import { checkOpens } from './check-opens.js';
import { checkPurposes } from './check-purposes.js';
import { checkEventsCarryNoRows } from './check-reads-no-rows.js';
import { checkTables } from './check-tables.js';
import { checkTiming } from './check-timing.js';
import { checkUses } from './check-uses.js';
import { type Problem, collectInto } from './problem.js';
import type { Program } from './program.js';

/** Names that lead nowhere: what would be found by following them is not said as well. */
const DEAD_ENDS = ['unknown-state', 'unknown-exit', 'missing-exit', 'wait-without-exit'];
const UNKNOWN = ['unknown-question', 'unknown-decision', 'unknown-disclosure'];

/**
 * Everything that a resolved program must be before a case may run on it. Pure; finds all problems, not the first, but
 * leaves out what only follows from another one: a slip in a name is one problem.
 */
export function validateProgram(program: Program, decisions: Readonly<Record<string, Decision>>): readonly Problem[] {
  const problems: Problem[] = [];
  const report = collectInto(problems);
  const found = (codes: readonly string[]) => problems.some(({ code }) => codes.includes(code));
  checkNames(program, report);
  checkTiming(program, report);
  checkFourEyes(program, report);
  checkAbout(program, decisions, report);
  checkAsksAgain(program, report);
  checkExits(program, report);
  checkGrants(program, report);
  checkOpens(program, report);
  checkDuplicates(program, report);
  checkEventsCarryNoRows(program, report);
  if (!found([...UNKNOWN, 'unknown-state'])) checkDisclosures(program, report);
  if (!found(UNKNOWN)) checkUses(program, report);
  if (!found(UNKNOWN)) checkPurposes(program, decisions, report);
  if (!found(['unknown-state'])) checkCrisis(program, report);
  if (!found([...DEAD_ENDS, 'imminent-risk-is-dropped'])) {
    checkGraph(program, report);
    checkResumes(program, report);
  }
  return [...problems, ...checkTables(program, decisions).faults];
}
