import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../setup/app.js';
import { whereDeep } from '../setup/where-deep.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import './agency-link.e2e.js';
import './household.e2e.js';
import { Desk } from './desk.js';
import { reviewApplications } from './reviews.js';
import { sendTeams } from './teams.js';
import { sayCapacity } from './capacity.js';
import { readLater } from './timeline.js';

/*
 * Whole calls, as a navigator takes them: on the real server, with the shipped programs, by keyboard. What is looked at is
 * what the navigator would read aloud or act on.
 */
let browser: Browser;
let app: TestApp;
let desk: Desk;
let url: string;

beforeAll(async () => {
  app = await startTestApp({ consoleFolder: builtConsole() });
  // Three in the morning of 1 June in Toronto. Whoever answers at night, and who does not, follows from the clock.
  app.clock.set(new Date('2026-06-01T07:00:00.000Z'));
  url = (await app.app.getUrl()).replace('[::1]', 'localhost');
  browser = await launchBrowser();
  desk = await Desk.open(browser, url, { now: app.clock.now() });
  await desk.signIn();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const byId = (id: string) => desk.page.getByTestId(id);
async function read(id: string): Promise<string> {
  return (await byId(id).innerText()).replaceAll(/\s+/g, ' ');
}
const questions = () =>
  desk.page
    .locator('[data-question]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-question') ?? ''));

/** Types an answer into its field and sends it by Enter. */
async function typed(question: string, text: string): Promise<void> {
  const card = desk.page.locator(`[data-question="${question}"]`);
  await card.locator('input').fill(text);
  await card.locator('input').focus();
  await desk.press('Enter');
  await card.waitFor({ state: 'detached' });
}
async function happens(event: string, reason?: string): Promise<void> {
  const place = desk.page.locator(`[data-event="${event}"]`);
  await place.getByRole('button').first().focus();
  if (reason === undefined) return desk.twice('Enter');
  await desk.press('Enter');
  await place.getByLabel(reason).check();
  await place.locator('button[type="submit"]').focus();
  await desk.step('Enter');
}
const offered = () => desk.page.locator('.number-digits').innerText();

/** Corrects an answer in place: what that changes is shown first, then Enter makes it so. Resolves to what was shown. */
async function correct(question: string, choice: string): Promise<string> {
  const known = desk.page.locator(`li[data-answer="${question}"]`);
  await known.getByRole('button').first().focus();
  await desk.press('Enter');
  await known.locator(`[data-choice="${choice}"]`).focus();
  await desk.press('Enter');
  const shown = await read('preview');
  await desk.step('Enter');
  return shown;
}
/** All guided steps of a transfer, up to the question how it went. Resolves to the number that was dialled. */
async function guide(): Promise<string> {
  let dialled = '';
  for (const step of ['permission', 'disconnect-number', 'dial', 'brief', 'three-way']) {
    await desk.page.locator(`[data-step="${step}"][aria-current="step"]`).waitFor();
    if (step === 'dial') dialled = await offered();
    if (step === 'disconnect-number') {
      // Typed without a look at where the keyboard is: a digit is never taken for "no answer".
      await desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await desk.page.keyboard.type('4165550142');
    }
    await desk.step(step === 'disconnect-number' ? 'Enter' : '1');
  }
  return dialled;
}

describe('a call', () => {
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  it('of an anxious mother for her 17-year-old', async () => {
    const { page } = desk;
    await desk.answerLine(/^Developmental Services Ontario/);
    // She calls for her son: that is kept apart from the first moment on.
    await page.getByRole('radio', { name: 'For someone else' }).press('Space');
    await page.getByRole('radio', { name: 'Family' }).press('Space');
    await desk.startCall('1');
    await desk.clearSafety();
    await desk.answer('reason', 'developmental');
    await desk.answer('lang', 'en');
    // That she calls for somebody of her family was said in the greeting: Enter confirms it.
    const role = page.locator('[data-question="caller_role"]');
    expect(await role.locator('.push-primary').getAttribute('data-choice')).toBe('family');
    await role.locator('.push-primary').focus();
    await desk.step('Enter');
    await desk.inState('region');
    expect(await read('inquirer')).toContain('Caller: family');
    await typed('postal', 'M4C 1B5');
    await desk.inState('prescreen');
    // Whether the home holds is asked before anything about files.
    expect((await questions()).slice(0, 3)).toEqual(['dob', 'urgent', 'existing']);
    // "Is he too young? Am I too late?" He turns 18 on 20 February 2027: neither, and the date is on the screen.
    // A digit that is typed without a look at the keyboard's place is the first one of the date.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.type('02202009');
    expect(await page.locator('[data-question="dob"] input').inputValue()).toBe('2009-02-20');
    await desk.step('Enter');
    // What was said can be put right by one key; the age and the date that follow from it are put right with it.
    expect(await byId('just-answered').getAttribute('data-just')).toBe('dob');
    expect(await page.locator('li[data-answer="adult_on"] button').count()).toBe(0);
    for (const [question, answer] of [
      ['urgent', 'no'],
      ['existing', 'no'],
      ['dd_known', 'yes'],
    ] as const)
      await desk.answer(question, answer);
    // Toronto's public number is the very line that she is on: that of the office is found before anything is asked of her.
    await desk.inState('find-number');
    await page.locator('[data-event="number-found"] form input').fill('416-555-0111');
    await page.locator('[data-event="number-found"] form input').focus();
    await desk.step('Enter');
    await desk.inState('permission');
    expect(await page.locator('[data-verdict="prescreen"]').innerText()).toContain(
      'services begin at 18 (February 20, 2027)',
    );
    expect(await page.locator('[data-verdict="prescreen"] [data-by-time]').innerText()).toBe(
      'By age alone, more has to be asked from February 20, 2027',
    );
    const prescreen = page.locator('[data-verdict="prescreen"]');
    await prescreen.locator('summary').focus();
    await desk.press('Enter');
    await prescreen.locator('[data-otherwise] > button').focus();
    await desk.press('Enter');
    await prescreen.locator('[data-outcome="ready"]').waitFor();
    expect(await prescreen.locator('[data-otherwise] li').allInnerTexts()).toEqual([
      'Adult services or waiting list before Yes · Applying for Passport No gives: Services or waiting list before',
      'Age 18 · Signed assessment There are some papers gives: To the DSO, documents to come',
      'Age 18 · Signed assessment Yes, signed · Proof of age Yes · Proof of living in Ontario Yes gives: To the DSO, with all documents',
    ]);
    expect(await page.locator('[data-answer="adult_on"]').innerText()).toMatch(/2027/);
    // He does not know that she calls: the number may be given, and nothing is told.
    await desk.answer('consent', 'no');
    await desk.inState('without-consent');
    expect(await offered()).toBe('1-416-555-0111');
    // "He is right beside me." Asked, he agrees; what that changes is shown before it is made.
    expect(await correct('consent', 'yes')).toMatch(/agree|permission/i);
    await desk.inState('consent');
    expect(await page.locator('[name="consent-by"]:checked + span').innerText()).toBe('Someone calling for them');
    await desk.twice('1');
    await desk.inState('ready-transfer');
    expect(await guide()).toBe('1-416-555-0111');
    await desk.twice('1');
    await desk.inState('dso-accepted');
  }, 60_000);

  whereDeep(
    'of a student at three in the morning',
    async () => {
      const { page } = desk;
      await desk.home();
      await desk.answerLine(/Developmental Services Ontario/);
      await desk.startCall('1');
      await desk.clearSafety();
      // The wrong line: nobody is sent away, and nothing that was said is asked again.
      await desk.answer('lang', 'en');
      await desk.answer('caller_role', 'self');
      await desk.answer('reason', 'student-support');
      await page.locator('[data-disposition]').waitFor();
      await page.getByRole('link', { name: 'Go on' }).focus();
      await desk.press('Enter');
      await desk.inState('student-check');
      expect(await questions()).toEqual(['student']);
      await desk.answer('student', 'yes');
      await desk.answer('need', 'counselling');
      await desk.inState('consent-transfer');
      await desk.twice('1');
      expect(await guide()).toBe('1-800-668-6868');
      // Nobody takes it at this hour. The next one is there without a word, and the student is not asked anything again.
      await desk.twice('2');
      expect(await page.locator('.panel-now').first().innerText()).toContain('9-8-8');
      for (const step of ['permission', 'disconnect-number', 'dial', 'brief', 'three-way']) {
        const now = page.locator(`[data-step="${step}"][aria-current="step"]`);
        await now.waitFor();
        // The number is read back.
        if (step === 'disconnect-number') expect(await now.innerText()).toContain('I call you at 1-416-555-0142');
        await desk.step('1');
      }
      await desk.twice('1');
      await page.locator('[data-disposition]').waitFor();
      // The note is begun from the course of the call; two cases of one call share it.
      await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[data-note] textarea')?.value);
      await page.locator('[data-note] textarea').focus();
      await desk.press('Tab', 'Enter');
      await page.getByText('This call is finished').waitFor();
    },
    60_000,
  );

  whereDeep(
    'of somebody who is cut off in the middle of a question, and calls back',
    async () => {
      const { page } = desk;
      await desk.home();
      await desk.answerLine(/Good2Talk/);
      await desk.startCall('1');
      await desk.answer('lang', 'en');
      await desk.clearSafety();
      await desk.answer('student', 'yes');
      await desk.answer('need', 'counselling');
      await desk.inState('consent-transfer');
      await desk.twice('1');
      await guide();
      // Something in the voice: safety is asked again. In the middle of that the line goes dead.
      await desk.step('Alt+r');
      await desk.answer('safety.danger', 'no');
      await desk.press('Alt+g');
      await page.getByRole('alertdialog').waitFor();
      await desk.step('Enter');
      await desk.inState('callback-due');
      expect(await offered()).toBe('1-416-555-0142');
      const number = await read('case-number');
      expect(number).toMatch(/^[A-Z]-\d{3}-\d{4}$/);
      // The phone rings: it is them. Their number finds the call where it was, and safety comes first.
      await desk.home();
      await page.getByLabel('Case number').fill(number.toLowerCase().replaceAll('-', ' '));
      await desk.press('Enter');
      await desk.inState('callback-due');
      await happens('reach-caller');
      await desk.inState('safety');
      expect(await questions()).toEqual(expect.arrayContaining(['safety.danger', 'safety.suicide']));
      await desk.clearSafety();
      // Safe now. What was said is still known and agreed: the transfer is made at last.
      await desk.inState('transfer');
      await desk.step('1');
      await desk.pressButtonTwice('They took the call');
      await page.locator('[data-disposition="warm_completed"]').waitFor();
    },
    60_000,
  );

  whereDeep(
    'of somebody in distress, on whom we check in',
    async () => {
      const { page } = desk;
      await desk.home();
      await desk.answerLine(/Good2Talk/);
      await desk.startCall('1');
      await desk.answer('lang', 'en');
      for (const question of ['danger', 'weapon', 'medical']) await desk.answer(`safety.${question}`, 'no');
      await desk.answer('safety.suicide', 'thoughts');
      await desk.inState('consent-distress');
      await desk.twice('1');
      await guide();
      await desk.twice('1');
      await desk.inState('consent-distress-check-in');
      expect(await page.locator('.panel-now').innerText()).toContain('we will not call');
      // Whoever hangs up now is with the other line: it has its own words, under the key of "the caller is gone".
      expect(await page.locator('.call-urgent').innerText()).toContain('They have left the line');
      expect(await page.locator('[data-event="left-the-line"]').count()).toBe(0);
      await desk.press('Alt+g');
      await page.getByRole('alertdialog', { name: 'They have left the line' }).waitFor();
      expect(await desk.axe()).toEqual([]);
      await desk.press('Escape');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await desk.twice('1');
      // The number is known from the transfer: the promise stands for tomorrow, and another time may be agreed on.
      await desk.inState('distress-check-in');
      // A time that is over is said to be, and not sent by one press.
      const when = page.locator('[data-question="follow_up_at"]');
      await when.locator('input').fill('2026-05-30T10:00');
      await when.getByText('That time is over').waitFor();
      await when.locator('input').focus();
      await desk.press('Enter');
      await page.locator('[data-armed]').waitFor();
      expect(await page.locator('li[data-answer="follow_up_at"]').count()).toBe(0);
      expect(await desk.axe()).toEqual([]);
      await desk.step('Alt+t');
      await page.locator('li[data-answer="follow_up_at"]').waitFor();
      expect(await page.locator('li[data-answer="follow_up_at"]').innerText()).toMatch(/Jun.* 2,.* 3:00/);
    },
    60_000,
  );

  whereDeep(
    'of somebody on the wrong line twice, who comes to the core line',
    async () => {
      const { page } = desk;
      await desk.home();
      await desk.answerLine(/Developmental Services Ontario/);
      await desk.startCall('2');
      await desk.clearSafety();
      await desk.answer('lang', 'fr');
      await desk.answer('caller_role', 'self');
      await desk.answer('reason', 'student-support');
      const goOn = page.getByRole('link', { name: 'Go on' });
      await goOn.focus();
      await desk.press('Enter');
      await desk.inState('student-check');
      // What is known and may be shared is there; what was for the DSO alone is not.
      const known = await page.locator('li[data-answer]').evaluateAll((all) => all.map((one) => one.dataset['answer']));
      expect(known).toEqual(['lang', 'safety.danger', 'safety.weapon', 'safety.medical', 'safety.suicide']);
      expect(await page.getByTestId('script').getAttribute('lang')).toBe('fr');
      await desk.answer('student', 'no');
      await desk.inState('we-are-211');
      await happens('go-on-with-211');
      await page.locator('[data-disposition="not_student"]').waitFor();
      // The core line has no program here yet, and we are that line: the call goes on here, and nobody is dialled.
      expect((await page.locator('.goes-on').innerText()).replaceAll(/\s+/g, ' ')).toMatch(
        /goes on here, as 2-1-1 Ontario.*can also call 2-1-1/,
      );
      expect(await page.locator('.number-digits').count()).toBe(0);
      // One call, one note.
      await page.locator('[data-note] textarea').fill('Brought to 2-1-1.');
      await desk.press('Tab', 'Enter');
      await page.getByText('This call is finished').waitFor();
    },
    60_000,
  );

  whereDeep(
    'of somebody whose office has no number here: it is found, noted, and dialled',
    async () => {
      const { page } = desk;
      await desk.home();
      await desk.answerLine(/Developmental Services Ontario/);
      await desk.startCall('1');
      await desk.clearSafety();
      await desk.answer('reason', 'developmental');
      await desk.answer('lang', 'en');
      await desk.answer('caller_role', 'self');
      await desk.inState('region');
      // Fifty-seven areas are searched, by keyboard alone; a digit there is no command.
      const area = page.locator('[data-question="area"]');
      const search = area.getByRole('combobox');
      await search.focus();
      await page.keyboard.type('OTTA1');
      expect(await area.getByRole('option').count()).toBe(0);
      await desk.press('Backspace', 'ArrowDown');
      expect(await area.getByRole('option', { selected: true }).innerText()).toContain('Ottawa');
      expect(await desk.axe()).toEqual([]);
      await desk.step('Enter');
      if ((await desk.state()) === 'region') await typed('postal', 'K1A 0B1');
      await desk.inState('prescreen');
      await page.locator('[data-question="dob"] input').fill('2000-05-01');
      await page.locator('[data-question="dob"] input').focus();
      await desk.step('Enter');
      for (const [question, answer] of [
        ['urgent', 'no'],
        ['existing', 'yes'],
        ['passport', 'no'],
      ] as const)
        await desk.answer(question, answer);
      await desk.inState('find-number');
      expect(await page.locator('[data-question="callback_number"] .question-why').innerText()).toContain('reach them');
      // Typed without a look at where the keyboard is: the number, and nothing that happens.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.type('16135550100');
      expect(await page.locator('[data-event="number-found"] form input').inputValue()).toBe('16135550100');
      await desk.step('Enter');
      await desk.inState('existing-client');
      // What will be dialled stands there before it is its turn.
      expect(await page.locator('[data-step="dial"]').innerText()).toContain('1-613-555-0100');
      const dial = page.locator('[data-step="dial"][aria-current="step"]');
      while ((await dial.count()) === 0) await desk.step('1');
      expect((await dial.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/number you noted.*1-613-555-0100/);
      expect(await dial.locator('[data-noted] a').getAttribute('href')).toBe('tel:16135550100');
      expect(await desk.axe()).toEqual([]);
    },
    60_000,
  );
});

describe('afterwards', () => readLater(() => ({ app, browser, url })));
describe('a team', () => sendTeams(() => ({ app, browser, url })));
describe('reviewers', () => reviewApplications(() => ({ app, browser, url })));
describe('an agency says what it can take', () => sayCapacity(() => ({ app, browser, url })));
