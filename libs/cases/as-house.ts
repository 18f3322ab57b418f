import type { Tx } from '../platform/index.js';

/** Who sees no more of the house than what is theirs. */
const outside: readonly string[] = ['agency-worker', 'client'];

/**
 * A step that an agency or a client causes is ours: it offers the client to others and alerts people whom they must not see, and
 * it is written when the agency may have lost the case already. So row-level security takes the transaction for ours while
 * the work lasts, and what they are told of it is read as themselves again. Begin it when they were found to have
 * what they act on, as themselves. For everybody else nothing changes.
 */
export async function asHouse<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { role } = tx.who;
  if (!outside.includes(role)) return work();
  tx.write('cases.begin-as-house', BECOME, ['house']);
  try {
    return await work();
  } finally {
    tx.write('cases.end-as-house', BECOME, [role]);
  }
}

/** The same for what is asked at once: what is asked behind it in the same trip is not ours any more. */
export function askAsHouse<T>(tx: Tx, ask: () => Promise<T>): Promise<T> {
  const { role } = tx.who;
  if (!outside.includes(role)) return ask();
  tx.write('cases.begin-as-house', BECOME, ['house']);
  try {
    return ask();
  } finally {
    tx.write('cases.end-as-house', BECOME, [role]);
  }
}

/**
 * A step is taken with all of the tenant in view: who else is asked, and what is free, does not end at the region of whoever
 * causes it. Begin it when they were found to see the case. So is telling an agency’s system again what it was told.
 */
export async function asStep<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { region } = tx.who;
  if (!region) return asHouse(tx, work);
  tx.write('cases.begin-everywhere', BE_IN, ['']);
  try {
    return await asHouse(tx, work);
  } finally {
    tx.write('cases.end-everywhere', BE_IN, [region]);
  }
}

const BE_IN = "SELECT set_config('app.region', $1, true)";
const BECOME = "SELECT set_config('app.role', $1, true)";
