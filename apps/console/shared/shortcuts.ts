import { createContext, type RefObject, useContext, useEffect, useId, useRef, useSyncExternalStore } from 'react';
import { cueKey, isDeaf, isTyping } from './time-to-see';

/** A key of the call screen. `code` is the key's place, so that it works on every keyboard layout and with Alt. */
export interface Shortcut {
  readonly code: string;
  readonly alt?: boolean;
  /** The key also does what it does in the browser: written into the field that `run` focuses, for one. */
  readonly passes?: boolean;
  /** The key is a part of what is written: it does nothing by itself, so it is heard at once. */
  readonly writes?: boolean;
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

/** Whoever took the digits last has them: what is answered must be what the person looks at. */
const takers: string[] = [];
const takersChanged = new Set<() => void>();
const Taker = createContext<string | null>(null);
export const TakerProvider = Taker.Provider;

/** As long as a part of the screen is open, the digits belong to what is inside of a TakerProvider with this name. */
export function useTakeDigits(): string {
  const name = useId();
  useEffect(() => {
    takers.push(name);
    for (const listener of takersChanged) listener();
    return () => {
      takers.splice(takers.indexOf(name), 1);
      for (const listener of takersChanged) listener();
    };
  }, [name]);
  return name;
}

/** Somebody else than the question that is asked has the digits now. */
export const useDigitsTaken = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      takersChanged.add(listener);
      return () => takersChanged.delete(listener);
    },
    () => takers.length > 0,
  );

const typedAs: Readonly<Record<string, string>> = { '?': 'Question' };
export function codeOf(event: KeyboardEvent): string {
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
  const taker = useContext(Taker);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.repeat || event.defaultPrevented) return;
      const code = codeOf(event);
      const single = !event.altKey && !/^F\d+$/.test(code);
      if (single && (!singleKeys || isTyping(event.target))) return;
      if (single && code.startsWith('Digit') && takers.length > 0 && takers.at(-1) !== taker) return;
      if (single && document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const match = latest.current.find((one) => one.code === code && Boolean(one.alt) === event.altKey);
      if (!match) return;
      if (single && isDeaf() && code.startsWith('Digit') && !match.writes) return cueKey(code.slice('Digit'.length));
      // It is this part's key all the same: nobody else hears it.
      if (match.passes) event.stopImmediatePropagation();
      else event.preventDefault();
      match.run();
    };
    document.addEventListener('keydown', onKey, first);
    return () => document.removeEventListener('keydown', onKey, first);
  }, [singleKeys, first, taker]);
}

/**
 * Where digits are an answer they are never commands: whoever types a number without looking finds all of it in the field,
 * and the keyboard with it. Without `add` the browser writes them there itself (its field for dates). `null` when this part of the screen has no field that waits for digits.
 */
export function useDigitsInto(
  field: { readonly place: RefObject<HTMLElement | null>; readonly add?: ((digit: string) => void) | undefined } | null,
) {
  const into = (digit: string) => {
    field?.place.current?.querySelector('input')?.focus();
    field?.add?.(digit);
  };
  const passes = !field?.add;
  useShortcuts(
    field ? digits.map((digit) => ({ code: `Digit${digit}`, passes, writes: true, run: () => into(digit) })) : [],
    true,
  );
}
const digits = [...'0123456789'];
