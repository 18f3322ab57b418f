import {
  createContext,
  type RefObject,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';

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

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const input = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
  return (
    input || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

const typedAs: Readonly<Record<string, string>> = { '?': 'Question' };
export function codeOf(event: KeyboardEvent): string {
  const digit = /^Numpad(\d)$/.exec(event.code)?.[1];
  return typedAs[event.key] ?? (digit ? `Digit${digit}` : event.code);
}

/** Milliseconds for which the keys are deaf once a new screen is painted: nobody can have seen it and chosen sooner. */
const timeToSee = (): number =>
  parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--time-to-see'));
let deafFor: 'screen' | 'paint' | null = null;
let deafTurn = 0;

/**
 * A digit, or Enter on a button that the keyboard was brought to, that is pressed before the person can have seen what it
 * would do now, does nothing. After the next question of the same screen that is until it is painted; after a new `screen`
 * until some time later. What is written into a field is never lost.
 */
function deafen(what: 'screen' | 'paint'): void {
  if (what === 'paint' && deafFor === 'screen') return;
  const mine = ++deafTurn;
  deafFor = what;
  document.documentElement.dataset['deaf'] = what;
  const wake = () => {
    if (mine !== deafTurn) return;
    deafFor = null;
    delete document.documentElement.dataset['deaf'];
  };
  const painted = () => (what === 'screen' ? setTimeout(wake, timeToSee()) : wake());
  requestAnimationFrame(() => requestAnimationFrame(painted));
}
window.addEventListener(
  'keydown',
  (event) => {
    if (deafFor === null || (event.key !== 'Enter' && event.key !== ' ') || isTyping(event.target)) return;
    if (!(event.target instanceof Element) || !event.target.closest('[data-deafens]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

/** `screen`: what names the screen that takes the keys; `part`: what names the part of it that takes them now. */
export function useTimeToSee(screen: string, part = ''): void {
  useLayoutEffect(() => deafen('paint'), [part]);
  useLayoutEffect(() => deafen('screen'), [screen]);
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
      if (single && deafFor !== null && code.startsWith('Digit') && !match.writes) return;
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
