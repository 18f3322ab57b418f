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

describe('the floor, on the real server', () => {
  it('shows a supervisor the open call of a navigator, with its owner and deadline', async () => {
    const url = (await app.app.getUrl()).replace('[::1]', 'localhost');
    const token = await app.signIn('navigator');
    const body = { program: 'good2talk', channel: 'phone', language: 'en' };
    const opened = await app.http.post('/api/v1/cases').set('Authorization', token).send(body).expect(201);
    const { number } = opened.body as { number: string };
    desk = await Desk.open(browser, url, { now: app.clock.now() });
    await desk.page.locator('select.input').last().selectOption('supervisor');
    await desk.pressButton('Start');
    await desk.page.locator('.area[href="/floor"]').focus();
    await desk.press('Enter');
    const row = desk.page.locator('.worklist tbody tr', { hasText: number });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/Good2Talk/);
    expect(await row.locator('.work-due').count()).toBe(1);
    expect(await desk.axe()).toEqual([]);
    // Another call comes in: it shows up by itself, sooner than the list would ask.
    const next = await app.http.post('/api/v1/cases').set('Authorization', token).send(body).expect(201);
    await desk.page.locator('.worklist tbody tr', { hasText: (next.body as { number: string }).number }).waitFor();
    await row.locator('a').first().focus();
    await desk.press('Enter');
    await desk.page.locator('[data-state]').waitFor();
    for (const path of ['/alerts', '/overrides']) {
      await desk.page.locator(`.area[href="${path}"]`).focus();
      await desk.press('Enter');
      await desk.page.locator('.panel').getByText('Nothing waits').waitFor();
    }
  }, 120_000);
});
