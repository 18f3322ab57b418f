import { useEffect, useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const listeners = new Set<() => void>();
/** Each person has their own; the sign-in screen keeps what was last chosen in this browser. */
const keyOf = (person: string | null) => (person ? `front-door.theme.${person}` : 'front-door.theme');

function stored(person: string | null): Theme {
  const value = localStorage.getItem(keyOf(person));
  return value === 'light' || value === 'dark' ? value : 'system';
}

function choose(person: string | null, theme: Theme): void {
  for (const key of new Set([keyOf(person), keyOf(null)])) localStorage.setItem(key, theme);
  for (const listener of listeners) listener();
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
apply(stored(null));

/** Light, dark or what the system says, for this person; the page follows, also a choice made in another window. */
export function useTheme(person: string | null): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      window.addEventListener('storage', listener);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
      };
    },
    () => stored(person),
  );
  useEffect(() => apply(theme), [theme]);
  return [theme, (next) => choose(person, next)];
}
