interface Marked {
  readonly line?: string;
}

/**
 * The line broke, and nobody has reached anyone since: there is nobody to say something to. Where we are to call somebody (an
 * event of the state says that they are reached), what is said then is not hidden. `history`: oldest first.
 */
export function isLineBroken(
  allowed: readonly (Marked & { readonly kind: string })[],
  history: readonly Marked[],
): boolean {
  if (allowed.some(({ kind, line }) => kind === 'event' && line === 'back')) return false;
  return history.findLast(({ line }) => line)?.line === 'lost';
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
