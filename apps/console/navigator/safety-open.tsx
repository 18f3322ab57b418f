import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { Push } from '../shared/controls';
import { useShortcuts } from '../shared/shortcuts';
import type { CaseView } from '../shared/views';
import { useCall } from './call-context';
import { openSafety } from './safety';

/** Stays in the bar, however far the page is scrolled, while something about safety is not known: leads to the first of it. */
export function SafetyOpen() {
  const { t } = useTranslation();
  const open = openSafety(useCall().view);
  const toFirst = () => {
    const first = document.querySelector<HTMLElement>(`[data-question="${open[0]?.id}"]`);
    // A field is ready to be typed in; the digits of a question work as soon as the question has the keyboard.
    (first?.querySelector<HTMLElement>('input, textarea') ?? first)?.focus();
    first?.scrollIntoView({ block: 'center' });
  };
  useShortcuts(open.length > 0 ? [{ code: 'KeyS', alt: true, run: toFirst }] : []);
  if (open.length === 0) return null;
  return (
    <span className="safety-open" data-testid="safety-open">
      <Push hotkey={t('keys.safety')} onPress={toFirst} aria-keyshortcuts="Alt+S">
        {t('safety.open', { count: open.length })}
      </Push>
    </span>
  );
}

/** Says what comes next when the state changes, and once that safety is to be asked about: not at each of its questions. */
export function useAnnounceCall(view: CaseView): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const before = useRef<{ state: string; open: boolean }>({ state: view.state, open: false });
  const count = openSafety(view).length;
  useEffect(() => {
    const { state, open } = before.current;
    before.current = { state: view.state, open: count > 0 };
    const sentences = [
      ...(state === view.state ? [] : [t(`announce.${view.kind}`)]),
      ...(count > 0 && !open ? [t('safety.open', { count })] : []),
    ];
    if (sentences.length > 0) announce(sentences.join('. '));
  }, [view.state, view.kind, count, announce, t]);
}
