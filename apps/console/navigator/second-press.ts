import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';

/** One thing on the screen waits for its second press: the first press of another one takes its place. */
let forgetLast: () => void = () => undefined;

/** After so long the first press is forgotten. */
const patience = 8_000;

/**
 * What can't be taken back is done by the second press: the first one says what the second will do. Escape, the press of
 * something else and some seconds without any forget it.
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
    const timer = setTimeout(() => arm(null), patience);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') arm(null);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
    };
  }, [armed]);
  const again = (label: string) => t('action.press-again', { label });
  return {
    /** How a button looks: with `data-armed` it says what its second press does. */
    looks: (name: string, label: string) =>
      armed === name ? { 'data-armed': '', children: again(label) } : { children: label },
    press: (name: string, label: string, run: () => void) => {
      if (now.current !== name) {
        if (forgetLast !== forget.current) forgetLast();
        forgetLast = forget.current;
        arm(name);
        return announce(again(label));
      }
      arm(null);
      run();
    },
  };
}
