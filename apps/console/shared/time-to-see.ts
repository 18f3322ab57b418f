import i18next from 'i18next';
import { useLayoutEffect } from 'react';
import { SeenPlaces } from './seen-places';

/*
 * Nothing is done by a press that came before the person can have seen what it would do: a digit typed ahead, Enter on a
 * button that the keyboard was brought to, the second half of a double click. What is inside of `data-deafens` follows
 * this; `data-deafens="pointer"` only for mouse and finger. What is urgent stands outside. What is written into a field is
 * never lost.
 */

/** Milliseconds that a person needs to see what is new and to choose. */
const timeToSee = (): number =>
  parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--time-to-see'));
let deafFor: 'screen' | 'paint' | null = null;
let deafTurn = 0;

export const isDeaf = (): boolean => deafFor !== null;

/** For keys, after the next question of the same screen, until it is painted; after a new `screen` until some time later. */
function deafen(what: 'screen' | 'paint', times = 1): void {
  if (what === 'paint' && deafFor === 'screen') return;
  const mine = ++deafTurn;
  deafFor = what;
  document.documentElement.dataset['deaf'] = what;
  const wake = () => {
    if (mine !== deafTurn) return;
    deafFor = null;
    delete document.documentElement.dataset['deaf'];
  };
  const painted = () => (what === 'screen' ? setTimeout(wake, times * timeToSee()) : wake());
  requestAnimationFrame(() => requestAnimationFrame(painted));
}

const listeners = new Set<() => void>();
/** Hears of each new screen. */
export function onScreen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who did nothing to bring a new screen is in the midst of a press on the one before, and looks up later. */
const unaskedTimes = 3;

/** `unasked`: a clock or somebody else brought the screen. `screen`: what names the screen that takes the keys; `part`: what names the part of it that takes them now. */
export function useTimeToSee(screen: string, part = '', unasked = false): void {
  useLayoutEffect(() => deafen('paint'), [part]);
  useLayoutEffect(() => {
    deafen('screen', unasked ? unaskedTimes : 1);
    for (const listener of listeners) listener();
  }, [screen]);
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const input = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
  return (
    input || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** A list is one thing: who types or scrolls in it moves its lines on purpose. */
const pressable = 'button, a[href], [role="listbox"]';
const thingAt = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-deafens]') ? target.closest(pressable) : null;
const says = (thing: Element) =>
  thing.matches('[role="listbox"]')
    ? ''
    : [...thing.childNodes]
        .map((part) => (part instanceof HTMLElement && part.matches('.key') ? '' : part.textContent))
        .join('');

const places = new SeenPlaces<Element>();
function look(thing: Element): void {
  const { x, y } = thing.getBoundingClientRect();
  const place = { inWindow: [x, y], onPage: [x + scrollX, y + scrollY], says: says(thing) } as const;
  places.look(thing, place, performance.now());
}

/** Whatever changes on the page may bring something else under the pointer: it counts from when that is painted. */
let lookComes = false;
function lookSoon(): void {
  if (lookComes) return;
  lookComes = true;
  requestAnimationFrame(() => {
    lookComes = false;
    for (const area of document.querySelectorAll('[data-deafens]')) area.querySelectorAll(pressable).forEach(look);
  });
}
new MutationObserver(lookSoon).observe(document.body, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'hidden', 'open', 'data-armed'],
});
new ResizeObserver(lookSoon).observe(document.body);

/** A press that does nothing says beside it, in words, that it came too soon. Not aloud: the caller is in the other ear. */
function cue(thing: Element): void {
  thing.setAttribute('data-too-soon', i18next.t('shell.too-soon'));
  setTimeout(() => thing.removeAttribute('data-too-soon'), 1_500);
}
/** The same for a key that stands beside what it does. */
export function cueKey(key: string): void {
  const beside = [...document.querySelectorAll('.key')].find(({ textContent }) => textContent === key);
  const thing = beside?.closest(pressable) ?? beside?.closest('tr, article')?.querySelector(pressable);
  if (thing) cue(thing);
}
function ignore(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A key, or a screen reader, on something that the keyboard was brought to. */
function tooSoonByKey(event: Event): void {
  const thing = thingAt(event.target);
  if (!isDeaf() || !thing?.closest('[data-deafens=""]')) return;
  ignore(event);
  cue(thing);
}
window.addEventListener(
  'keydown',
  (event) => {
    if ((event.key === 'Enter' || event.key === ' ') && !isTyping(event.target)) tooSoonByKey(event);
  },
  true,
);

/** The press that has begun is ignored to its end. */
let ignoring = false;
window.addEventListener(
  'pointerdown',
  (event) => {
    const thing = thingAt(event.target);
    if (thing) look(thing);
    const screen = deafFor === 'screen' && thing?.closest('[data-deafens=""]');
    ignoring = thing !== null && (Boolean(screen) || places.isTooSoon(thing, performance.now(), timeToSee()));
    if (!thing || !ignoring) return;
    ignore(event);
    cue(thing);
  },
  true,
);
/** Enter in a field sends what is written there: the browser makes a click of it that nobody's pointer made. */
function isSent(target: EventTarget | null): boolean {
  const field = document.activeElement;
  return target instanceof HTMLButtonElement && isTyping(field) && target.form !== null && target.form.contains(field);
}
function rest(event: MouseEvent): void {
  if (event.type === 'click' && event.detail === 0) {
    if (!isSent(event.target)) tooSoonByKey(event);
  } else if (ignoring) ignore(event);
}
// The focus stays where somebody types.
for (const type of ['pointerup', 'mousedown', 'mouseup', 'click', 'dblclick'] as const)
  window.addEventListener(type, rest, true);
