import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key of the call screen. `code` is the key's place, so that it works on every keyboard layout and with Alt. */
export interface Shortcut {
  readonly code: string;
  readonly alt?: boolean;
  readonly run: () => void;
}

const storageKey = 'front-door.single-keys';
const listeners = new Set<() => void>();

/** Single keys (digits, ?) can be switched off by people whose speech input or grip would press them by mistake. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(storageKey) !== 'off',
  );
  const set = (next: boolean) => {
    localStorage.setItem(storageKey, next ? 'on' : 'off');
    for (const listener of listeners) listener();
  };
  return [on, set];
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const input = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
  return (
    input || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

const typedAs: Readonly<Record<string, string>> = { '?': 'Question' };
function codeOf(event: KeyboardEvent): string {
  const digit = /^Numpad(\d)$/.exec(event.code)?.[1];
  return typedAs[event.key] ?? (digit ? `Digit${digit}` : event.code);
}

/**
 * Listens on the whole page. Keys with Alt and F-keys also work while typing; the others don't. `first` hears a key before
 * those without it.
 */
export function useShortcuts(shortcuts: readonly Shortcut[], first = false): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const [singleKeys] = useSingleKeys();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.repeat || event.defaultPrevented) return;
      const code = codeOf(event);
      const single = !event.altKey && !/^F\d+$/.test(code);
      if (single && (!singleKeys || isTyping(event.target))) return;
      if (single && document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const match = latest.current.find((one) => one.code === code && Boolean(one.alt) === event.altKey);
      if (!match) return;
      event.preventDefault();
      match.run();
    };
    document.addEventListener('keydown', onKey, first);
    return () => document.removeEventListener('keydown', onKey, first);
  }, [singleKeys, first]);
}
