import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { measureKeys } from './call-speed.js';
import { Desk } from './desk.js';
import { hands } from './hands.js';
import { startMock, type Mock } from './mock-server.js';
import { underStrictPolicy } from './strict-policy.js';
import { whereDeep } from '../setup/where-deep.js';

let browser: Browser;
let mock: Mock;
let desk: Desk;

beforeAll(async () => {
  mock = await startMock(builtConsole());
  browser = await launchBrowser();
  desk = await Desk.open(browser, mock.url);
  await desk.page.clock.install();
  await desk.signIn();
}, 120_000);
afterEach(() => expect(desk.faults.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await mock?.close();
});

const notice = () => desk.page.getByTestId('notice');
async function toStudent(): Promise<void> {
  await desk.answer('safety.danger', 'no');
  await desk.answer('safety.medical', 'no');
  await desk.inState('student-check');
}

describe('the call screen, in trouble', () => {
  // One page for all: each test is the next call.
  beforeEach(async () => {
    await desk.home();
    await desk.answerLine(/Good2Talk/);
    mock.posts.length = 0;
    await desk.startCall('1');
  }, 60_000);

  it('announces a change of state politely, and nothing else', async () => {
    const region = desk.page.getByTestId('announcement');
    expect(await region.getAttribute('aria-live')).toBe('polite');
    await desk.answer('safety.danger', 'no');
    // That safety is open is said once, not at each of its questions.
    expect(await region.innerText()).toBe('2 safety questions open');
    await desk.answer('safety.medical', 'no');
    await desk.inState('student-check');
    await desk.page.locator('[data-testid="announcement"]', { hasText: 'Next: questions' }).waitFor();
    expect(await desk.page.locator('[aria-live="assertive"], [role="alert"]').count()).toBe(0);
  }, 60_000);

  it('sends a change again under the same key when the connection breaks, and says that it is trying', async () => {
    mock.cutNext(9);
    await desk.press('1');
    await desk.page.getByText('We keep trying').waitFor();
    // What the screen waits between its tries passes in no time.
    const arrived = desk.page.locator('[data-answer="safety.danger"]');
    while ((await arrived.count()) === 0) await desk.page.clock.runFor(1_000);
    await desk.page.getByText('We keep trying').waitFor({ state: 'detached' });
    const keys = mock.posts.filter((post) => post.path.endsWith('/answers')).map((post) => post.key);
    expect(keys.length).toBeGreaterThan(2);
    expect(new Set(keys).size).toBe(1);
  }, 60_000);

  it('says why not when asked, by keyboard and once aloud, and lets it be tried again where that went wrong', async () => {
    const { page } = desk;
    await toStudent();
    await desk.answer('student', 'yes');
    const gate = page.locator('[data-verdict="gate"]');
    // In sight without unfolding anything.
    expect(await gate.locator('[data-by-time]').innerText()).toBe('By age alone, from March 1, 2027: Not a student');
    mock.answerNext('/why-not', 500, { title: 'Something went wrong', status: 500 });
    await gate.locator('summary').focus();
    await desk.press('Enter');
    const ask = gate.locator('[data-otherwise] > button');
    expect(await ask.innerText()).toBe('Show the other results');
    await ask.focus();
    await desk.press('Enter');
    expect(await gate.getByTestId('notice').innerText()).toContain('Something went wrong');
    expect(await desk.axe()).toEqual([]);
    await desk.press('Enter');
    await desk.press('Enter');
    await gate.locator('[data-outcome="not-student"]').waitFor();
    expect(await gate.locator('[data-otherwise] li').allInnerTexts()).toEqual([
      'Student No · Age 12 gives: Not a student',
      'No answers lead to “Rich”.',
    ]);
    expect(await page.getByTestId('announcement').innerText()).toBe('2 other results, below');
    expect(await ask.getAttribute('aria-expanded')).toBe('true');
    expect(await desk.axe()).toEqual([]);
    await ask.focus();
    await desk.press('Enter');
    expect(await gate.locator('[data-otherwise] li').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('false');
  }, 60_000);

  it('keeps open safety questions in sight, one key away, until none is open', async () => {
    const { page } = desk;
    const pinned = page.getByTestId('safety-open');
    const active = () => page.evaluate(() => document.activeElement?.getAttribute('data-question'));
    for (const [width, height] of [
      [1280, 400],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const box = await pinned.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
      await page.locator('[data-note] textarea').focus();
      await desk.press('Alt+s');
      expect(await active()).toBe('safety.danger');
      expect(await desk.axe()).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await pinned.innerText()).toContain('2 safety questions open');
    await desk.answer('safety.danger', 'no');
    expect(await pinned.innerText()).toContain('1 safety question open');
    await desk.press('Alt+s');
    expect(await active()).toBe('safety.medical');
    await desk.answer('safety.medical', 'no');
    await pinned.waitFor({ state: 'detached' });
  }, 60_000);

  it('puts the last answer right where the eye is, by one key', async () => {
    await desk.answer('safety.danger', 'no');
    const just = desk.page.getByTestId('just-answered');
    expect(await just.innerText()).toMatch(/immediate danger.*No/s);
    await desk.press('Alt+c');
    expect(await desk.axe()).toEqual([]);
    expect(await desk.page.evaluate(() => document.activeElement?.closest('[data-just]') !== null)).toBe(true);
    expect(await just.locator('.push-primary').innerText()).toContain('No');
    // The digits are those of the answer that is changed, not of the question below.
    await desk.step('2');
    expect(mock.posts.at(-1)?.body).toEqual({ answers: { 'safety.danger': 'unsure' } });
    await just.filter({ hasText: 'Not sure' }).waitFor();
    await desk.answer('safety.medical', 'no');
    await just.filter({ hasText: 'ambulance' }).waitFor();
    // Put right elsewhere, an older answer is the last one again.
    await desk.pressButton('Change the answer to: Is anyone in immediate danger or hurt right now?');
    await desk.page.locator('[data-answer="safety.danger"] [data-choice="no"]').focus();
    await desk.step('Enter');
    await just.filter({ hasText: 'immediate danger' }).waitFor();
  }, 60_000);

  it('says when this window no longer follows what others do, and follows again when it is told to', async () => {
    const { page } = desk;
    while (mock.following() === 0) await page.clock.runFor(1_000);
    mock.replace();
    const notice = page.getByTestId('following').getByText('no longer shows by itself');
    await notice.waitFor();
    expect(await desk.axe()).toEqual([]);
    // It does not take the turn of another window back by itself.
    await page.clock.runFor(120_000);
    expect(mock.following()).toBe(0);
    await desk.pressButton('Follow again here');
    await notice.waitFor({ state: 'detached' });
    while (mock.following() === 0) await page.clock.runFor(1_000);
    mock.touch({ live: true });
    await page.getByTestId('elsewhere').waitFor();
  }, 60_000);

  it('gives each change a key of its own', async () => {
    await toStudent();
    const keys = mock.posts.map((post) => post.key);
    expect(keys.every((key) => /^[0-9a-f-]{36}$/.test(key ?? ''))).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  }, 60_000);

  it('shows a refusal where it was asked for, and keeps what was typed', async () => {
    await toStudent();
    const card = desk.page.locator('[data-question="campus"]');
    await card.locator('input').focus();
    await desk.page.keyboard.type('Lakehead');
    const refusal = { type: '/problems/refused', title: 'That was refused', status: 409, detail: 'Too late for this.' };
    mock.answerNext('/answers', 409, refusal);
    await desk.press('Enter');
    await card.getByTestId('notice').waitFor();
    expect(await card.getByTestId('notice').innerText()).toContain('Too late for this.');
    expect(await card.locator('input').inputValue()).toBe('Lakehead');
    expect(await notice().count()).toBe(1);
    expect(await desk.axe()).toEqual([]);
  }, 60_000);

  it('reloads what somebody else changed, says so, and overwrites nothing', async () => {
    await toStudent();
    const before = mock.posts.length;
    mock.touch();
    await desk.press('1');
    await notice().waitFor();
    expect(await notice().innerText()).toContain('Someone else changed this case');
    await desk.page.locator('.timeline', { hasText: 'Someone else changed it.' }).first().waitFor();
    expect(await desk.page.locator('[data-answer="student"]').count()).toBe(0);
    expect(mock.posts.length).toBe(before + 1);
    // Chosen again, on what is now to be seen, it holds.
    await desk.step('1');
    await desk.inState('consent');
  }, 60_000);

  whereDeep(
    'keeps what was chosen over a reload, and sends all of it',
    async () => {
      await toStudent();
      const tips = desk.page.locator('[data-question="topics"] .push-toggle[data-selected]', { hasText: 'Tips' });
      await desk.page.getByRole('button', { name: 'Tips' }).focus();
      await desk.press('Space');
      await tips.waitFor();
      await desk.page.reload();
      await tips.waitFor();
      await desk.page.locator('[data-question="topics"]').getByRole('button', { name: 'Save' }).focus();
      await desk.step('Enter');
      await desk.pressButton('Change the answer to: What would help?');
      await desk.page.locator('[data-answer="topics"] .push-toggle[data-selected]', { hasText: 'Tips' }).waitFor();
      await desk.pressButton('Change the answer to: What would help?');
      await desk.answer('student', 'yes');
      await desk.inState('consent');
      await desk.twice('1');
      await desk.inState('transfer');
      await desk.twice('2');
      await desk.inState('search');
      // What is not to be said stands beside the sentence to say, and outside of it.
      expect(await desk.page.getByTestId('help').innerText()).toBe('Do not name the line.');
      expect(await desk.page.getByTestId('script').innerText()).not.toContain('Do not name');
      await desk.press('1');
      await desk.page.getByLabel('Food bank').waitFor();
      await desk.page.getByLabel('Food bank').focus();
      await desk.press('Space');
      expect(await desk.axe()).toEqual([]);
      await desk.page.reload();
      await desk.page.locator('[data-event="give-services"] :checked').waitFor();
      await desk.pressButton('Confirm: I gave these services');
      await desk.inState('done');
      expect(mock.posts.at(-1)?.body).toEqual({ event: 'give-services', services: ['s1'] });
    },
    60_000,
  );

  it('lets single keys be switched off; keys with Alt stay', async () => {
    await desk.press('?');
    await desk.page.getByRole('dialog').getByRole('checkbox').focus();
    await desk.press('Space', 'Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.press('1');
    await desk.step('F9');
    expect(mock.posts.filter((post) => post.path.endsWith('/answers'))).toEqual([]);
  }, 60_000);
});

describe('the call screen', () => measureKeys(() => ({ browser, url: mock.url })));

describe('hands', () => hands(() => ({ browser, mock })));

describe('eligibility in a page', () => underStrictPolicy(() => browser));
