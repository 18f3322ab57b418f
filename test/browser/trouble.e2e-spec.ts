import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk } from './desk.js';
import { startMock, type Mock } from './mock-server.js';

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
// One page for all: each test is the next call.
beforeEach(async () => {
  await desk.home();
  await desk.answerLine(/Good2Talk/);
  mock.posts.length = 0;
  await desk.startCall('1');
}, 60_000);
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
  it('announces a change of state politely, and nothing else', async () => {
    const region = desk.page.getByTestId('announcement');
    expect(await region.getAttribute('aria-live')).toBe('polite');
    await desk.answer('safety.danger', 'no');
    expect(await region.innerText()).toBe('');
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

  it('fills in the fields of an event, and refuses none of what was chosen', async () => {
    await toStudent();
    await desk.answer('student', 'yes');
    await desk.inState('consent');
    await desk.step('1');
    await desk.inState('transfer');
    await desk.step('2');
    await desk.inState('search');
    // What is not to be said stands beside the sentence to say, and outside of it.
    expect(await desk.page.getByTestId('help').innerText()).toBe('Do not name the line.');
    expect(await desk.page.getByTestId('script').innerText()).not.toContain('Do not name');
    await desk.press('1');
    await desk.page.getByLabel('Food bank').waitFor();
    await desk.page.getByLabel('Food bank').focus();
    await desk.press('Space');
    expect(await desk.axe()).toEqual([]);
    await desk.pressButton('Confirm: I gave these services');
    await desk.inState('done');
    expect(mock.posts.at(-1)?.body).toEqual({ event: 'give-services', services: ['s1'] });
  }, 60_000);

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
