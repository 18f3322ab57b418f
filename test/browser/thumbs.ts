import type { Page } from 'playwright-core';

/** As high as a thumb needs it, in pixels. */
const enough = 44;

/** What can be pressed on this page and is smaller than a thumb needs: each by its words and its height. */
export const tooSmallForThumbs = (page: Page): Promise<string[]> =>
  page.evaluate((needed) => {
    const found: string[] = [];
    for (const thing of document.querySelectorAll('button, a[href]:not(.skip), summary, select, label.check, input')) {
      if (thing.closest('label.check') !== null && thing.tagName === 'INPUT') continue;
      if (!thing.checkVisibility()) continue;
      thing.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y, width, height } = thing.getBoundingClientRect();
      if (width < 2) continue;
      // What is pressed a bit above and below its middle is still the same thing; above the window there is nothing else.
      const reach = (needed - 1) / 2;
      const others = [-reach, reach]
        .map((by) => document.elementFromPoint(x + width / 2, y + height / 2 + by))
        .filter((at) => at !== null && !thing.contains(at) && at.closest('label.check') !== thing);
      if (others.length > 0)
        found.push(`${thing.textContent.trim().slice(0, 40)} ${height}, ${others[0]?.outerHTML.slice(0, 80)}`);
    }
    window.scrollTo(0, 0);
    return found;
  }, enough);
