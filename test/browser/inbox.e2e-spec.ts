import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { deep } from '../faults/desk.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk, type Spoken } from './desk.js';
import { type MockInbox, startInbox } from './mock-inbox.js';
import { listenForTones } from './tones.js';
import { tooSmallForThumbs } from './thumbs.js';

describe('the inbox of an agency', () => {
  let browser: Browser;
  let inbox: MockInbox;
  let desk: Desk;
  beforeAll(async () => {
    inbox = await startInbox(builtConsole());
    browser = await launchBrowser();
  }, 120_000);
  beforeEach(() => inbox.fill());
  afterEach(async () => {
    expect(desk.faults.splice(0)).toEqual([]);
    await desk.close();
  });
  afterAll(async () => {
    await browser?.close();
    await inbox?.close();
  });

  async function sit(language: Spoken = 'en'): Promise<void> {
    desk = await Desk.open(browser, inbox.url, { language });
    await desk.page.locator('select.input').last().selectOption('agency-worker');
    await desk.page.locator('select.input').nth(2).selectOption('gerstein-centre');
    await desk.page.locator('button[type="submit"]').focus();
    await desk.press('Enter');
    await card('ours').waitFor();
  }
  const card = (id: string) => desk.page.locator(`[data-row="${id}"]`);
  const offers = () =>
    desk.page.locator('.referral-offer').evaluateAll((all) => all.map((one) => one.getAttribute('data-row')));
  const inSight = (selector: string) =>
    desk.page.locator(selector).evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  const sent = () => inbox.posts.filter(({ path }) => path !== '/live');
  /** With SCREENSHOTS=<folder>, a picture is left there to look at. */
  async function look(picture: string): Promise<void> {
    const to = process.env['SCREENSHOTS'];
    if (!to) return;
    mkdirSync(to, { recursive: true });
    await desk.screenshot(join(to, `${picture}.png`));
  }

  it('is worked by keyboard: two keys decline, and "full until" goes along; a lost answer is asked for with the same key', async () => {
    await sit();
    expect(new URL(desk.page.url()).pathname).toBe('/inbox');
    expect(await offers()).toEqual(['soon', 'later']);
    const taken = desk.page.locator('.referral:not(.referral-offer)');
    expect(await taken.evaluateAll((all) => all.map((one) => one.getAttribute('data-row')))).toEqual([
      'ours',
      'report',
    ]);
    expect(await desk.page.title()).toMatch(/^\(4\) Inbox/);
    expect(await card('soon').locator('[role="timer"]').innerText()).toMatch(/^[34]:\d\d/);
    // However long what we share is, each reason comes into sight, and who agreed is named above it.
    await desk.press('1', 'd');
    await card('soon').locator('.choices-why').waitFor();
    expect(await inSight('.choices-why')).toBe(true);
    expect(await card('soon').innerText()).toContain('What the client lets us share');
    expect(await card('later').innerText()).toContain('What someone who called for them lets us share');
    // That somebody left because it was not safe stands above all that is said of the client.
    expect(await card('later').innerText()).toMatch(/Not safe: a team left at [^]*because it was not safe[^]*Queen St/);
    expect(await card('soon').getByTestId('left-unsafe').count()).toBe(0);
    await look('left-unsafe');
    await desk.press('1');
    await desk.page.locator('.just-answered').waitFor();
    expect(sent().at(-1)).toMatchObject({ path: '/referrals/soon/decline', body: { reason: 'full' } });
    await desk.page.locator('.just-answered button').first().focus();
    await desk.press('Enter');
    await desk.page.getByText('is full until').waitFor();
    expect(sent().at(-1)).toMatchObject({
      path: '/agencies/gerstein-centre/capacity',
      body: { state: 'full', service: 'gerstein-crisis-team', fullUntil: expect.any(String) },
    });
    await card('soon').waitFor({ state: 'detached' });
    inbox.refuseNext(429);
    await desk.press('1', 'a');
    await card('later').getByTestId('notice').waitFor();
    // Somebody moved while this was read: nothing is sent, what is new stands above the two answers.
    inbox.sayOtherwise('later');
    await desk.press('1', 'a');
    await card('later').locator('[data-stale]').waitFor();
    expect(await card('later').locator('[data-stale]').innerText()).toMatch(
      /nothing was sent[^]*Changed: Where 100 Queen/,
    );
    await look('not-as-read');
    // On a phone no answer lies on the facts; and who was accepted, far below, is brought into sight with what comes next.
    await desk.page.setViewportSize({ width: 390, height: 844 });
    expect(
      await card('later')
        .locator('.choices-answer')
        .evaluate((one) => getComputedStyle(one).position),
    ).toBe('static');
    await desk.press('1', 'a');
    await card('later').locator('[data-event="arrive"]').waitFor();
    await desk.page.waitForFunction(() => document.activeElement?.getAttribute('data-row') === 'later');
    expect(await inSight('[data-row="later"] .card-head')).toBe(true);
    await look('accepted-390');
    expect(await card('later').innerText()).toMatch(/Not safe: a team left at [^]*What happened/);
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    const tries = sent().slice(-3);
    expect(tries.map(({ path, match }) => [path, match])).toEqual(
      ['"read-1"', '"read-1"', '"read-2"'].map((match) => ['/referrals/later/accept', match]),
    );
    expect(tries[1]?.key).toBe(tries[0]?.key);
    expect(await desk.page.title()).toMatch(/^\(2\) Inbox/);
  }, 60_000);

  it('shows what changed until it was seen, and does what the case allows; danger is always in sight', async () => {
    await sit();
    // What is new says itself, in the list and on its card; red is for danger alone.
    const news = '[data-news="message"], [data-news="facts"]';
    const said = ['Changed: Where 100 Queen St W', 'New message: Use the side door.'];
    await card('ours').locator('[data-news="message"]').waitFor();
    await desk.page.locator('.look-at [data-news="message"]').waitFor();
    expect(await desk.page.locator('.look-ats').locator(news).allInnerTexts()).toEqual(said);
    expect(await card('ours').locator(news).allInnerTexts()).toEqual(said);
    expect(await card('ours').locator('.urgent-events [data-event]').count()).toBe(1);
    expect(await card('ours').locator('[data-event="team-there"] .push-danger').count()).toBe(0);
    expect(await card('ours').locator('[data-changed]').innerText()).toMatch(/100 Queen St W[\s\S]*Changed/);
    await desk.page.locator('[data-alert="facts-changed"] .push').last().focus();
    await desk.press('Enter');
    await desk.page.locator('[data-alert="facts-changed"]').waitFor({ state: 'detached' });
    expect(await card('ours').locator('a[href="tel:4165550142"]').innerText()).toBe('1-416-555-0142');
    expect(await card('ours').innerText()).toContain('Not asked, or not said: Suicide');
    for (const event of ['arrive', 'emergency-requested']) {
      const answered = desk.page.waitForResponse((one) => one.url().endsWith('/events'));
      await card('ours').locator(`[data-event="${event}"] .push`).first().focus();
      await desk.press('Enter', 'Enter');
      await answered;
    }
    expect(
      sent()
        .slice(-2)
        .map(({ path, body }) => [path, body]),
    ).toEqual([
      ['/cases/case-of-ours/events', { event: 'arrive' }],
      ['/cases/case-of-ours/events', { event: 'emergency-requested' }],
    ]);
    // What the API would refuse is not offered; why is said in its place.
    await card('ours').locator('.more-on-referral summary').click();
    expect(await card('ours').getByText('Your team is out. Say first what happened').count()).toBe(1);
    expect(await card('ours').getByRole('button', { name: 'We are finished' }).count()).toBe(0);
    // A yes is said as long as it is so: whoever is given back is not with them.
    expect(await card('report').innerText()).toContain('What we share without their yes');
    await desk.press('1', 'a');
    await card('soon').locator('[data-event="hand-back"] .push').first().focus();
    await desk.page.getByText('It is now with you').waitFor();
    await desk.press('Enter');
    await card('soon').getByLabel('Not safe').check();
    await card('soon').locator('[data-event="hand-back"] [type="submit"]').focus();
    await desk.press('Enter');
    await desk.page.getByText('You gave it back').waitFor();
    await card('report').getByRole('button', { name: 'We are finished' }).focus();
    await desk.press('Enter');
    await card('report').getByLabel('Helped', { exact: true }).check();
    await card('report').getByRole('button', { name: 'Finish', exact: true }).focus();
    await desk.press('Enter');
    await card('report').waitFor({ state: 'detached' });
    expect(sent().at(-1)).toMatchObject({ path: '/referrals/report/complete', body: { outcome: 'helped' } });
  }, 60_000);

  it('takes a press once, though a step came between; where something is new it says so and waits, and keeps the keyboard where it is', async () => {
    inbox.live('on');
    await sit();
    const ours = (event: string) => card('ours').locator(`[data-event="${event}"]`);
    const isThere = (title: string) => card('ours').locator('.stands').getByText(title).waitFor();
    const stale = 'nothing was sent';
    /** The two presses, with what happens between them, until the server has answered to this revision. */
    const twice = async (event: string, answered: [string, number], between = () => undefined as void) => {
      const last = desk.page.waitForResponse(
        (one) => one.request().headers()['if-match'] === answered[0] && one.status() === answered[1],
      );
      await ours(event).locator('.push').focus();
      await desk.press('Enter');
      await ours(event).locator('[data-armed]').waitFor();
      between();
      await desk.press('Enter');
      await last;
      await desk.page.waitForFunction(() => !document.querySelector('[data-pending], [data-armed]'));
    };
    const matched = () => sent().map(({ match }) => match);
    // A step in which there is nothing new to read, be it their own, stops nobody.
    await twice('arrive', ['"8"', 200], () => inbox.moves({ revision: 8 }));
    expect(matched()).toEqual(['"7"', '"8"']);
    expect(new Set(sent().map(({ key }) => key)).size).toBe(2);
    expect(await ours('arrive').getByText(stale).count()).toBe(0);
    // A colleague brought it elsewhere, or said it first: that is read, also once the card is as it is now.
    const [there, back] = ['They are with the person', 'The team is on its way'].map((en) => ({ en, fr: en }));
    await twice('arrive', ['"8"', 412], () => inbox.moves({ revision: 9, state: 'on-scene', stateTitle: there! }));
    await isThere('They are with the person');
    await ours('arrive').getByText(stale).waitFor();
    await twice('arrive', ['"9"', 412], () => inbox.moves({ revision: 10, due: new Date().toISOString() }));
    // What is new to read is named where it is to be pressed again. Help for a life at risk waits for none of it.
    await twice('arrive', ['"10"', 412], () => {
      inbox.moves({ revision: 11 });
      inbox.sayOtherwise('ours');
    });
    await ours('arrive').locator('[data-stale]').getByText('Changed: Where').waitFor();
    await twice('emergency-requested', ['"12"', 200], () =>
      inbox.moves({ revision: 12, state: 'en-route', stateTitle: back! }),
    );
    expect(matched()).toEqual(['7', '8', '8', '9', '10', '11', '12'].map((revision) => `"${revision}"`));
    // Between the two presses the card is drawn anew: the second one is not taken, which is said where the keyboard is still.
    await isThere('The team is on its way');
    await ours('team-there').locator('.push').focus();
    await desk.press('Enter');
    await ours('team-there').locator('[data-armed]').waitFor();
    inbox.moves({ revision: 13, state: 'on-scene', stateTitle: there! }, true);
    await isThere('They are with the person');
    await ours('team-there').getByText(stale).waitFor();
    expect(await ours('team-there').locator('[data-armed]').count()).toBe(0);
    expect(await ours('team-there').locator('button:focus').count()).toBe(1);
    await look('changed-between');
    await desk.press('Enter');
    await ours('team-there').locator('[data-armed]').waitFor();
    // What had the keyboard is gone: the card has it.
    inbox.moves({ revision: 14, allowed: [] }, true);
    await ours('team-there').waitFor({ state: 'detached' });
    await desk.page.waitForFunction(() => document.activeElement?.getAttribute('data-row') === 'ours');
  }, 60_000);

  it('says what comes, politely, and that nothing is heard; messages are read and written', async () => {
    await sit();
    await desk.page.locator('[data-testid="live"][data-live="false"]').waitFor();
    // "Go there" opens what was written: nobody looks for it.
    await desk.page.locator('[data-alert="new-message"] .push').first().focus();
    await desk.press('Enter');
    await card('ours').locator('.message-list').getByText('Use the side door.').waitFor();
    await desk.page.locator('[data-alert="new-message"]').waitFor({ state: 'detached' });
    await card('ours').locator('textarea').fill('We are at the door.');
    await card('ours').getByRole('button', { name: 'Send' }).focus();
    await desk.press('Enter');
    await desk.page.getByTestId('announcement').filter({ hasText: 'Sent' }).waitFor();
    expect(sent().at(-1)).toMatchObject({ path: '/referrals/ours/messages', body: { text: 'We are at the door.' } });
    inbox.offer('new', 2);
    await desk.press('2', 'a');
    await desk.page.getByTestId('announcement').filter({ hasText: 'New offer' }).waitFor();
    expect(await offers()).toEqual(['new', 'soon']);
  }, 60_000);

  it('sounds once for each offer, and misses none while the stream is broken or silent', async () => {
    inbox.live('on');
    await sit();
    await desk.page.locator('[data-testid="live"][data-live="true"]').waitFor();
    await listenForTones(desk.page);
    const sound = desk.page.getByRole('button', { name: 'Sound for new offers' });
    expect([await sound.innerText(), await sound.getAttribute('aria-pressed')]).toEqual([
      'Sound for new offers: off',
      'false',
    ]);
    await sound.focus();
    await desk.press('Enter');
    expect([await sound.innerText(), await sound.getAttribute('aria-pressed')]).toEqual([
      'Sound for new offers: on',
      'true',
    ]);
    // One chime is two tones; the first one shows what it is like.
    const chimed = (times: number) => desk.page.waitForFunction((many) => window.tones.length === 2 * many, times);
    const isHeard = (heard: boolean) => desk.page.locator(`[data-testid="live"][data-live="${heard}"]`).waitFor();
    await chimed(1);
    await desk.page.clock.install();
    inbox.offer('heard', 7);
    await card('heard').waitFor();
    await chimed(2);
    inbox.live('break');
    await isHeard(false);
    inbox.offer('missed', 6);
    inbox.live('on');
    await desk.page.clock.fastForward(3_000);
    await card('missed').waitFor();
    await isHeard(true);
    await chimed(3);
    inbox.live('quiet');
    inbox.offer('unheard', 5);
    await desk.page.clock.fastForward(45_000);
    await isHeard(false);
    await desk.page.clock.fastForward(15_000);
    await isHeard(true);
    await card('unheard').waitFor();
    await chimed(4);
    expect(inbox.followed).toEqual([null, '1', '2']);
    expect(await offers()).toEqual(['soon', 'unheard', 'missed', 'heard', 'later']);
  }, 60_000);

  it.each(deep ? (['en', 'fr'] as const) : (['fr'] as const))(
    'has no accessibility fault, and fits a phone (%s)',
    async (language) => {
      await sit(language);
      const faults: Record<string, unknown> = {};
      const check = async (state: string) => {
        const found = await desk.axe();
        if (found.length > 0) faults[state] = found;
        for (const width of [1280, 390]) {
          await desk.page.setViewportSize({ width, height: 800 });
          const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) faults[`${state} ${width} too wide`] = wide;
          await look(`inbox-${language}-${state}-${width}`);
        }
        const small = await tooSmallForThumbs(desk.page);
        if (small.length > 0) faults[`${state} small`] = small;
        await desk.page.setViewportSize({ width: 1280, height: 800 });
      };
      await desk.press('1', 'd');
      for (const folded of ['.card-messages', '[data-event="hand-back"]']) {
        await card('ours').locator(`${folded} .push`).first().focus();
        await desk.press('Enter');
      }
      await card('ours').locator('textarea').waitFor();
      await check('now');
      await desk.page.locator('.segments .segment').last().focus();
      await desk.press('Enter');
      await desk.page.locator('.worklist').waitFor();
      // A row over is looked back at: its number, what was told, what was written.
      expect(await card('helped').locator('.cell-main .work-number').innerText()).toBe('H-211-0042');
      await card('helped').locator('.push').last().focus();
      await desk.press('Enter');
      await desk.page.locator('[data-below="helped"]').getByText('Use the side door.').waitFor();
      expect(await desk.page.locator('[data-below="helped"] .brief-facts').innerText()).toContain('100');
      await check('done');
      inbox.empty();
      await desk.page.locator('.segments .segment').first().focus();
      await desk.press('Enter');
      await card('ours').waitFor({ state: 'detached' });
      await desk.page.locator('[data-stands="gerstein-crisis-team"]').waitFor();
      await check('empty');
      expect(faults).toEqual({});
    },
    60_000,
  );
});
