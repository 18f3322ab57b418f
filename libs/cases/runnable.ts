import { findNumbers } from '../agencies/index.js';
import type { Tx } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import { pastAnswers } from './past-answers.js';
import { type RunnableProgram, readsNumbers } from '../workflow/index.js';

/** The program version that a case is pinned to, ready to run in the tenant's zone. */
export async function runnable(tx: Tx, program: string, version: number, zone: string): Promise<RunnableProgram> {
  const loaded = await findVersion(tx, program, version);
  if (!loaded) throw new Error(`version ${version} of program "${program}" is gone, although cases run on it`);
  return readied(tx, { program: loaded.program, decisions: loaded.decisions, zone });
}

/**
 * With what past callers answered, as this process counted it last, and with what the directory knows now for a program that
 * asks: only such a program pays for the trip.
 */
export async function readied(tx: Tx, run: RunnableProgram): Promise<RunnableProgram> {
  const past = pastAnswers(tx, run.program.id);
  const informed = past ? { ...run, past } : run;
  return readsNumbers(run.program) ? { ...informed, numbers: await findNumbers(tx) } : informed;
}
