import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { codeOf } from '../shared/shortcuts';

/** One thing on the screen waits for its second press: the first press of another one takes its place. */
let forgetLast: () => void = () => undefined;

/** The key that is pressed, or was pressed last; null after the mouse, or a finger. */
let lastKey: string | null = null;
/** The key that made the first press: the second one is the same key. */
let armedBy: string | null = null;
const silent: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']);
window.addEventListener('pointerdown', () => (lastKey = null), true);
window.addEventListener(
  'keydown',
  (event) => {
    // Some people silence their screen reader by one of these.
    if (silent.has(event.key)) return;
    lastKey = codeOf(event);
    if (lastKey !== armedBy) forgetLast();
  },
  true,
);

/** After so long the first press is forgotten. */
const patience = 8_000;

/**
 * What can't be taken back is done by the second press: the first one says what the second will do. Any other key, the press
 * of something else and some seconds without any forget it.
 */
export function useSecondPress() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [armed, setArmed] = useState<string | null>(null);
  const now = useRef<string | null>(null);
  const arm = (name: string | null) => setArmed((now.current = name));
  const forget = useRef(() => arm(null));
  useEffect(() => {
    if (armed === null) return;
    // What is said by it is never left under the bar at the bottom of a phone, which is in sight itself.
    document.querySelector('[data-armed]:not(.call-urgent *)')?.scrollIntoView({ block: 'nearest' });
    const timer = setTimeout(() => arm(null), patience);
    return () => clearTimeout(timer);
  }, [armed]);
  const again = (label: string) => t('action.press-again', { label });
  return {
    /** Its first press was made. */
    isArmed: (name: string) => armed === name,
    /** Its first press was made of something else: what it does is another thing by now. */
    isOver: (name: string) => armed !== null && armed !== name,
    /** How a button looks: once it is armed it says so, in a place that was kept for that. */
    looks: (name: string, label: string) => ({ again: armed === name ? t('action.again') : '', children: label }),
    press: (name: string, label: string, run: () => void) => {
      if (now.current !== name) {
        if (forgetLast !== forget.current) forgetLast();
        forgetLast = forget.current;
        armedBy = lastKey;
        arm(name);
        return announce(again(label));
      }
      arm(null);
      run();
    },
  };
}
