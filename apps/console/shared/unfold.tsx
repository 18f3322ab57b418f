import { useEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { Push } from './controls';
import { onScreen } from './time-to-see';

const folding = '.shell-fold, .call-fold';
const dialog = '[role="dialog"], [role="alertdialog"]';

/**
 * What is folded away on a narrow window until it is asked for. It folds again once something in it was used and when a new
 * screen comes, except over a dialog and what is pressed several times (`data-stays`). The keyboard is not lost with it.
 */
export function useFold() {
  const [unfolded, setUnfolded] = useState(false);
  const bar = useRef<HTMLElement | null>(null);
  const fold = () => {
    if (document.querySelector(dialog)) return;
    const active = document.activeElement;
    if (bar.current?.contains(active) && active?.closest(folding))
      bar.current.querySelector<HTMLElement>('[data-unfolds]')?.focus();
    setUnfolded(false);
  };
  const used = (event: SyntheticEvent) => {
    const key = 'key' in event ? event.key : 'Enter';
    const item = event.target instanceof Element ? event.target.closest('button, a') : null;
    if (!['Enter', ' '].includes(String(key)) || !item?.closest(folding) || item.closest('[data-stays]')) return;
    // First it does what it is for.
    requestAnimationFrame(fold);
  };
  useEffect(() => {
    if (unfolded) return onScreen(fold);
  }, [unfolded]);
  return {
    unfolded,
    toggle: () => setUnfolded(!unfolded),
    bar: (element: HTMLElement | null) => void (bar.current = element),
    /** Of the element that holds the button and what it unfolds. A key makes no click here. */
    listens: unfolded ? { onClickCapture: used, onKeyUpCapture: used } : {},
  };
}

/** Only where the window is narrow: shows what is folded away there. */
export function Unfold({
  unfolded,
  onPress,
  children,
}: {
  unfolded: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <span className="unfold">
      <Push look="quiet" aria-expanded={unfolded} data-unfolds="" onPress={onPress}>
        {children}
      </Push>
    </span>
  );
}
