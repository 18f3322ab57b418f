import { useCall } from './call-context';
import { useHistory } from './case-data';

/** By the names that every program gives it. */
const isGone = (event: string) => event === 'caller-gone';
const isReached = (event: string) => event.startsWith('reach-');

/**
 * The caller was gone, and nobody has reached anyone since: there is nobody to say something to. Where we are to call somebody,
 * what is said then is not hidden.
 */
export function useLineBroke(): boolean {
  const { view } = useCall();
  const history = useHistory(view.id, view.revision);
  if (view.allowed.some(({ event }) => isReached(event))) return false;
  return isGone(history.data?.findLast(({ event }) => isGone(event) || isReached(event))?.event ?? '');
}
