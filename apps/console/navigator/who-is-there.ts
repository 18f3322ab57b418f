interface Marked {
  readonly line?: string;
}

/** That they are on the line again, said at any time: it stands where it is said that the line is dead. */
export const linesBack = <One extends Marked & { readonly kind: string }>(allowed: readonly One[]): readonly One[] =>
  allowed.filter(({ kind, line }) => kind === 'interrupt' && line === 'back');

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

/** Since when; null while somebody is there, as far as anybody knows. */
export const lineDeadSince = (
  allowed: Parameters<typeof isLineBroken>[0],
  history: readonly (Marked & { readonly at: string })[],
): string | null => (isLineBroken(allowed, history) ? (history.findLast(({ line }) => line)?.at ?? null) : null);

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
