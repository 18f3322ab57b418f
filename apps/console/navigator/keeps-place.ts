import { useEffect, type RefObject } from 'react';

/**
 * A button that somebody is about to press stays where it is in the window, whatever comes or goes above it by itself. At once, before
 * anything is painted: it would be another button under the same finger, and its press would not count. Scrolling moves it on
 * purpose.
 */
export function useKeepsPlace(find: RefObject<HTMLElement | null>, active: boolean): void {
  useEffect(() => {
    const button = find.current?.closest('form')?.querySelector<HTMLElement>('button[type="submit"]');
    if (!active || !button) return;
    let place = { top: button.getBoundingClientRect().top, scrolled: window.scrollY };
    const remember = () => (place = { top: button.getBoundingClientRect().top, scrolled: window.scrollY });
    const isInSight = ({ top }: typeof place) => top >= 0 && top < window.innerHeight;
    const keep = () => {
      const moved = button.getBoundingClientRect().top - place.top;
      const byItself = Math.abs(moved) >= 1 && window.scrollY === place.scrolled && isInSight(place);
      if (byItself) window.scrollBy({ top: moved, behavior: 'instant' });
      remember();
    };
    const changes = new MutationObserver(keep);
    changes.observe(document.body, { subtree: true, childList: true, characterData: true });
    window.addEventListener('scroll', remember, { passive: true });
    window.addEventListener('resize', remember);
    return () => {
      changes.disconnect();
      window.removeEventListener('scroll', remember);
      window.removeEventListener('resize', remember);
    };
  }, [active, find]);
}
