import type { Tx } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import type { RunnableProgram } from '../workflow/index.js';

/** The program version that a case is pinned to, ready to run in the tenant's zone. */
export async function runnable(tx: Tx, program: string, version: number, zone: string): Promise<RunnableProgram> {
  const loaded = await findVersion(tx, program, version);
  if (!loaded) throw new Error(`version ${version} of program "${program}" is gone, although cases run on it`);
  return { program: loaded.program, decisions: loaded.decisions, zone };
}
