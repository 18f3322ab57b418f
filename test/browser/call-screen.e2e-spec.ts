import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { deep, Desk as AtTheServer, safe } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk, type Spoken } from './desk.js';
import { lineAndScreen } from './line-and-screen.js';
import { whereDeep } from '../setup/where-deep.js';

let browser: Browser;
let app: TestApp;
/** The page that is looked at; one of each language serves all tests, each of which is the next call. */
let desk: Desk;
const desks = new Map<Spoken, Desk>();
let url: string;
let amina: AtTheServer;

beforeAll(async () => {
  app = await startTestApp({ consoleFolder: builtConsole() });
  url = (await app.app.getUrl()).replace('[::1]', 'localhost');
  amina = await AtTheServer.at(app);
  browser = await launchBrowser();
}, 120_000);
afterEach(() => expect(desk.faults.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function sitDown(language: Spoken): Promise<void> {
  desk = await Desk.open(browser, url, { now: app.clock.now(), language });
  desks.set(language, desk);
}

/** With SCREENSHOTS=<folder>, a picture of each state is left there to look at. */
async function look(name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await desk.page.emulateMedia({ colorScheme });
    await desk.screenshot(join(folder, `${name}-${colorScheme}.png`));
  }
}

async function pictureForReadme(): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== '1') return;
  mkdirSync('docs/images', { recursive: true });
  await desk.screenshot('docs/images/call-screen.png');
}

async function toLines(language: Spoken): Promise<Desk> {
  const open = desks.get(language);
  if (open) await (desk = open).home();
  else {
    await sitDown(language);
    await desk.signIn();
  }
  return desk;
}
async function takeCall(language: Spoken): Promise<Desk> {
  await toLines(language);
  await desk.answerLine(/Good2Talk|J’écoute/);
  await desk.startCall(language === 'en' ? '1' : '2');
  await desk.answer('lang', language);
  return desk;
}
/** A call that has come so far already. */
async function comeTo(...answers: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  if (!desks.has('en')) await toLines('en');
  desk = desks.get('en')!;
  const id = await amina.openCase();
  await amina.walk(id, [{ lang: 'en' }, safe, ...answers]);
  await desk.page.goto(`${url}/cases/${id}`);
  await desk.page.locator('[data-next]').first().waitFor();
}

const sayings = {
  en: { took: 'They took the call', done: 'Introduced to the next service', closed: 'This call is finished' },
  fr: {
    start: /Commencer/,
    took: 'L’appel est pris',
    done: 'Personne présentée au service suivant',
    closed: 'Cet appel est terminé',
  },
} as const;

describe.each(deep ? (['en', 'fr'] as const) : (['en'] as const))(
  'a student’s call, by keyboard alone (%s)',
  (language) => {
    it('goes from the greeting to a warm transfer and the note, with no accessibility fault in any state', async () => {
      const faults: Record<string, string[]> = {};
      const check = async (name: string) => {
        const found = await desk.axe();
        await look(`${language}-${name}`);
        if (/questions|dial|outcome/.test(name)) found.push(...(await desk.axeContrast()));
        if (found.length > 0) faults[name] = found;
      };
      await sitDown(language);
      await desk.page.locator('select').first().waitFor();
      await check('1-sign-in');
      await desk.signIn();
      await check('2-lines');
      await desk.answerLine(/Good2Talk|J’écoute/);
      expect(await desk.page.locator('.panel-script [lang="en"]').count()).toBe(1);
      expect(await desk.page.locator('.panel-script [lang="fr"]').count()).toBe(1);
      await check('3-greeting');
      await desk.startCall(language === 'en' ? '1' : '2');
      expect(await desk.page.getByTestId('script').getAttribute('lang')).toBe(language);
      await check('4-first-question');
      await desk.answer('lang', language);
      await desk.inState('safety');
      await check('5-safety');
      await desk.clearSafety();
      await desk.answer('student', 'yes');
      await desk.inState('need-choice');
      await check('6-questions');
      await desk.answer('need', 'counselling');
      await desk.inState('consent-transfer');
      await check('7-consent');
      await desk.twice('1');
      await desk.inState('transfer');
      await check('8-transfer');
      await desk.step('1');
      await desk.page.keyboard.type('416 555 0100');
      await desk.step('Enter');
      await check('9-dial');
      expect(await desk.page.locator('.number-digits').innerText()).toBe('1-800-668-6868');
      expect(await desk.page.locator('.number-digits').getAttribute('href')).toMatch(/^tel:\+?1-?800-?668-?6868$/);
      if (language === 'en') await pictureForReadme();
      for (const step of ['dial', 'brief', 'three-way']) {
        await desk.page.locator(`[data-step="${step}"][aria-current="step"]`).waitFor();
        await desk.step('1');
      }
      await desk.page.getByRole('button', { name: sayings[language].took }).waitFor();
      // Once too often does nothing that can't be taken back.
      await desk.press('1');
      await desk.page.locator('[data-armed]', { hasText: sayings[language].took }).waitFor();
      await look(`${language}-10-armed`);
      await desk.press('Escape');
      await desk.page.locator('[data-armed]').waitFor({ state: 'detached' });
      await desk.inState('transfer');
      await desk.twice('1');
      await desk.page.locator('[data-disposition="warm_completed"]').waitFor();
      expect(await desk.page.getByTestId('disposition').innerText()).toBe(sayings[language].done);
      // Nobody is on the line any more.
      await desk.page.getByTestId('inquirer').getByRole('button').waitFor({ state: 'detached' });
      await check('10-outcome');
      const note = desk.page.locator('[data-note] textarea');
      await desk.page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[data-note] textarea')?.value);
      // Its course without a word of what the caller said.
      expect(await note.inputValue()).toContain(sayings[language].done);
      expect(await note.inputValue()).not.toContain('416');
      await desk.press('Control+End');
      await desk.page.keyboard.type('Calm at the end. / Plus calme à la fin.');
      await desk.press('Tab', 'Enter');
      await desk.page.getByText(sayings[language].closed).waitFor();
      await check('11-closed');
      expect(await desk.page.locator('.saved-note').innerText()).toContain('Plus calme');
      expect(await desk.page.locator('.timeline li').count()).toBeGreaterThan(10);
      expect(faults).toEqual({});
    }, 180_000);
  },
);

describe('the call screen', () => {
  it('asks about safety again when risk is raised, from anywhere and by one key', async () => {
    await comeTo();
    await desk.inState('student-check');
    await desk.page.locator('textarea').focus();
    await desk.page.keyboard.type('was calm, now');
    await desk.step('Alt+r');
    await desk.inState('safety');
    expect(await desk.page.locator('#safety-questions [data-question]').count()).toBeGreaterThan(3);
    expect(await desk.page.locator('textarea').inputValue()).toBe('was calm, now');
    await desk.answer('safety.danger', 'yes');
    await desk.inState('emergency');
    await look('emergency');
    expect(await desk.axe()).toEqual([]);
    // Where help must go is not a question that may be left out, even if it never keeps help waiting.
    expect(await desk.page.locator('#place').innerText()).not.toContain('Optional');
    await desk.pressButtonTwice('They took the call');
    await desk.inState('rescue');
    await look('rescue');
    expect(await desk.axe()).toEqual([]);
    await desk.pressButtonTwice('Emergency services are there');
    await desk.page.locator('[data-disposition="emergency_911"]').waitFor();
  }, 120_000);

  whereDeep(
    'lets an earlier answer be put right, and goes back to what it changes',
    async () => {
      await comeTo({ student: 'yes' });
      await desk.inState('need-choice');
      // What would change the result is said before anything is changed.
      const gate = desk.page.locator('[data-verdict="gate"]');
      await gate.locator('summary').focus();
      await desk.press('Enter');
      expect(await gate.locator('.flips > .hint').innerText()).toBe('If an answer was wrong, it would be:');
      expect(await gate.locator('.flips').innerText()).toContain('in Ontario No gives: Not a post-secondary student');
      // Each other result is said by a single answer: there is no more to ask for.
      expect(await gate.locator('[data-otherwise]').count()).toBe(0);
      expect(await desk.axe()).toEqual([]);
      await look('flips');
      await desk.pressButton('Change the answer to: Post-secondary student in Ontario');
      expect(await desk.axe()).toEqual([]);
      const known = desk.page.locator('[data-answer="student"]');
      await known.locator('[data-choice="no"]').focus();
      await desk.press('Enter');
      await desk.page.getByTestId('preview').waitFor();
      await look('preview');
      expect(await desk.page.getByTestId('preview').innerText()).toMatch(/not sent yet[\s\S]*We go on as 2-1-1/);
      // What was chosen is lit, and the button that sends it is in sight.
      expect(await known.locator('.push-primary[data-choice]').getAttribute('data-choice')).toBe('no');
      const confirm = await desk.page.getByTestId('preview').boundingBox();
      expect((confirm?.y ?? 0) + (confirm?.height ?? 9_999)).toBeLessThanOrEqual(desk.page.viewportSize()?.height ?? 0);
      expect(await desk.axe()).toEqual([]);
      await desk.step('Enter');
      await desk.inState('we-are-211');
      await desk.page.locator('[data-event="go-on-with-211"] button').focus();
      await desk.twice('Enter');
      await desk.page.locator('[data-disposition="not_student"]').waitFor();
      await look('goes-on');
      expect(await desk.axe()).toEqual([]);
    },
    120_000,
  );

  it('takes "prefers not to say" for any question, and never as a no', async () => {
    await comeTo();
    await desk.inState('student-check');
    await desk.step('0');
    await desk.inState('need-choice');
    expect(await desk.page.locator('[data-answer="student"]').innerText()).toContain('Prefers not to say');
    expect(await desk.page.locator('[data-verdict="gate"]').getAttribute('data-status')).toBe('undetermined');
  }, 120_000);

  it('says why nobody took the call, and offers what is next', async () => {
    await comeTo({ student: 'yes', need: 'counselling' });
    await desk.inState('consent-transfer');
    // Nobody is in danger: whether it is safe to talk may still be asked, and keeps nothing open.
    await desk.page.locator('[data-question="safety.safe_to_talk"]').waitFor();
    expect(await desk.page.getByTestId('safety-open').count()).toBe(0);
    await desk.twice('2');
    await desk.inState('transfer');
    expect(await desk.page.getByText('share nothing about the caller').count()).toBeGreaterThan(0);
    await desk.twice('2');
    await desk.page.locator('.earlier').waitFor();
    expect(await desk.page.locator('.earlier').innerText()).toContain('No answer');
    await desk.pressButton('They cannot take it');
    await look('cannot-take');
    expect(await desk.axe()).toEqual([]);
    await desk.pressButton('Full');
    await desk.inState('no-one-answered');
  }, 120_000);

  lineAndScreen({ toLines, takeCall, look });
});
