import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { png } from '../../libs/documents/testing/files.js';
import { applying } from '../../libs/programs/reading/testing/applying.js';
import type { TestApp } from '../setup/app.js';
import { openDoor } from '../setup/open-door.js';
import { follow, toNewPage } from './new-page.js';

/** What a test of these pages has at hand. */
export interface Alone {
  readonly test: TestApp;
  /** A phone without script. */
  readonly page: Page;
  readonly look: (name: string) => Promise<void>;
  readonly pressed: (name: string) => Promise<void>;
}

async function begin({ test, page, pressed, look }: Alone, program: string): Promise<void> {
  const here = (await test.app.getUrl()).replace('[::1]', 'localhost');
  await page.goto(`${here}/apply/ontario-211/${program}?lang=fr`);
  await look(`apply-${program}-entry-fr`);
  test.clock.advance(4_000);
  await pressed('Commencer une demande');
  await page.getByRole('heading', { name: 'Notez ceci' }).waitFor();
  await look('apply-keep-fr');
  await follow(page.getByRole('link', { name: 'Continuer' }));
}

/** Applies by themself, with a mistake on the way; and comes to the end of it. */
export async function appliesAlone(alone: Alone): Promise<void> {
  const { test, page, look, pressed } = alone;
  await openDoor(test, 'applying', applying);
  await begin(alone, 'applying');
  await pressed('Enregistrer et continuer');
  expect(await page.title()).toMatch(/^À vérifier\s: /);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
  await look('apply-missing-fr');
  await follow(page.getByRole('link', { name: 'English' }));
  await page.getByRole('textbox', { name: 'Day' }).fill('2');
  await page.getByLabel('Month').selectOption('4');
  await page.getByRole('textbox', { name: 'Year' }).fill('1990');
  // By Enter, as people do.
  await toNewPage(page, () => page.getByRole('textbox', { name: 'Year' }).press('Enter'));
  await page.getByLabel('Rent').check();
  await look('apply-question-en');
  await pressed('Save and go on');
  await page.getByText('So that we can call you.').waitFor();
  await look('apply-consent-en');
  await pressed('Yes, I agree');
  await page.getByLabel('May we have your number?').fill('807-555-0142');
  await look('apply-wait-en');
  await pressed('Save and go on');
  const photo = { name: 'IMG_0042.png', mimeType: 'image/png', buffer: png };
  await page.getByLabel('Proof of income: choose a photo or a PDF').setInputFiles(photo);
  await look('apply-file-en');
  await pressed('Send this file');
  await page.getByText('We have the file').first().waitFor();
  await look('apply-sent-en');
  await follow(page.getByRole('link', { name: 'Change: May we have your number?' }));
  await pressed('Save and finish later');
  await look('apply-later-en');
  await follow(page.getByRole('link', { name: 'Go on' }));
  await follow(page.getByRole('link', { name: 'Change: May we have your number?' }));
  await look('apply-change-en');
  await follow(page.getByRole('link', { name: 'Back: nothing is changed' }));
  await follow(page.getByRole('link', { name: 'Send it in' }));
  await look('apply-sure-en');
  await pressed('Yes: Send it in');
  await page.getByText('Your application is with us.').waitFor();
  await look('apply-status-en');
  await follow(page.getByRole('link', { name: 'Français' }));
  await look('apply-status-fr');
}

/** Who lives there, line by line, without script. */
export async function tellsTheHousehold(alone: Alone): Promise<void> {
  const { page, look, pressed } = alone;
  await begin(alone, 'household');
  await page.getByLabel('La personne').check();
  await page.getByLabel('Salaire annuel').fill('20 000 $');
  await pressed('En ajouter un autre');
  expect(await page.getByLabel('Salaire annuel').first().inputValue()).toBe('20 000 $');
  await look('apply-rows-fr');
  await pressed('Retirer la ligne 2');
  await page.getByRole('textbox', { name: 'Pension annuelle' }).fill('0');
  // Enter saves; it takes no line away.
  await toNewPage(page, () => page.getByRole('textbox', { name: 'Pension annuelle' }).press('Enter'));
  await page.getByText('Sous le plafond').first().waitFor();
  await look('apply-after-rows-fr');
}
