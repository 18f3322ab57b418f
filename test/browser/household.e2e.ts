import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { household } from '../../libs/programs/reading/testing/household.js';
import { Desk as AtTheServer } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { appliesAgain, besideTheCall, cameOnPaper } from './by-phone.js';
import { Desk, pressOn } from './desk.js';
import { tooSmallForThumbs } from './thumbs.js';

/** Who lives in the household, one line each, by keyboard: what it makes is seen at once, and decided by. */
describe('a household on the call screen', () => {
  let app: TestApp;
  let browser: Browser;
  let desk: Desk;
  let amina: AtTheServer;
  let id: string;
  let url: string;
  beforeAll(async () => {
    app = await startTestApp({ consoleFolder: builtConsole() });
    url = (await app.app.getUrl()).replace('[::1]', 'localhost');
    const read = await readProgram(household);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    const who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null } as const;
    await app.database.unitOfWork.run(who, (tx) => seedProgram(tx, read.program, household));
    amina = await AtTheServer.at(app);
    const { contact } = (await amina.get(`/cases/${await amina.openCase()}`)).body;
    const opened = await amina.post('/cases', { program: 'household', contact, channel: 'phone', language: 'en' });
    id = String(opened.body['id']);
    browser = await launchBrowser();
    desk = await Desk.open(browser, url, { now: app.clock.now() });
    await desk.signIn();
    await desk.page.goto(`${url}/cases/${id}`);
    await desk.page.locator('[data-next]').first().waitFor();
    await desk.page.locator('.rows').waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const cell = (row: number, label: string | RegExp) =>
    desk.page.locator('.rows-row').nth(row).getByLabel(label).first();
  const total = (question: string) => desk.page.locator(`[data-total="${question}"] dd`).innerText();
  async function look(name: string): Promise<void> {
    const folder = process.env['SCREENSHOTS'];
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    for (const width of [1280, 390]) {
      await desk.page.setViewportSize({ width, height: 800 });
      await desk.screenshot(`${folder}/household-${name}-${width}.png`);
    }
    await desk.page.setViewportSize({ width: 1280, height: 800 });
  }

  it('is typed one line each, makes its totals, and decides', async () => {
    await cell(0, 'Relation').selectOption('client');
    await cell(0, /Born on/).fill('1990-04-02');
    await cell(0, 'Pay a year').fill('20000');
    await cell(0, /Pension/).fill('0');
    expect(await total('household_size')).toBe('1');
    expect(await total('household_income')).toBe('$20,000.00');
    // Enter goes on to the next line.
    await pressOn(cell(0, 'Pay a year'));
    await desk.page.locator('.rows-row').nth(1).waitFor();
    await cell(1, /Born on/).fill('2015-01-01');
    await pressOn(desk.page.locator('.rows').getByRole('button', { name: 'Save' }));
    // What a line lacks is said at its cell, and nothing that was typed is lost.
    await desk.page.locator('.rows-row').nth(1).getByText('Please fill this in.').first().waitFor();
    expect(await cell(0, /Born on/).inputValue()).toBe('1990-04-02');
    await cell(1, 'Relation').selectOption('child');
    await cell(1, /Pension/).fill('0');
    expect([await total('household_size'), await total('children')]).toEqual(['2', '1']);
    expect(await desk.axe()).toEqual([]);
    await desk.page.setViewportSize({ width: 390, height: 800 });
    expect(await tooSmallForThumbs(desk.page)).toEqual([]);
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    await look('typed');
    await pressOn(desk.page.locator('.rows').getByRole('button', { name: 'Save' }));
    await desk.page.locator('[data-verdict="income"] .chip-settled', { hasText: 'Within the limit' }).waitFor();
    const { body } = await amina.get(`/cases/${id}`);
    expect(body).toMatchObject({ verdicts: { income: { outcome: 'within' } } });
    await look('saved');
    expect(desk.faults).toEqual([]);
  }, 60_000);

  it('has notes and what may be the same household beside it, and leads to the next application, where the old answers wait; and takes what came on paper', async () => {
    const where = { app, browser, url };
    await appliesAgain(where, await besideTheCall(where));
    await cameOnPaper(where);
  }, 90_000);
});
