import { setTimer, type Tx } from '../platform/index.js';

/** Minutes in which a contact must have moved on before somebody else looks after it. A: to be confirmed by 211. */
const limits = { open: 60, 'wrap-up': 15, overdue: 30 } as const;

/** Timers of contacts are named `contact/due`. */
export const timerKind = 'contact';

export function deadlineFor(now: Date, why: keyof typeof limits): Date {
  return new Date(now.getTime() + limits[why] * 60_000);
}

/** Whose it becomes when the deadline passes: supervisors, and from the second time on the managers on call. */
export function ownerAfter(timesOverdue: number): string {
  return timesOverdue <= 1 ? 'supervisors' : 'on-call-managers';
}

export async function armDeadline(tx: Tx, contact: string, generation: number, dueAt: Date): Promise<void> {
  await setTimer(tx, { subject: contact, name: `${timerKind}/due`, generation, dueAt });
}
