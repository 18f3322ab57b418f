import type { Tx } from '../platform/index.js';

/**
 * A step that an agency causes is ours: it offers the client to others and alerts people whom the agency must not see, and it
 * is written when the agency may have lost the case already. So row-level security takes the transaction for ours while
 * the work lasts, and what the agency is told of it is read as the agency again. Begin it when the agency was found to have
 * what it acts on, as itself. For everybody else nothing changes.
 */
export async function asHouse<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { role } = tx.who;
  if (role !== 'agency-worker') return work();
  tx.write('cases.begin-as-house', BECOME, ['house']);
  try {
    return await work();
  } finally {
    tx.write('cases.end-as-house', BECOME, [role]);
  }
}

const BECOME = "SELECT set_config('app.role', $1, true)";
