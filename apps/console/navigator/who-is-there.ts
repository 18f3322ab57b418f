interface Happened {
  readonly event: string;
}

/**
 * By the names that every program gives it. A `line-lost` while a team is out is none of these: a navigator calls back, and no
 * event says that they reached them, so what is to be said to the caller would stay hidden for good.
 */
const isGone = ({ event }: Happened) => event === 'caller-gone';
const isReached = ({ event }: Happened) => event.startsWith('reach-');

/**
 * The caller was gone, and nobody has reached anyone since: there is nobody to say something to. Where we are to call somebody
 * (that they are reached is `allowed`), what is said then is not hidden. `history`: oldest first.
 */
export function isLineBroken(allowed: readonly Happened[], history: readonly Happened[]): boolean {
  if (allowed.some(isReached)) return false;
  const last = history.findLast((one) => isGone(one) || isReached(one));
  return last !== undefined && isGone(last);
}

interface Asked {
  readonly status: string;
  readonly offeredAt: string;
  readonly answeredAt: string | null;
}

/** Whoever says no after a yes of their own has given it back. `accepted`: when the last yes was said. */
export const gaveBack = (accepted: string | null | undefined, { status, offeredAt, answeredAt }: Asked): boolean =>
  status === 'declined' &&
  Boolean(accepted) &&
  answeredAt !== null &&
  offeredAt <= accepted! &&
  accepted! <= answeredAt;
