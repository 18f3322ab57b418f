import type { Tx } from '../platform/index.js';
import type { RunnableProgram } from '../workflow/index.js';
import type { LoadedCase } from './case-record.js';
import { mayActOn } from './held-case.js';
import { loadCase } from './load-case.js';
import { runnable } from './runnable.js';

/** A case with its program, for whoever of this transaction may read it now; to anybody else there is none. */
export async function loadTheirs(
  tx: Tx,
  id: string,
): Promise<{ readonly loaded: LoadedCase; readonly run: RunnableProgram } | null> {
  const loaded = await loadCase(tx, id);
  if (!loaded) return null;
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  return mayActOn(run.program, loaded.record.state, tx.who) ? { loaded, run } : null;
}
