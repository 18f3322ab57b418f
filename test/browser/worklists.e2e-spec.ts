import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { deep } from '../faults/desk.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk, pressOn, type Spoken } from './desk.js';
import { listenForTones } from './tones.js';
import { tooSmallForThumbs } from './thumbs.js';
import { startWorklists, type MockRole, type Worklists } from './mock-worklists.js';

let browser: Browser;
let lists: Worklists;
/** One page for each role and language; a test gets the one it needs, loaded afresh. */
const desks = new Map<string, Desk>();
let desk: Desk;

beforeAll(async () => {
  lists = await startWorklists(builtConsole());
  browser = await launchBrowser();
}, 120_000);
beforeEach(() => lists.fill());
afterEach(() => expect(desk.faults.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await lists?.close();
});

const firstScreen: Readonly<Record<MockRole, string>> = {
  ...{ navigator: '.line-link', supervisor: 'h1', reviewer: 'h1', funder: 'h1' },
  ...{ 'program-admin': 'h1', 'agency-worker': 'h1' },
};

/** At the desk of this role, on this screen; signs in when it is the first time. */
async function sit(role: MockRole, to = '/', language: Spoken = 'en'): Promise<void> {
  const known = desks.get(`${role} ${language}`);
  if (known) desk = known;
  else await signIn(role, language);
  if (known || to !== '/') await desk.page.goto(lists.url + to);
  await desk.page.locator('h1').waitFor();
}

async function signIn(role: MockRole, language: Spoken): Promise<void> {
  desk = await Desk.open(browser, lists.url, { language });
  await desk.page.locator('select.input').last().selectOption(role);
  await desk.page.locator('button[type="submit"]').focus();
  await desk.press('Enter');
  await desk.page.locator('.who').waitFor({ state: 'attached' });
  await desk.page.locator(firstScreen[role]).first().waitFor();
  desks.set(`${role} ${language}`, desk);
}

/** To a screen of the shell's list, by keyboard. */
async function goTo(path: string): Promise<void> {
  const link = desk.page.locator(`.area[href="${path}"]`);
  await link.focus();
  await desk.press('Enter');
  // The link is current before the screen has come: what is seen could still be of the one that goes.
  await desk.page.locator(`.area[href="${path}"][aria-current="page"]`).waitFor();
  const name = await link.locator('.area-name').innerText();
  const screen = path === '/' ? { css: '.line-link' } : { css: 'h1', hasText: name };
  await desk.page.locator(screen.css, screen).first().waitFor();
}
const rows = () => desk.page.locator('.worklist tbody tr');
const path = () => new URL(desk.page.url()).pathname;
const tooWide = () =>
  desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** With SCREENSHOTS=<folder>, a picture of each screen is left there to look at. */
async function look(name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (!to) return;
  mkdirSync(to, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme });
    await desk.screenshot(join(to, `${name}-${colorScheme}.png`));
  }
}

describe('my calls', () => {
  it('put what is late first, people before notes, in words, and open by one key', async () => {
    await sit('navigator');
    await rows().first().waitFor();
    const late = await rows().evaluateAll((all) => all.map((row) => row.textContent?.includes('Overdue') ?? false));
    expect(late.length).toBe(6);
    // Two cases that are late, one that is due in minutes, a note that is late, and what has time.
    expect(late).toEqual([true, true, false, true, false, false]);
    expect(await rows().filter({ hasText: 'The note is still missing' }).count()).toBe(2);
    const second = await rows().nth(1).locator('a').first().getAttribute('href');
    await desk.press('2');
    await desk.page.waitForURL(`**${second}`);
  }, 60_000);

  it('keep the past ones apart, with how each ended', async () => {
    await sit('navigator');
    await rows().first().waitFor();
    await desk.pressButton('Past');
    await rows().filter({ hasText: 'Introduced to the next service' }).first().waitFor();
    expect(await rows().count()).toBe(3);
    expect(await desk.page.getByText('Overdue').count()).toBe(0);
  }, 60_000);

  it('find a case by the number that a caller says, however it is typed', async () => {
    await sit('navigator');
    await desk.press('Alt+k');
    await desk.page.keyboard.type('g 999 999');
    await desk.press('Enter');
    await desk.page.getByText('No case has the number “g 999 999”').waitFor();
    await desk.page.getByLabel('Case number').fill('g134 238');
    await desk.press('Enter');
    await desk.page.waitForURL('**/cases/case-3');
  }, 60_000);
});

describe('the floor', () => {
  it('is where a supervisor begins; a call is taken from there', async () => {
    await signIn('supervisor', 'en');
    expect(path()).toBe('/floor');
    await desk.page.getByTestId('counts').waitFor();
    await goTo('/');
  }, 60_000);

  it('shows whose each thing is and until when; late and risk are words', async () => {
    await sit('supervisor', '/floor');
    await rows().first().waitFor();
    expect(await rows().count()).toBe(14);
    expect(await rows().first().innerText()).toMatch(/Overdue[\s\S]*passed 3 times[\s\S]*Nadia Tremblay/);
    expect(await rows().filter({ hasText: 'Life at risk' }).count()).toBe(1);
    expect(await desk.page.getByTestId('counts').innerText()).toMatch(/14 open\s+3 overdue\s+1 life at risk/);
    // A case and its call are one thing.
    expect(await desk.page.locator('[data-row="case-6"]').innerText()).toMatch(
      /In conversation[\s\S]*DSO Toronto[\s\S]*The call: Nadia Tremblay/,
    );
    await desk.press('1');
    await desk.page.waitForURL('**/cases/case-0');
  }, 60_000);

  it('narrows to an owner and a program, and says when nothing fits', async () => {
    await sit('supervisor', '/floor');
    await desk.page.getByRole('combobox', { name: 'With' }).selectOption({ label: 'Samuel Okafor' });
    expect(await rows().count()).toBe(3);
    await desk.page.getByRole('combobox', { name: 'Program' }).selectOption({ label: 'Good2Talk' });
    await desk.page.getByText('Nothing open fits these choices').waitFor();
  }, 60_000);

  it('says so when a contact has no case to open', async () => {
    await sit('supervisor', '/floor');
    await desk.pressButton('A call');
    await desk.page.getByText('there is nothing to open').waitFor();
    expect(path()).toBe('/floor');
  }, 60_000);
});

describe('the board of dispatches', () => {
  it('puts first whom nobody has, says in words what is late and who is not coming, and opens by one key', async () => {
    await sit('supervisor', '/dispatches');
    await rows().first().waitFor();
    const headings = await desk.page.locator('.work-group').allInnerTexts();
    expect(headings).toEqual(['Nobody has it', 'To look at now', 'Asked, no answer yet', 'With the person']);
    const text = (id: string) => desk.page.locator(`[data-row="${id}"]`).innerText();
    expect(await text('case-1')).toMatch(
      /Life at risk[\s\S]*The line broke[\s\S]*No number[\s\S]*thoughts of it[\s\S]*Nobody yet[\s\S]*Gerstein crisis team said: The team did not find them[\s\S]*no answer in time[\s\S]*Overdue[\s\S]*The team cannot go on: not safe for the team/,
    );
    expect(await text('case-2')).toMatch(/CMHA[\s\S]*1 h 1\d min[\s\S]*4\d min[\s\S]*25 minutes, and not yet/);
    // Whoever has not read what changed is called from here.
    expect(await text('case-2')).toMatch(
      /They send: Team 2[\s\S]*CMHA Toronto crisis team has not read yet what changed at .* Call them: 1-416-555-0171[\s\S]*Gerstein crisis team has not read yet that it was called off at .* no number for them/,
    );
    expect(await desk.page.locator('[data-row="case-2"] a[href="tel:416-555-0171"]').count()).toBe(1);
    expect(await text('case-3')).toMatch(
      /911 · Wellbeing check[\s\S]*TAIBU[\s\S]*Asked [123] min ago[\s\S]*Not coming: Gerstein crisis team \(no team free\)/,
    );
    expect(await text('case-3')).not.toMatch(/Not coming: TAIBU/);
    const links = desk.page.locator('[data-row="case-3"] [data-links]');
    await links.getByRole('button').focus();
    await desk.press('Enter');
    expect(await links.innerText()).toContain('Taking the links back ends every one');
    await desk.pressButton('Make a link');
    const made = desk.page.getByTestId('agency-link').locator('input');
    await made.waitFor();
    expect(await made.inputValue()).toBe('https://help.example.org/link/once');
    await desk.pressButton('Take all links back');
    expect(lists.posts).toEqual(['/referrals/referral/links']);
    await desk.press('Enter');
    await links.getByText('2 links were taken back. None works now.').waitFor();
    expect(await made.count()).toBe(0);
    await desk.pressButton('Asked, no answer yet (1)');
    await desk.page.locator('[data-row="case-1"]').waitFor({ state: 'detached' });
    await rows().filter({ hasText: 'T-134-238' }).waitFor();
    await desk.press('1');
    await desk.page.waitForURL('**/cases/case-3');
  }, 60_000);
});

describe('alerts and overrides', () => {
  const told = () => desk.page.locator('.area').getByTestId('alerts-waiting');
  const titled = (start: string) => desk.page.waitForFunction((title) => document.title.startsWith(title), start);

  it('are counted on every screen, said when they come, and heard by who wants that', async () => {
    await sit('supervisor', '/floor');
    await told().filter({ hasText: '3' }).waitFor();
    await titled('(3) ');
    await goTo('/alerts');
    await listenForTones(desk.page);
    const sound = desk.page.getByRole('button', { name: 'Sound for new alerts' });
    await sound.focus();
    await desk.press('Enter');
    await desk.page.waitForFunction(() => window.tones.length === 2);
    await desk.page.locator('.area[href="/floor"]').focus();
    await desk.press('Enter');
    await desk.page.waitForURL('**/floor');
    lists.raise(7);
    await desk.page
      .getByTestId('announcement')
      .filter({ hasText: 'New alert: The team cannot go on: Not safe G-174-278' })
      .waitFor();
    await told().filter({ hasText: '4' }).waitFor();
    await titled('(4) ');
    await desk.page.waitForFunction(() => window.tones.length === 4);
  }, 60_000);

  it('mark the call that they are about in the list of who has it, and the menu', async () => {
    await sit('navigator');
    await rows().filter({ hasText: 'Too late' }).first().waitFor();
    expect(await rows().filter({ hasText: 'Too late' }).count()).toBe(1);
    await titled('(3) ');
    // What is pressed stays under the pointer when all words change their width; signing out does not come there.
    const french = desk.page.getByRole('button', { name: 'Français' });
    const before = await french.boundingBox();
    await french.focus();
    await desk.press('Enter');
    await desk.page.getByRole('button', { name: 'Quitter' }).waitFor();
    expect(await french.boundingBox()).toEqual(before);
    await desk.pressButton('English');
    await desk.page.getByRole('button', { name: 'Sign out' }).waitFor();
  }, 60_000);

  it('let one person take an alert, so that the others see it is looked after', async () => {
    await sit('supervisor', '/alerts');
    await rows().first().waitFor();
    expect(await rows().count()).toBe(3);
    await rows().first().getByRole('button', { name: 'I look after it' }).focus();
    await desk.press('Enter');
    await desk.page.locator('[data-row="alert-0"]').waitFor({ state: 'detached' });
    expect(lists.posts).toEqual(['/alerts/alert-0/seen']);
    await desk.pressButton('All');
    await desk.page.locator('[data-row="alert-0"]', { hasText: 'You' }).waitFor();
    await desk.page.locator('[data-row="alert-2"]').getByRole('button').first().focus();
    await desk.press('Enter');
    await desk.page.waitForURL('**/cases/case-2');
  }, 60_000);

  it('let somebody else than the one who told review what was told without permission', async () => {
    await sit('reviewer', '/overrides');
    await rows().first().waitFor();
    expect(await rows().count()).toBe(2);
    expect(await rows().nth(1).innerText()).toContain('Somebody else must look at it');
    expect(await rows().nth(1).getByRole('button').count()).toBe(0);
    // Calls are none of a reviewer's business.
    expect(await desk.page.locator('.worklist a').count()).toBe(0);
    await desk.pressButton('I have looked at it');
    await desk.page.locator('[data-row="override-0"]').waitFor({ state: 'detached' });
    expect(lists.posts).toEqual(['/overrides/override-0/review']);
  }, 60_000);
});

describe('applications and letters', () => {
  it('are narrowed to one’s own and to those of nobody, and open by one key', async () => {
    await sit('reviewer', '/reviews');
    await rows().first().waitFor();
    const told = (id: number) => desk.page.locator(`[data-row="review-${id}"]`).innerText();
    expect(await told(0)).toMatch(
      /12 days[^]*Bus pass Eligible[^]*Proof of income, Proof of address[^]*and 1 more[^]*Overdue/,
    );
    expect(await told(2)).toMatch(/Someone else does the next step/);
    expect(await told(3)).toMatch(/Bus pass Still open/);
    await desk.pressButton('With me');
    await desk.page.locator('[data-row="review-0"]').waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(1);
    await desk.press('1');
    await desk.page.waitForURL('**/reviews/review-1');
  }, 60_000);

  it('put first what did not arrive and why; it is sent again, or printed', async () => {
    await sit('reviewer', '/letters');
    await rows().first().waitFor();
    expect(await desk.page.locator('.work-group').allInnerTexts()).toEqual([
      'Did not arrive',
      'To print',
      'Printed, to be mailed',
    ]);
    const first = desk.page.locator('.call-row').first();
    expect(await first.innerText()).toContain('There is no address to send it to.');
    expect(await desk.page.locator('.call-row').nth(1).innerText()).toContain('550 5.1.1 <ana@example.org>');
    await pressOn(first.getByRole('button', { name: 'Print it instead' }));
    await desk.page.locator('[data-row="letter-1"]').waitFor({ state: 'detached' });
    expect(lists.posts).toEqual(['/letters/letter-1/send-again']);
  }, 60_000);
});

describe('the systems of partners', () => {
  const card = (id: string) => desk.page.locator(`[data-webhook="${id}"]`);
  const secret = () => desk.page.getByTestId('shown-once').locator('input').inputValue();
  const said = (text: string | RegExp) => desk.page.getByText(text).first().waitFor();

  it('show how each address stands, what it was sent and how that went; a message is sent again by one key', async () => {
    await sit('supervisor', '/partners');
    await said('Takes nothing');
    await said('Last failed attempt:');
    expect(await card('failing').innerText()).toMatch(/Last failed attempt:[^]*it answered 503/);
    expect(await card('gone').innerText()).toMatch(/it answered that it is gone \(410\)[^]*Nothing is sent while/);
    await pressOn(card('failing').getByRole('button', { name: 'Messages sent there' }));
    const waits = card('failing').locator('[data-delivery="waits"]');
    expect(await waits.innerText()).toMatch(
      /Asked to take a client T-134-238[^]*Waiting[^]*Attempt 2: [^]*next attempt:/,
    );
    await pressOn(waits.getByRole('button').first());
    expect(await waits.innerText()).toMatch(/no answer in time[^]*"specversion": "1.0"/);
    await pressOn(waits.getByRole('button', { name: 'Send this one again' }));
    await said('1 message is sent again.');
    await pressOn(card('failing').getByRole('button', { name: 'Send a test message' }));
    await said('The test message is on its way.');
    expect(lists.posts).toEqual(['/webhooks/failing/replays', '/webhooks/failing/test']);
    // Keys are for those who administer.
    expect(await desk.page.locator('[data-key]').count()).toBe(0);
  }, 60_000);

  it('show a secret once, and end what works by the second press alone', async () => {
    await sit('program-admin', '/partners');
    const press = async (place: ReturnType<typeof card>, name: string, times: number) => {
      await place.getByRole('button', { name }).focus();
      await desk.press(...Array<string>(times).fill('Enter'));
    };
    await press(card('failing'), 'New secret', 1);
    expect(lists.posts).toEqual([]);
    await press(card('failing'), 'New secret', 1);
    await said('It is shown this once');
    expect(await secret()).toBe('whsec_next');
    await desk.pressButton('It is kept safe');
    await press(card('failing'), 'Switch off', 2);
    await card('failing').getByText('Switched off', { exact: true }).waitFor();
    await press(desk.page.locator('[data-key="held"]'), 'Revoke now', 2);
    await desk.page.locator('[data-key="held"]', { hasText: 'Revoked' }).waitFor();
    await desk.pressButton('Make a key');
    await desk.page.getByLabel('What it is for').fill('Their system');
    await desk.press('Enter');
    await said('It is shown this once');
    expect(await secret()).toBe('fd_new');
    await desk.pressButton('It is kept safe');
    expect(await desk.page.getByTestId('shown-once').count()).toBe(0);
    expect(lists.posts).toEqual([
      '/webhooks/failing/rotate',
      '/webhooks/failing',
      '/keys/held/revoke',
      '/agencies/gerstein-centre/keys',
    ]);
  }, 60_000);

  it.each(deep ? (['en', 'fr'] as const) : (['fr'] as const))(
    'have no accessibility fault, with everything open, and fit a phone (%s)',
    async (language) => {
      lists.refuse();
      await sit('program-admin', '/partners', language);
      await desk.page.locator('.notice').first().waitFor();
      await look(`${language}-partners-refused`);
      lists.fill();
      await desk.page.reload();
      for (const opens of ['[aria-controls]', '.delivery-head']) {
        await card('failing').locator(opens).last().focus();
        await desk.press('Enter');
      }
      await desk.page.locator('.delivery-whole').waitFor();
      await card('failing')
        .getByRole('button', { name: /secret/ })
        .focus();
      await desk.press('Enter', 'Enter');
      await desk.page.getByTestId('shown-once').waitFor();
      for (const panel of [0, 1]) {
        await desk.page.locator('.panel').nth(panel).locator('> .push').focus();
        await desk.press('Enter');
      }
      expect(await desk.axe()).toEqual([]);
      await look(`${language}-partners-1280`);
      await desk.page.setViewportSize({ width: 390, height: 800 });
      expect(await tooWide()).toBeLessThanOrEqual(0);
      expect(await tooSmallForThumbs(desk.page)).toEqual([]);
      await look(`${language}-partners-390`);
      await desk.page.setViewportSize({ width: 1280, height: 800 });
      lists.empty();
      await desk.page.reload();
      await desk.page.locator('.panel > p:not(.hint)').nth(1).waitFor();
      await look(`${language}-partners-empty`);
    },
    60_000,
  );

  it('are shown to an agency’s own people, who change nothing', async () => {
    await sit('agency-worker', '/system');
    await card('failing').waitFor();
    const names = await desk.page.locator('main .push').allInnerTexts();
    expect([...new Set(names)]).toEqual(['Send a test message', 'Send again…', 'Messages sent there']);
  }, 60_000);
});

describe('who is signed in', () => {
  it.each(deep ? (['en', 'fr'] as const) : (['fr'] as const))(
    'is listed as who and where, and signed out by the second press alone (%s)',
    async (language) => {
      await sit('program-admin', '/sessions', language);
      await rows().first().waitFor();
      const told = (id: string) => desk.page.locator(`[data-row="session-${id}"]`).innerText();
      await desk.page.getByText('Gerstein Crisis Centre').waitFor();
      expect(await told('2')).toMatch(
        language === 'fr' ? /Samuel Okafor[^]*Centre-Est/ : /Samuel Okafor[^]*Central East/,
      );
      // One's own is ended by signing out.
      expect(await desk.page.locator('[data-row="session-1"] button').count()).toBe(0);
      await look(`${language}-sessions-1280`);
      const button = desk.page.getByRole('button', {
        name: language === 'fr' ? 'Déconnecter Samuel Okafor' : 'Sign Samuel Okafor out',
      });
      await button.focus();
      await desk.press('Enter');
      expect(lists.posts).toEqual([]);
      expect(await desk.axe()).toEqual([]);
      await desk.page.setViewportSize({ width: 390, height: 800 });
      expect(await tooWide()).toBeLessThanOrEqual(0);
      expect(await tooSmallForThumbs(desk.page)).toEqual([]);
      await look(`${language}-sessions-390`);
      await desk.page.setViewportSize({ width: 1280, height: 800 });
      await desk.press('Enter');
      await desk.page.locator('[data-row="session-2"]').waitFor({ state: 'detached' });
      expect(lists.posts).toEqual(['/sessions/session-2']);
      await desk.page.getByRole('status').filter({ hasText: 'Samuel Okafor' }).waitFor();
    },
    60_000,
  );
});

describe('who may be where', () => {
  it.each([
    ['navigator', ['/', '/teams', '/alerts'], '/floor', '/'],
    [
      'supervisor',
      [
        '/',
        '/reviews',
        '/letters',
        '/floor',
        '/teams',
        '/dispatches',
        '/alerts',
        '/overrides',
        '/partners',
        '/sessions',
      ],
      '/floor',
      '/floor',
    ],
    ['program-admin', ['/partners', '/sessions'], '/floor', '/partners'],
    ['reviewer', ['/reviews', '/letters', '/alerts', '/overrides'], '/floor', '/reviews'],
    ['funder', [], '/floor', '/'],
  ] as const)('%s', async (role, shown, wanted, reached) => {
    await sit(role, wanted);
    const links = await desk.page.locator('.area').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(shown);
    expect(path()).toBe(reached);
  });
});

it('the look for accessibility faults finds one that is there, and one that only the dark has', async () => {
  await sit('navigator');
  await rows().first().waitFor();
  await desk.page.evaluate(() => {
    document.body.append(document.createElement('img'));
    const faint = document.createElement('p');
    faint.textContent = 'Faint';
    faint.style.cssText = 'background: #fff; color: light-dark(#000, #eee)';
    document.querySelector('main')?.append(faint);
  });
  const found = await desk.axe();
  expect(found).toContainEqual(expect.stringMatching(/^light image-alt/));
  expect(found).toContainEqual(expect.stringMatching(/^dark color-contrast/));
});

const others = [
  ['navigator', '/', 'calls'],
  ['supervisor', '/alerts', 'alerts'],
  ['supervisor', '/overrides', 'overrides'],
  ['reviewer', '/letters', 'letters'],
] as const;
describe.each(deep ? (['en', 'fr'] as const) : (['fr'] as const))('every state of the lists (%s)', (language) => {
  const screens = [
    ['supervisor', '/floor', 'floor'],
    ['supervisor', '/dispatches', 'dispatches'],
    ['reviewer', '/reviews', 'reviews'],
    // The others are made of the same parts.
    ...(deep ? others : []),
  ] as const;
  it.each(screens)(
    '%s %s: no accessibility fault; nothing is wider than the screen',
    async (role, to, name) => {
      const faults: Record<string, string[] | number> = {};
      const high = () => desk.page.locator('.shell-head').evaluate((head) => head.getBoundingClientRect().height);
      const fits = async (state: string) => {
        const wide = await tooWide();
        if (wide > 0) faults[`${name} ${state} too wide`] = wide;
        await look(`${language}-${name}-${state}`);
      };
      const check = async (state: string) => {
        const found = await desk.axe();
        if (found.length > 0) faults[`${name} ${state}`] = found;
        await fits(state);
      };
      const comeBack = async () => {
        await goTo(to === '/alerts' ? '/' : '/alerts');
        await goTo(to);
      };
      lists.refuse();
      await sit(role, to, language);
      await desk.page.locator('.notice').first().waitFor();
      await check('refused');
      lists.fill();
      await comeBack();
      await rows().first().waitFor();
      await desk.page.locator('.notice').first().waitFor({ state: 'detached' });
      // However many places there are to go to, they stand in one row on a laptop.
      expect(await high()).toBeLessThan(60);
      await check('1280');
      await desk.page.setViewportSize({ width: 390, height: 800 });
      await fits('390');
      expect(await tooSmallForThumbs(desk.page)).toEqual([]);
      await desk.page.setViewportSize({ width: 1280, height: 800 });
      if (!['floor', 'dispatches', 'letters'].includes(name)) {
        await desk.page.locator('.segment[aria-pressed="false"]').last().focus();
        await desk.press('Enter');
        await rows().first().waitFor();
        await check('other');
      }
      lists.empty();
      await comeBack();
      await desk.page.locator('.panel > p:not(.hint), .panel > .hint').first().waitFor();
      await rows().first().waitFor({ state: 'detached' });
      await check('empty');
      expect(faults).toEqual({});
    },
    120_000,
  );
});
