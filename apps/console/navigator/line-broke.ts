import { useCall } from './call-context';
import { useHistory } from './case-data';
import { isLineBroken, lineDeadSince } from './who-is-there';

/** True while nobody is on the line: it broke, as the program says, and nobody has reached anyone since. */
export function useLineBroke(): boolean {
  const { view } = useCall();
  const history = useHistory(view.id, view.revision);
  return isLineBroken(view.allowed, history.data ?? []);
}

/** Since when. */
export function useLineDeadSince(): string | null {
  const { view } = useCall();
  const history = useHistory(view.id, view.revision);
  return lineDeadSince(view.allowed, history.data ?? []);
}
