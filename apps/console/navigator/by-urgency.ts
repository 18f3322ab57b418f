interface Waiting {
  readonly status: string;
  readonly due: string | null;
  readonly overdueSince: string | null;
}
/** So soon that nothing which only wants to be written down comes first. */
const soon = 15 * 60_000;

function rank({ status, due, overdueSince }: Waiting, now: number): number {
  const note = status === 'wrap-up';
  if (overdueSince !== null) return note ? 2 : 0;
  return !note && due !== null && Date.parse(due) - now <= soon ? 1 : 3;
}

/**
 * Overdue first, the longest wait before the others; then what is due soonest: as each list comes already. A note that is
 * late waits until nobody does who is, or is about to be.
 */
export const byUrgency =
  (now: number) =>
  (a: Waiting, b: Waiting): number =>
    rank(a, now) - rank(b, now) || (a.overdueSince ?? a.due ?? '9').localeCompare(b.overdueSince ?? b.due ?? '9');
