import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../setup/app.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk } from './desk.js';

let browser: Browser;
let app: TestApp;
let desk: Desk;

beforeAll(async () => {
  app = await startTestApp({ consoleFolder: builtConsole() });
  browser = await launchBrowser();
}, 120_000);
afterEach(async () => {
  const { faults } = desk;
  await desk.close();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const sayings = {
  en: { rule: /Row \d+ of the rules \(version \S+\) gave “.+”\./, next: /Next: /, who: /Navigator/, yes: 'Yes' },
  fr: { rule: /La ligne \d+ des règles \(version \S+\) a donné « .+ »\./, next: /Ensuite : /, who: / – /, yes: 'Oui' },
} as const;

describe.each(['en', 'fr'] as const)('the timeline (%s)', (language) => {
  it('says what happened, where that led, by which row of the rules, and who did it; the number finds the case', async () => {
    const url = (await app.app.getUrl()).replace('[::1]', 'localhost');
    desk = await Desk.open(browser, url, { language, now: app.clock.now() });
    await desk.signIn();
    await desk.answerLine(/Good2Talk|J’écoute/);
    await desk.startCall(language === 'en' ? '1' : '2');
    await desk.answer('lang', language);
    await desk.clearSafety();
    await desk.answer('student', 'yes');
    await desk.inState('need-choice');
    const step = desk.page.locator('.timeline li', { has: desk.page.locator('.timeline-why') }).first();
    await step.waitFor();
    await step.locator('summary').focus();
    await desk.press('Enter');
    const said = await step.innerText();
    expect(said).toMatch(sayings[language].rule);
    expect(said).toMatch(sayings[language].next);
    expect(said).toMatch(sayings[language].who);
    expect(await step.locator('strong').first().innerText()).toBe(sayings[language].yes);
    expect(await desk.axe()).toEqual([]);
    const id = new URL(desk.page.url()).pathname.split('/').at(-1) ?? '';
    const token = await app.signIn('navigator');
    const view = await app.http.get(`/api/v1/cases/${id}`).set('Authorization', token).expect(200);
    const { number } = view.body as { number: string };
    await desk.page.getByRole('link', { name: 'Front Door' }).focus();
    await desk.press('Enter');
    await desk.page.locator('.worklist tbody tr', { hasText: number }).waitFor();
    await desk.press('Alt+s');
    await desk.page.keyboard.type(number.toLowerCase().replaceAll('-', ' '));
    await desk.press('Enter');
    await desk.inState('need-choice');
  }, 120_000);
});
