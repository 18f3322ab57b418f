import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../setup/app.js';
import { deep } from '../faults/desk.js';

export interface WithScript {
  readonly test: TestApp;
  /** A phone with script, whose clock can be moved. */
  readonly page: Page;
  readonly look: (name: string, page: Page) => Promise<void>;
}

/** What citizens must load before they can read the first page, and before they can answer the first question. */
const most = 30 * 1024;

const says = (page: Page, words: RegExp) => page.locator('[role=status]:not(.pale)', { hasText: words }).waitFor();
const typedAt = (page: Page, label: string, line: number) => page.getByLabel(label).nth(line).inputValue();
const halves = async ({ database }: TestApp) =>
  (await database.ownerQuery<{ typed: object }>('SELECT typed FROM unfinished_answers')).map(({ typed }) => typed);

/** Loads a page by what `go` does, and weighs all that came with it. */
async function weigh(page: Page, go: () => Promise<unknown>): Promise<number> {
  const bodies: Promise<Buffer>[] = [];
  const weigh = (response: { body(): Promise<Buffer> }) => void bodies.push(response.body());
  page.on('response', weigh);
  await go();
  await page.waitForLoadState('networkidle');
  page.off('response', weigh);
  return (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
}

/** Tells the household with script: saved while it is typed, line by line without a page, and through ten minutes without a connection. */
export async function tellsWithScript({ test, page, look }: WithScript): Promise<void> {
  const here = (await test.app.getUrl()).replace('[::1]', 'localhost');
  await page.clock.install({ time: test.clock.now() });
  expect(await weigh(page, () => page.goto(`${here}/apply/ontario-211/household?lang=en`))).toBeLessThan(most);
  test.clock.advance(30_000);
  await page.getByRole('button', { name: 'Start an application' }).click();
  const first = await weigh(page, () => page.getByRole('link', { name: 'Go on' }).click());
  expect(first).toBeLessThan(most);
  expect(await page.locator('script').count()).toBe(1);
  await page.evaluate(() => Object.assign(window, { same: true }));

  // Saved when the field is left; and by nothing that stays in the browser or its address.
  const address = page.url();
  await page.getByLabel('The client').check();
  await page.getByLabel('Pay a year').fill('20,000');
  await page.getByLabel('Pay a year').blur();
  await says(page, /^Saved$/);
  expect(await halves(test)).toMatchObject([{ 'q.household.0.employment': ['20,000'] }]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);

  // A line more, without a page in between, and whoever types goes on typing.
  await page.getByRole('button', { name: 'Add one more' }).click();
  await page.keyboard.type('Zoé');
  expect(await typedAt(page, 'First name', 1)).toBe('Zoé');
  await page.getByLabel('Child').nth(1).check();
  await page.getByRole('button', { name: 'Add one more' }).click();
  await page.getByLabel('Day').nth(2).fill('4');
  await look('apply-script-lines-en', page);
  await page.getByRole('button', { name: 'Remove line 1' }).click();
  expect(
    await page
      .getByRole('group', { name: /^Line \d$/ })
      .evaluateAll((all) => all.map((one) => one.querySelector('legend')?.textContent?.trim())),
  ).toEqual(['Line 1', 'Line 2']);
  expect([await typedAt(page, 'First name', 0), await page.getByLabel('Child').nth(0).isChecked()]).toEqual([
    'Zoé',
    true,
  ]);
  expect(await page.locator(':focus').getAttribute('name')).toBe('q.household.0.name');
  await page.getByRole('button', { name: 'Remove line 2' }).click();
  expect(await page.getByRole('button', { name: 'Remove line' }).count()).toBe(0);
  expect(await page.evaluate(() => 'same' in window)).toBe(true);

  // Ten minutes in a tunnel: it says so, goes on trying, holds back who presses, and asks who leaves.
  await page.context().setOffline(true);
  await page.getByLabel('Pay a year').fill('12,000');
  await page.getByLabel('Pension a year').fill('5');
  await page.getByLabel('Pension a year').press('Enter');
  await says(page, /^Not saved yet\./);
  // What it says covers nothing of what they type.
  expect(
    await page.evaluate(() => {
      const [field, words] = [document.activeElement!, document.querySelector('[role=status]')!];
      return field.getBoundingClientRect().bottom <= words.getBoundingClientRect().top;
    }),
  ).toBe(true);
  await look('apply-script-offline-en', page);
  await page.clock.fastForward('10:00');
  const asked = new Promise<string>((resolve) =>
    page.once('dialog', (dialog) => void dialog.dismiss().then(() => resolve(dialog.type()))),
  );
  await page.getByRole('link', { name: 'Français' }).click();
  expect(await asked).toBe('beforeunload');
  expect([page.url(), await typedAt(page, 'Pay a year', 0)]).toEqual([address, '12,000']);
  await page.context().setOffline(false);
  await says(page, /^Saved$/);
  expect(await halves(test)).toMatchObject([
    { 'q.household.0.employment': ['12,000'], 'q.household.0.pension': ['5'] },
  ]);

  // Loaded again, in the other language: it is all there, and one press says it.
  await page.getByRole('link', { name: 'Français' }).click();
  await page.getByText('Ce que vous aviez écrit est encore là').waitFor();
  await look('apply-script-again-fr', page);
  if (deep) await isSentAway(page);
  await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();
  await page.getByText('Sous le plafond').first().waitFor();
  expect(await halves(test)).toEqual([]);
}

/** The device forgets them in another tab: what is typed stays, and is saved once they are back. */
async function isSentAway(page: Page): Promise<void> {
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByLabel('Pension annuelle').fill('6');
  await page.getByLabel('Pension annuelle').blur();
  await says(page, /n’est plus ouverte sur cet appareil/);
  await page.context().addCookies(cookies);
  await page.clock.fastForward('01:00');
  await says(page, /^Enregistré$/);
}
