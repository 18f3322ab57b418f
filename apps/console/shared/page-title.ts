import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

let waiting = 0;
const listeners = new Set<() => void>();
/** How many things wait for this person to look at, on whatever screen they are: the title of the tab counts them. */
export function countInTitle(count: number): void {
  waiting = count;
  for (const listener of listeners) listener();
}
const follow = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The title of the browser tab follows the screen and its language. */
export function usePageTitle(title: string): void {
  const { t, i18n } = useTranslation();
  const count = useSyncExternalStore(follow, () => waiting);
  useEffect(() => {
    const whole = t('shell.title', { title });
    document.title = count > 0 ? `(${count}) ${whole}` : whole;
  }, [t, i18n.language, title, count]);
}
