import type { Locator, Page } from 'playwright-core';

/**
 * Does what brings a new page, and resolves when all of it is there: a click alone resolves while the old page still stands,
 * or while the new one is read in, and what is asked of it then is asked of the wrong one, or of half of one.
 */
export async function toNewPage(page: Page, act: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-left', ''));
  await act();
  await page.locator('html:not([data-left])').waitFor({ state: 'attached' });
  await page.waitForLoadState();
}

/** A link or a button that brings a new page. */
export const follow = (what: Locator): Promise<void> => toNewPage(what.page(), () => what.click());
