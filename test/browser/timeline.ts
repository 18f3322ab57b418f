import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Desk as AtTheServer, safe } from '../faults/desk.js';
import type { TestApp } from '../setup/app.js';
import { Desk } from './desk.js';

export interface Place {
  readonly app: TestApp;
  readonly browser: Browser;
  readonly url: string;
}
let amina: AtTheServer;
/** One page for all; whoever comes next signs in at it. */
let desk: Desk;

const sayings = {
  en: {
    rule: 'Row 1 of the rules gave “Post-secondary student” (version 1 of the program).',
    looked: 'These answers counted:',
    yes: 'Post-secondary student in Ontario Yes',
    no: 'Post-secondary student in Ontario No',
    next: 'Next: ',
    who: 'Amina Diallo, Navigator',
  },
  fr: {
    rule: 'La ligne 1 des règles a donné « Études postsecondaires » (version 1 du programme).',
    looked: 'Ces réponses ont compté :',
    yes: 'Études postsecondaires en Ontario Oui',
    no: 'Études postsecondaires en Ontario Non',
    next: 'Ensuite : ',
    who: 'Amina Diallo – ',
  },
} as const;

async function openCase(): Promise<{ id: string; number: string }> {
  const wish = { program: 'good2talk', channel: 'phone', language: 'en' };
  return (await amina.post('/cases', wish)).body as { id: string; number: string };
}
const plain = (text: string) => text.replaceAll(/\s+/g, ' ');

/** What is read later of a call, on the server of the test file that names it. */
export function readLater(place: () => Place): void {
  beforeAll(async () => {
    const { app, browser, url } = place();
    amina = await AtTheServer.at(app);
    desk = await Desk.open(browser, url, { now: app.clock.now() });
    await desk.signIn();
  }, 60_000);
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  describe('the timeline', () => {
    it('says by which row and on which answers each step was decided, as they were then; the number finds the case', async () => {
      const { id, number } = await openCase();
      // The answer is corrected later, and the case ends: what the earlier step says stays true.
      await amina.walk(id, [{ lang: 'en' }, safe, { student: 'yes' }, { student: 'no' }]);
      await desk.press('Alt+k');
      await desk.page.keyboard.type(number.toLowerCase().replaceAll('-', ' '));
      await desk.press('Enter');
      await desk.page.waitForURL(`**/cases/${id}`);
      const [first, corrected] = [4, 5].map((seq) => desk.page.locator(`.timeline li[data-seq="${seq}"]`));
      for (const step of [first, corrected]) {
        await step?.locator('.timeline-why summary').focus();
        await desk.press('Enter');
      }
      for (const language of ['en', 'fr'] as const) {
        const { rule, looked, yes, no, next, who } = sayings[language];
        await desk.page.locator(`.language-switch button[lang="${language}"]`).focus();
        await desk.press('Enter');
        await first?.getByText(looked).waitFor();
        const said = plain((await first?.innerText()) ?? '');
        for (const part of [rule, yes, next, who]) expect(said).toContain(plain(part));
        expect(plain((await corrected?.innerText()) ?? '')).toContain(no);
        expect(await desk.axe()).toEqual([]);
      }
      await desk.page.locator('.language-switch button[lang="en"]').focus();
      await desk.press('Enter');
    }, 60_000);
  });

  describe('the floor, on the real server', () => {
    it('shows a supervisor the open call of a navigator, with its owner and deadline, and the next one by itself', async () => {
      const { number } = await openCase();
      await desk.pressButton('Sign out');
      await desk.page.locator('select.input').last().selectOption('supervisor');
      await desk.pressButton('Start');
      await desk.page.locator('.area[href="/floor"]').focus();
      await desk.press('Enter');
      const row = desk.page.locator('.worklist tbody tr', { hasText: number });
      await row.waitFor();
      expect(await row.innerText()).toMatch(/Good2Talk/);
      expect(await row.locator('.work-due').count()).toBe(1);
      expect(await desk.axe()).toEqual([]);
      // It shows up sooner than the list would ask.
      const next = await openCase();
      await desk.page.locator('.worklist tbody tr', { hasText: next.number }).waitFor();
      await row.locator('a').first().focus();
      await desk.press('Enter');
      await desk.page.locator('[data-state]').waitFor();
      await desk.page.locator('.area[href="/alerts"]').focus();
      await desk.press('Enter');
      await desk.page.locator('.panel').getByText('Nothing waits').waitFor();
    }, 60_000);

    it('shows what was told without permission: of which case, why, to what end, by whom', async () => {
      const { id, number } = await openCase();
      await amina.walk(id, [{ lang: 'en' }, { 'safety.danger': 'yes' }]);
      await desk.page.locator('.area[href="/overrides"]').focus();
      await desk.press('Enter');
      const row = desk.page.locator('.worklist tbody tr', { hasText: number });
      await row.waitFor();
      const said = await row.innerText();
      for (const part of ['Good2Talk', 'in danger now', 'Amina Diallo']) expect(said).toContain(part);
      expect(said).not.toContain('emergency-brief');
      await row.locator('summary').focus();
      await desk.press('Enter');
      expect(await row.locator('li').count()).toBeGreaterThan(3);
      expect(await desk.axe()).toEqual([]);
    }, 60_000);
  });
}
