import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

/** So much of a button looks out from behind the bar. */
const edge = 14;

/**
 * Presses, on a phone, a button of which the bar at the bottom hides all but the upper edge; then what the second press would do
 * has to be in sight: its own words, and those that come with them (`also`).
 */
export async function isReadBeforeTheSecondPress(page: Page, button: Locator, also?: Locator): Promise<void> {
  const bar = page.locator('.call-urgent');
  const top = (await bar.boundingBox())?.y ?? 0;
  await button.evaluate(
    (one, to) => window.scrollBy({ top: one.getBoundingClientRect().top - to, behavior: 'instant' }),
    top - edge,
  );
  const box = await button.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(top + edge);
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, top - edge / 2);
  for (const words of [page.locator('[data-armed] .push-words'), ...(also ? [also] : [])]) {
    await words.waitFor();
    // It is scrolled to as soon as it is there.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const read = await words.boundingBox();
    expect((read?.y ?? 9_999) + (read?.height ?? 0)).toBeLessThanOrEqual(top);
  }
}
