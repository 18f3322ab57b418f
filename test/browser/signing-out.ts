import { expect, it } from '@jest/globals';
import type { Desk } from './desk.js';
import type { Mock } from './mock-server.js';
import { whereDeep } from '../setup/where-deep.js';

/** `begin`: a call that has just begun, at the stand-in of the test file that names it. */
export function signOut(begin: () => Promise<{ readonly desk: Desk; readonly mock: Mock }>): void {
  let desk: Desk;
  let mock: Mock;
  const answersSent = () => mock.posts.filter((post) => post.path.endsWith('/answers'));

  it('says what is not sent or saved before signing out; then no window of the person shows or keeps any of it', async () => {
    ({ desk, mock } = await begin());
    const { page } = desk;
    const dialog = page.getByRole('alertdialog');
    const kept = () =>
      page.evaluate(() =>
        Object.keys(localStorage)
          .filter((name) => name.includes('.kept.'))
          .sort(),
      );
    // What others keep in this browser, of like names; and what was kept yesterday.
    const of = (whose: string) => `front-door.kept.${whose}/draft.case-1:note`;
    const others = [of('greater-montreal/person-1'), of('ontario-211/person-1.smith'), of('ontario-211/person-10')];
    await page.evaluate((names) => {
      for (const name of names) localStorage.setItem(name, JSON.stringify({ at: Date.now(), value: 'Theirs.' }));
      localStorage.setItem('front-door.kept.a/b/draft.old:note', JSON.stringify({ at: 1, value: 'Old.' }));
    }, others);
    await page.clock.runFor(10 * 60_000);
    expect(await kept()).not.toContain('front-door.kept.a/b/draft.old:note');
    const second = await page.context().newPage();
    await second.goto(mock.url);
    await second.locator('button[type="submit"]').click();
    await second.locator('.line-link').first().waitFor();
    await second.goto(page.url());
    await second.locator('[data-state]').waitFor();
    await page.context().setOffline(true);
    await desk.answer('safety.danger', 'no');
    await page.getByTestId('waiting').waitFor();
    await page.locator('[data-note] textarea').focus();
    await page.keyboard.type('Calm.');
    await desk.pressButton('Sign out');
    await dialog.getByText('1 change has not been sent yet.').waitFor();
    // Hers, and the one of an earlier call.
    await dialog.getByText('The notes of 2 calls are not saved.').waitFor();
    expect(await desk.axe()).toEqual([]);
    // Enter stays.
    await desk.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await desk.pressButton('Sign out');
    await desk.pressButton('Send, then sign out');
    await dialog.getByText('Sending.').waitFor();
    await page.context().setOffline(false);
    await page.clock.runFor(10_000);
    await dialog.getByText('1 change').waitFor({ state: 'detached' });
    expect(answersSent().length).toBe(1);
    // The note is not sent by that: it is still for the person to say.
    expect(await page.locator('[data-state]').count()).toBe(1);
    // Nothing more can be stored in this window: the others hear of it all the same.
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
    });
    await desk.pressButton('Delete it and sign out');
    await page.locator('select').first().waitFor();
    await second.locator('select').first().waitFor();
    expect(await kept()).toEqual(others.sort());
    expect(mock.posts.filter(({ path }) => path === '/sign-out').length).toBe(2);
    await second.close();
  }, 60_000);

  whereDeep(
    'keeps what was not sent for the person’s return, when they say so',
    async () => {
      // Whoever was here has signed out.
      const { page } = desk;
      await page.reload();
      await desk.signIn();
      await desk.answerLine(/Good2Talk/);
      await desk.startCall('1');
      mock.posts.length = 0;
      await page.context().setOffline(true);
      await desk.answer('safety.danger', 'no');
      await page.getByTestId('waiting').waitFor();
      await desk.pressButton('Sign out');
      await desk.pressButton('Keep here and sign out');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.context().setOffline(false);
      // Without a click on the call: what waits is sent from wherever the person is.
      const arrived = page.waitForRequest((request) => request.url().endsWith('/answers'));
      await desk.signIn();
      await page.clock.runFor(10_000);
      await (await arrived).response();
      expect(answersSent()[0]?.body).toEqual({ answers: { 'safety.danger': 'no' } });
      // However often it is sent, it happens once.
      expect(new Set(answersSent().map(({ key }) => key)).size).toBe(1);
    },
    60_000,
  );
}
