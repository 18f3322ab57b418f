import { useEffect, type RefObject } from 'react';

/** Where a control stands, the closest place first: the same event on the same card, else the card. */
function placesOf(control: Element): readonly string[] {
  const row = control.closest('[data-row]')?.getAttribute('data-row');
  const event = control.closest('[data-event]')?.getAttribute('data-event');
  const card = row ? `[data-row="${CSS.escape(row)}"]` : null;
  return card ? [...(event ? [`${card} [data-event="${CSS.escape(event)}"] button`] : []), card] : [];
}

/**
 * What has the keyboard may go as its card is drawn anew. Then what came in its place has it, or else the card: whoever works by
 * keyboard sees where they are, and a press is lost nowhere.
 */
export function useKeepsFocus(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let [last, places]: [Element | null, readonly string[]] = [null, []];
    const forget = () => (last = null);
    const remember = ({ target }: FocusEvent) => {
      last = target instanceof Element && list.current?.contains(target) ? target : null;
      places = last ? placesOf(last) : [];
    };
    const keep = () => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      const found = places.map((place) => list.current?.querySelector<HTMLElement>(place));
      found.find((one) => one)?.focus({ preventScroll: true });
    };
    const changes = new MutationObserver(keep);
    changes.observe(document.body, { subtree: true, childList: true });
    document.addEventListener('focusin', remember);
    // Who presses beside all things leaves them.
    document.addEventListener('pointerdown', forget, true);
    return () => {
      changes.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget, true);
    };
  }, [list]);
}
