import { expect, it } from '@jest/globals';
import type { Desk, Spoken } from './desk.js';
import { isReadBeforeTheSecondPress } from './in-sight.js';
import { tooSmallForThumbs } from './thumbs.js';
import { whereDeep } from '../setup/where-deep.js';

/** A call at the desk of this language, of the test file that names it. */
export interface Calls {
  toLines(language: Spoken): Promise<Desk>;
  takeCall(language: Spoken): Promise<Desk>;
  /** Leaves a picture where pictures are wanted. */
  look(name: string): Promise<void>;
}

/** Who is on the line and in which language; the keys, the list of calls, the phone. */
export function lineAndScreen({ toLines, takeCall, look }: Calls): void {
  whereDeep(
    'shows who calls for whom, brings an interpreter in and sees them off',
    async () => {
      const desk = await toLines('en');
      await desk.answerLine(/Good2Talk/);
      await desk.page.getByRole('radio', { name: 'For someone else' }).focus();
      await desk.press('Space');
      await desk.page.getByRole('radio', { name: 'Family' }).focus();
      await desk.press('Space');
      await look('third-party');
      expect(await desk.axe()).toEqual([]);
      await desk.startCall('1');
      const interpreter = desk.page.getByTestId('interpreter');
      const caller = desk.page.getByTestId('inquirer');
      expect(await caller.innerText()).toContain('Caller: family');
      // It turns out otherwise, and later otherwise again: what is known of the caller follows.
      await desk.pressButton(/^Caller/);
      expect(await desk.axe()).toEqual([]);
      await desk.page.getByRole('radio', { name: 'For themself' }).press('Space');
      await caller.filter({ hasText: 'Caller: for themself' }).waitFor();
      await desk.page.getByRole('radio', { name: 'For someone else' }).press('Space');
      await desk.page.getByRole('radio', { name: 'Professional' }).press('Space');
      await caller.filter({ hasText: 'Caller: professional' }).waitFor();
      await desk.pressButton('Close');
      await desk.pressButton('Language: English');
      await desk.page.locator('.call-language select').selectOption('es');
      await desk.pressButton('Bring in an interpreter');
      await interpreter.filter({ hasText: 'Spanish' }).waitFor();
      await desk.page.getByText('Say to the interpreter').waitFor();
      await look('interpreter');
      expect(await desk.axe()).toEqual([]);
      await desk.pressButton('End interpreting');
      await interpreter.waitFor({ state: 'detached' });
    },
    120_000,
  );

  it('changes the language of the call in the middle of it; the screens keep their own', async () => {
    const desk = await takeCall('en');
    await desk.inState('safety');
    await desk.pressButton('Language: English');
    await look('call-language');
    expect(await desk.axe()).toEqual([]);
    await desk.page.locator('.call-language').getByRole('button', { name: 'Français' }).focus();
    await desk.press('Enter');
    await desk.page.locator('[data-testid="script"][lang="fr"]').waitFor();
    expect(await desk.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await desk.page.locator('.question-ask').first().innerText()).toMatch(/danger immédiat/);
  }, 120_000);

  whereDeep(
    'shows its keys, and asks before a caller is marked as gone',
    async () => {
      const desk = await takeCall('en');
      await desk.inState('safety');
      await desk.press('?');
      await desk.page.getByRole('dialog', { name: 'Keys on this screen' }).waitFor();
      await look('keys');
      expect(await desk.axe()).toEqual([]);
      // A digit behind a dialog is nobody's answer.
      await desk.press('1', 'Escape');
      await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await desk.page.locator('[data-answer="safety.danger"]').count()).toBe(0);
      await desk.press('Alt+g');
      const gone = desk.page.getByRole('alertdialog', { name: 'Is the caller gone?' });
      await gone.waitFor();
      // No team was ever asked for here.
      expect(await gone.innerText()).toMatch(
        /what to do next\.\s+If help is already on its way, it stays on its way\./,
      );
      expect(await gone.locator('[data-team-then]').count()).toBe(0);
      expect(await desk.axe()).toEqual([]);
      await desk.press('Enter');
      await desk.page.locator('[data-disposition="abandoned"]').waitFor();
    },
    120_000,
  );

  it('finds the way back to an open call from the list', async () => {
    const desk = await takeCall('en');
    await desk.inState('safety');
    await desk.page.getByRole('link', { name: 'Front Door' }).focus();
    await desk.press('Enter');
    await desk.page.locator('.call-row').first().waitFor();
    await look('my-calls');
    expect(await desk.axe()).toEqual([]);
    await desk.page.locator('.call-row a').last().focus();
    await desk.press('Enter');
    await desk.page.locator('[data-state]').waitFor();
  }, 120_000);

  it('fits a phone: nothing is wider than the screen, and "risk now" is in reach', async () => {
    const desk = await takeCall('fr');
    const { page } = desk;
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.inState('safety');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const risk = await page.getByRole('button', { name: /Risque immédiat/ }).boundingBox();
    expect((risk?.y ?? 9999) + (risk?.height ?? 0)).toBeLessThanOrEqual(844);
    // What to say and the first thing to ask are above the fold, with the answers.
    const bar = await page.locator('.call-urgent').boundingBox();
    const question = await page.locator('.question-active .answer').first().boundingBox();
    expect((question?.y ?? 9999) + (question?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    await look('phone-safety');
    expect(await tooSmallForThumbs(page)).toEqual([]);
    expect(await desk.axe()).toEqual([]);
    await desk.clearSafety();
    await desk.answer('student', 'yes');
    await desk.answer('need', 'counselling');
    await desk.inState('consent-transfer');
    await look('phone-consent');
    await desk.twice('1');
    await desk.step('1');
    await look('phone-transfer');
    expect(await tooSmallForThumbs(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await desk.axe()).toEqual([]);
    await isReadBeforeTheSecondPress(page, page.getByRole('button', { name: 'L’appel est pris' }));
    await look('phone-armed');
    await desk.press('Escape');
    await page.locator('[data-armed]').waitFor({ state: 'detached' });
    await desk.pressButtonTwice('L’appel est pris');
    await page.locator('[data-disposition]').waitFor();
    await look('phone-outcome');
    expect(await tooSmallForThumbs(page)).toEqual([]);
    await page.locator('[data-note] [type="submit"]').focus();
    await desk.press('Enter');
    await page.getByText('Cet appel est terminé').waitFor();
    await look('phone-closed');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }, 120_000);
}
