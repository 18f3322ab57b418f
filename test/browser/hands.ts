import { expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { whereDeep } from '../setup/where-deep.js';
import { Desk, seeAsPeopleDo } from './desk.js';
import type { Mock } from './mock-server.js';

/** How long a finger stays down, and how soon an impatient one comes again. */
const hold = 150;
const again = 180;
/** After so long a person has seen what is new: `--time-to-see`, and some frames. */
const timeToSee = 700;

/** However slow this machine is. */
const takeTimeToSee = (page: Page, milliseconds: number): Promise<void> =>
  page.evaluate((time) => document.documentElement.style.setProperty('--time-to-see', String(time)), milliseconds);

/** In the page: watches from now on for how many milliseconds the next new screen takes no key, and notes it there. */
function watchHowLongDeaf(): void {
  let since = 0;
  new MutationObserver((_, observer) => {
    const deaf = document.documentElement.dataset['deaf'] === 'screen';
    if (deaf) since ||= performance.now();
    else if (since > 0) {
      observer.disconnect();
      document.body.dataset['deafFor'] = String(performance.now() - since);
    }
  }).observe(document.documentElement, { attributeFilter: ['data-deaf'] });
}

/** In the page: a screen reader presses the yes of a consent, without a pointer, as soon as there is one. */
function pressYesAtOnce(): void {
  const press = (_: unknown, observer: MutationObserver) => {
    const yes = document.querySelector<HTMLElement>('[data-state="consent"] .choices-in-sight button');
    if (!yes) return;
    observer.disconnect();
    yes.click();
    document.body.dataset['pressedYes'] = yes.hasAttribute('data-too-soon') ? 'too soon' : 'taken';
  };
  new MutationObserver(press).observe(document.body, { subtree: true, childList: true, attributes: true });
}

/** A real mouse, a finger, and keys that come too soon; on the stand-in of the test file that names it. */
export function hands(place: () => { readonly browser: Browser; readonly mock: Mock }): void {
  const sent = (what: string) =>
    place()
      .mock.posts.filter((post) => post.path.endsWith(what))
      .map((post) => post.body);

  async function call(desk: Desk): Promise<void> {
    await desk.answerLine(/Good2Talk/);
    place().mock.posts.length = 0;
    await desk.startCall('1');
  }

  /** In the middle of an answer of a question, in the window. */
  async function middleOf(desk: Desk, question: string, choice: string): Promise<{ x: number; y: number }> {
    const button = desk.page.locator(`[data-question="${question}"] [data-choice="${choice}"]`);
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  }

  it('records exactly the answer that is clicked or tapped, of whichever question', async () => {
    const { browser, mock } = place();
    const desk = await Desk.open(browser, mock.url);
    const { page } = desk;
    await desk.signIn();
    await call(desk);
    const at = await middleOf(desk, 'safety.medical', 'unsure');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.waitForTimeout(hold);
    // It became the active one meanwhile, and nothing of it moved.
    expect(await page.locator('.question-active').getAttribute('data-question')).toBe('safety.medical');
    expect(await middleOf(desk, 'safety.medical', 'unsure')).toEqual(at);
    await page.mouse.up();
    await page.locator('[data-answer="safety.medical"]').waitFor();
    expect(sent('/answers')).toEqual([{ answers: { 'safety.medical': 'unsure' } }]);
    await desk.home();
    await page.setViewportSize({ width: 390, height: 844 });
    await call(desk);
    const finger = await page.context().newCDPSession(page);
    const point = await middleOf(desk, 'safety.medical', 'yes');
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await page.waitForTimeout(hold);
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.locator('[data-answer="safety.medical"]').waitFor();
    expect(sent('/answers')).toEqual([{ answers: { 'safety.medical': 'yes' } }]);
    await desk.close();
  }, 60_000);

  whereDeep(
    'takes no digit before the new screen can be seen, no consent by a single key, and shows what to say',
    async () => {
      const { browser, mock } = place();
      const desk = await Desk.open(browser, mock.url, { width: 390 });
      const { page } = desk;
      await seeAsPeopleDo(page);
      const twiceTooSoon = async () => {
        await desk.press('1');
        await page.waitForTimeout(again);
        await page.keyboard.press('1');
      };
      await desk.signIn();
      await desk.answerLine(/Good2Talk/);
      mock.posts.length = 0;
      await twiceTooSoon();
      await desk.inState('safety');
      await desk.answer('safety.danger', 'no');
      await desk.answer('safety.medical', 'no');
      await desk.inState('student-check');
      expect(sent('/contacts').length).toBe(1);
      expect(sent('/answers').length).toBe(2);
      // What is written is never too soon.
      const campus = page.locator('[data-question="campus"] input');
      await campus.fill('York');
      await campus.press('Enter');
      await page.locator('[data-answer="campus"]').waitFor();
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await page.evaluate(pressYesAtOnce);
      await twiceTooSoon();
      await desk.inState('consent');
      await page.locator('body[data-pressed-yes="too soon"]').waitFor({ state: 'attached' });
      await page.waitForFunction(() => {
        const box = document.querySelector('[data-testid="script"]')?.getBoundingClientRect();
        return box !== undefined && box.top >= 0 && box.bottom <= window.innerHeight;
      });
      const armed = page.locator('[data-armed]');
      await desk.press('Enter');
      await armed.waitFor();
      // The first press of one key is never ended by another one.
      await desk.press('2');
      await page.locator('[data-armed]', { hasText: '2' }).waitFor();
      await desk.press('x');
      await armed.waitFor({ state: 'detached' });
      expect(sent('/events')).toEqual([]);
      await desk.twice('1');
      expect(sent('/events')).toEqual([{ event: 'give-consent', by: 'self' }]);
      await desk.close();
    },
    60_000,
  );

  whereDeep(
    'takes no press on what slid under the pointer just then, shows so, and leaves the keyboard where it was',
    async () => {
      const { browser, mock } = place();
      const desk = await Desk.open(browser, mock.url);
      const { page } = desk;
      await desk.signIn();
      await call(desk);
      await seeAsPeopleDo(page);
      const click = async (question: string, choice: string) => {
        const { x, y } = await middleOf(desk, question, choice);
        await page.mouse.click(x, y);
      };
      const note = page.locator('[data-note] textarea');
      await note.fill('Calm');
      await page.waitForTimeout(timeToSee);
      await click('safety.danger', 'no');
      await page.locator('[data-answer="safety.danger"]').waitFor();
      await note.press('Control+End');
      await takeTimeToSee(page, 60_000);
      await click('safety.medical', 'no');
      await page.locator('[data-question="safety.medical"] [data-too-soon]').waitFor();
      if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/too-soon.png` });
      await page.keyboard.type('er');
      expect(await note.inputValue()).toBe('Calmer');
      expect(sent('/answers').length).toBe(1);
      // What can't wait does not wait.
      await page.getByRole('button', { name: /Risk now/ }).click({ noWaitAfter: true });
      await page.locator('[data-answer="safety.danger"]').waitFor({ state: 'detached' });
      expect(sent('/events')).toEqual([{ event: 'risk-raised' }]);
      await seeAsPeopleDo(page);
      await page.waitForTimeout(timeToSee);
      await click('safety.medical', 'no');
      await page.locator('[data-answer="safety.medical"]').waitFor();
      expect(sent('/answers').length).toBe(2);
      await desk.close();
    },
    60_000,
  );

  whereDeep(
    'takes no key for longer where a clock or somebody else brought the screen: who did nothing for it looks up later',
    async () => {
      const { browser, mock } = place();
      const desk = await Desk.open(browser, mock.url);
      const { page } = desk;
      await desk.signIn();
      await call(desk);
      await page.locator('html:not([data-deaf])').waitFor({ state: 'attached' });
      await takeTimeToSee(page, 200);
      await page.evaluate(watchHowLongDeaf);
      mock.touch({ live: true, to: 'we-are-211' });
      await page.locator('body[data-deaf-for]').waitFor();
      expect(Number(await page.locator('body').getAttribute('data-deaf-for'))).toBeGreaterThan(550);
      await desk.close();
    },
    60_000,
  );

  it('begins no call by a key that comes before the greeting can be read, and says so beside its button', async () => {
    const { browser, mock } = place();
    const desk = await Desk.open(browser, mock.url);
    const { page } = desk;
    await desk.signIn();
    await takeTimeToSee(page, 60_000);
    await desk.answerLine(/Good2Talk/);
    mock.posts.length = 0;
    await page.keyboard.press('2');
    const tooSoon = page.locator('.push[data-too-soon="Too soon: press again"]');
    await tooSoon.waitFor();
    expect(await tooSoon.innerText()).toMatch(/^2/);
    expect(sent('/contacts')).toEqual([]);
    await desk.close();
  }, 60_000);

  whereDeep(
    'only readies by a double click what is done by the second press',
    async () => {
      const { browser, mock } = place();
      const desk = await Desk.open(browser, mock.url);
      const { page } = desk;
      await desk.signIn();
      await call(desk);
      for (const question of ['safety.danger', 'safety.medical']) await desk.answer(question, 'no');
      await desk.answer('student', 'yes');
      await desk.inState('consent');
      await desk.twice('1');
      await desk.inState('transfer');
      await seeAsPeopleDo(page);
      await page.waitForTimeout(timeToSee);
      const noAnswer = page.getByRole('button', { name: 'No answer' });
      await noAnswer.scrollIntoViewIfNeeded();
      const before = await noAnswer.boundingBox();
      await noAnswer.dblclick();
      await page.locator('[data-armed][data-too-soon]').waitFor();
      expect(sent('/events').map((body) => (body as { event: string }).event)).not.toContain('target-declined');
      // Nothing moved under the press.
      expect(await noAnswer.boundingBox()).toEqual(before);
      await page.waitForTimeout(timeToSee);
      await noAnswer.click();
      await desk.inState('search');
      await desk.close();
    },
    60_000,
  );

  whereDeep(
    'folds on a phone what was used, and when a new state comes; whoever writes goes on with that',
    async () => {
      const { browser, mock } = place();
      const desk = await Desk.open(browser, mock.url, { width: 390 });
      const { page } = desk;
      await desk.signIn();
      await call(desk);
      const folded = page.locator('.shell-folded ~ main .call-bar-folded');
      await folded.waitFor();
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.locator('.shell-fold').getByRole('button', { name: 'Français' }).click();
      await folded.waitFor();
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.locator('.shell-fold').getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Details' }).click();
      // By the keyboard too, which is at 400 % on the same narrow window.
      await desk.pressButton(/^Caller: /);
      await folded.waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Details');
      await page.getByRole('group', { name: 'Change who is calling' }).waitFor();
      for (const name of ['Menu', 'Details']) await page.getByRole('button', { name }).click();
      await page.locator('[data-note] textarea').fill('Calm');
      mock.touch({ live: true, to: 'student-check' });
      await desk.inState('student-check');
      await folded.waitFor();
      await page.keyboard.type('er');
      expect(await page.locator('[data-note] textarea').inputValue()).toBe('Calmer');
      await page.getByRole('group', { name: 'Change who is calling' }).waitFor();
      await desk.close();
    },
    60_000,
  );
}
