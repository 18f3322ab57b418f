import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { deep } from '../faults/desk.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk, type Spoken } from './desk.js';
import { startMock, type Mock } from './mock-server.js';
import { signOut } from './signing-out.js';
import { both } from './mock-program.js';
import { whereDeep } from '../setup/where-deep.js';

let browser: Browser;
let mock: Mock;
/** The page that is looked at; one of each language serves all tests, each of which is the next call. */
let desk: Desk;
const desks = new Map<Spoken, Desk>();

beforeAll(async () => {
  mock = await startMock(builtConsole());
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await mock?.close();
});

async function begin(language: Spoken): Promise<void> {
  const open = desks.get(language);
  if (open) await (desk = open).home();
  else {
    desk = await Desk.open(browser, mock.url, { language });
    desks.set(language, desk);
    await desk.page.clock.install();
    await desk.signIn();
  }
  await desk.answerLine(/Good2Talk|J’écoute/);
  mock.posts.length = 0;
  await desk.startCall('1');
}
const answersSent = () => mock.posts.filter((post) => post.path.endsWith('/answers'));
async function toStudent(): Promise<void> {
  await desk.answer('safety.danger', 'no');
  await desk.answer('safety.medical', 'no');
  await desk.inState('student-check');
}
const sayings = {
  en: {
    waiting: 'Kept here until',
    unsent: ['Is anyone in immediate danger or hurt right now? No', 'Is an ambulance needed? Not sure'],
    then: 'What comes next shows as soon as',
    language: /^Language: English/,
    ends: 'The case would end: Warm transfer',
    change: /^Change the answer to: Is anyone/,
  },
  fr: {
    waiting: 'Gardés ici',
    unsent: [
      'Est-ce que quelqu’un est blessé ou en danger immédiat en ce moment? Non',
      'Faut-il une ambulance? Incertain',
    ],
    then: 'La suite s’affichera dès',
    language: /^Langue : anglais/,
    ends: 'Le dossier se terminerait\u00a0: Transfert accompagné',
    change: /^Modifier la réponse à : Est-ce que quelqu’un/,
  },
} as const;

describe.each(deep ? (['en', 'fr'] as const) : (['en'] as const))(
  'ten minutes without a connection (%s)',
  (language) => {
    it('lose no keystroke: answers go out in order under their own keys, typed text outlives a reload', async () => {
      await begin(language);
      const { page } = desk;
      await page.context().setOffline(true);
      await desk.answer('safety.danger', 'no');
      await desk.answer('safety.medical', 'unsure');
      await desk.pressButton(sayings[language].language);
      await page.locator('.call-language select').selectOption('es');
      await page.locator('.call-language [type="submit"]').focus();
      await desk.press('Enter');
      await page.getByTestId('interpreter').waitFor();
      await page.locator('[data-note] textarea').focus();
      await page.keyboard.type('Calm, with her sister.');
      // Each second of the first minute, then the minutes.
      await page.clock.runFor(60_000);
      for (let minute = 1; minute < 10; minute++) await page.clock.fastForward(60_000);
      await page.getByTestId('waiting').waitFor();
      expect(await page.getByTestId('waiting').innerText()).toContain(sayings[language].waiting);
      expect(await page.locator('[data-unsent]').allInnerTexts()).toEqual(sayings[language].unsent);
      await page.getByText(sayings[language].then).waitFor();
      expect(await desk.axe()).toEqual([]);
      expect(mock.posts.slice(2)).toEqual([]);
      await page.context().setOffline(false);
      await page.clock.runFor(10_000);
      await desk.inState('student-check');
      expect(answersSent().map((post) => post.body)).toEqual([
        { answers: { 'safety.danger': 'no' } },
        { answers: { 'safety.medical': 'unsure' } },
      ]);
      const sent = mock.posts.slice(2);
      expect(sent.map((post) => post.path.split('/').at(-1))).toEqual(['answers', 'answers', 'interpreter']);
      expect(sent.at(-1)?.body).toEqual({ language: 'es' });
      expect(new Set(sent.map((post) => post.key)).size).toBe(3);
      await page.getByTestId('waiting').waitFor({ state: 'detached' });
      await page.reload();
      expect(await page.locator('[data-note] textarea').inputValue()).toBe('Calm, with her sister.');
    }, 120_000);

    whereDeep(
      'shows what a correction changes before it is made; Escape keeps, Enter confirms',
      async () => {
        await begin(language);
        await toStudent();
        mock.previewSays({
          state: { from: 'student-check', to: 'done', title: both('Done', 'Fin') },
          ends: both('Warm transfer', 'Transfert accompagné'),
          again: ['safety.medical'],
          team: { service: 'taibu', name: both('TAIBU', 'TAIBU'), what: 'not-told' },
        });
        const yes = desk.page.locator('[data-answer="safety.danger"] [data-choice="yes"]');
        const before = answersSent().length;
        await desk.pressButton(sayings[language].change);
        await yes.focus();
        await desk.press('Enter');
        await desk.page.getByTestId('preview').waitFor();
        expect(await desk.page.getByTestId('preview').innerText()).toContain(sayings[language].ends);
        await desk.page
          .getByTestId('preview')
          .getByText(/TAIBU (loses this call|n’a plus cet appel)/)
          .waitFor();
        expect(await desk.axe()).toEqual([]);
        await desk.press('Escape');
        await desk.page.getByTestId('preview').waitFor({ state: 'detached' });
        expect(answersSent().length).toBe(before);
        await desk.pressButton(sayings[language].change);
        await yes.focus();
        await desk.press('Enter');
        await desk.page.getByTestId('preview').waitFor();
        await desk.step('Enter');
        expect(answersSent().at(-1)?.body).toEqual({ answers: { 'safety.danger': 'yes' } });
        await desk.page.getByTestId('preview').waitFor({ state: 'detached' });
      },
      120_000,
    );
  },
);

describe('the call screen', () => {
  whereDeep(
    'takes a correction that changes nothing else without a step in between',
    async () => {
      await begin('en');
      await toStudent();
      await desk.pressButton(sayings.en.change);
      await desk.page.locator('[data-answer="safety.danger"] [data-choice="unsure"]').focus();
      await desk.step('Enter');
      expect(await desk.page.getByTestId('preview').count()).toBe(0);
    },
    60_000,
  );

  it('shows at once what a colleague changes, and leaves what is being typed alone', async () => {
    await begin('en');
    await toStudent();
    const field = desk.page.locator('[data-question="campus"] input');
    await field.focus();
    await desk.page.keyboard.type('Lake');
    mock.touch({ live: true });
    // Who it was is known a moment after the change itself.
    await desk.page.getByTestId('elsewhere').filter({ hasText: 'Someone else changed it.' }).waitFor();
    await desk.page.keyboard.type('head');
    expect(await field.inputValue()).toBe('Lakehead');
    expect(await desk.axe()).toEqual([]);
    await desk.step('Enter');
    await desk.page.getByTestId('elsewhere').waitFor({ state: 'detached' });
  }, 60_000);

  it('looks again when the window gets the focus, where nothing live is heard', async () => {
    await begin('en');
    await toStudent();
    mock.touch();
    await desk.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await desk.page.getByTestId('elsewhere').waitFor();
  }, 60_000);

  it('goes on without a part that does not come: it says so in its place, and asks for it again', async () => {
    await begin('en');
    const { page } = desk;
    const parts = /assets\/(verdict|timeline)-panel-/;
    const isLate = page.getByText('This part is not here yet.');
    // The connection breaks as the call begins, before all of the screen was there.
    await page.route(parts, (route) => route.abort());
    await page.reload();
    await page.locator('[data-state]').waitFor();
    await page.clock.runFor(2_000);
    await isLate.nth(1).waitFor();
    expect(await desk.axe()).toEqual([]);
    await desk.answer('safety.danger', 'no');
    await page.unroute(parts);
    await page.clock.runFor(2_000);
    await page.locator('.timeline').first().waitFor({ state: 'attached' });
    await isLate.first().waitFor({ state: 'detached' });
  }, 60_000);

  whereDeep(
    'never sends over a change made meanwhile: what waited is held until the person has looked',
    async () => {
      await begin('en');
      await desk.page.context().setOffline(true);
      await desk.answer('safety.danger', 'no');
      await desk.page.getByTestId('waiting').waitFor();
      mock.touch();
      await desk.page.context().setOffline(false);
      await desk.page.getByTestId('held').waitFor();
      expect(await desk.page.getByTestId('held').innerText()).toContain('Is anyone in immediate danger');
      await desk.page.getByTestId('elsewhere').filter({ hasText: 'Someone else changed it.' }).waitFor();
      expect(await desk.page.locator('[data-answer="safety.danger"]').count()).toBe(0);
      expect(await desk.axe()).toEqual([]);
      await desk.pressButton('Send mine');
      await desk.page.locator('[data-answer="safety.danger"]').waitFor();
      expect(await desk.page.getByTestId('held').count()).toBe(0);
      const keys = answersSent().map((post) => post.key);
      expect(new Set(keys).size).toBe(2);
    },
    60_000,
  );

  it('opens without a connection: what was typed is there, and the call comes back by itself', async () => {
    const shared = desk;
    desk = await Desk.open(browser, mock.url, { serviceWorker: true });
    const { page } = desk;
    await desk.signIn();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await desk.answerLine(/Good2Talk/);
    await desk.startCall('1');
    await page.context().setOffline(true);
    await desk.answer('safety.danger', 'no');
    await page.locator('[data-note] textarea').focus();
    await page.keyboard.type('Calm');
    await page.reload();
    await page.getByTestId('without-case').getByText('1 thing that you chose is kept').waitFor();
    await page.getByText('call 911').waitFor();
    if (process.env['SCREENSHOTS']) await desk.screenshot(`${process.env['SCREENSHOTS']}/without-case.png`);
    expect(await desk.axe()).toEqual([]);
    await page.locator('[data-note] textarea').focus();
    await desk.press('Control+End');
    await page.keyboard.type(', with her sister.');
    await page.context().setOffline(false);
    await page.locator('[data-answer="safety.danger"]').waitFor();
    expect(await page.locator('[data-note] textarea').inputValue()).toBe('Calm, with her sister.');
    // Of the client nothing is in the cache: only the console's own files.
    const cached = await page.evaluate(async () => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const requests = await Promise.all(caches_.map((cache) => cache.keys()));
      return requests.flat().map((request) => new URL(request.url).pathname);
    });
    expect(cached.length).toBeGreaterThan(5);
    expect(cached.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
    await desk.close();
    desk = shared;
  }, 60_000);

  whereDeep(
    'keeps the note that finishes a call, and risk that is raised, until they can be sent',
    async () => {
      await begin('en');
      await toStudent();
      const { page } = desk;
      await page.context().setOffline(true);
      await desk.press('Alt+r');
      await page.getByTestId('waiting').getByText('call 911').waitFor();
      expect(await desk.axe()).toEqual([]);
      await page.context().setOffline(false);
      await desk.inState('safety');
      await toStudent();
      await desk.answer('student', 'yes');
      await desk.inState('consent');
      await desk.twice('1');
      await desk.pressButtonTwice('They took the call');
      const note = page.locator('[data-note] textarea');
      await note.waitFor();
      await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[data-note] textarea')?.value);
      await page.context().setOffline(true);
      await note.focus();
      await desk.press('Tab', 'Enter');
      await page.getByText('Your note is kept here').waitFor();
      expect(await note.inputValue()).toContain('Warm transfer');
      await page.context().setOffline(false);
      await page.getByText('This call is finished').waitFor();
      expect(mock.posts.filter((post) => post.path.endsWith('/wrap-up')).length).toBeGreaterThan(0);
    },
    60_000,
  );
});

describe('signing out', () =>
  signOut(async () => {
    await begin('en');
    return { desk, mock };
  }));
