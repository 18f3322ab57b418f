import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { startTestApp, type TestApp } from '../setup/app.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk, type DeskOptions } from './desk.js';
import { isReadBeforeTheSecondPress } from './in-sight.js';

/*
 * One call that 911 hands over, on the screens of everybody who carries it: a navigator, two community anchors and a supervisor,
 * each at a desk of their own, on the real server. Half of them read French.
 */
let browser: Browser;
let app: TestApp;
let url: string;
const desks: Desk[] = [];

beforeAll(async () => {
  app = await startTestApp({ consoleFolder: builtConsole() });
  app.clock.set(new Date('2026-06-01T07:00:00.000Z'));
  url = (await app.app.getUrl()).replace('[::1]', 'localhost');
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function openDesk(options: DeskOptions, role: string, agency?: string): Promise<Desk> {
  const desk = await Desk.open(browser, url, { now: app.clock.now(), ...options });
  desks.push(desk);
  const chosen = desk.page.locator('select');
  await chosen.first().selectOption('ontario-211');
  await chosen.nth(1).selectOption(role);
  if (agency !== undefined) await chosen.nth(2).selectOption(agency);
  await desk.page.locator('form button[type="submit"]').focus();
  await desk.press('Enter');
  await desk.page.locator('h1').first().waitFor();
  return desk;
}
async function passes(minutes: number): Promise<void> {
  app.clock.advance(minutes * 60_000);
  for (const { page } of desks) await page.clock.setFixedTime(app.clock.now());
}
/** Types an answer into its field and sends it by Enter. */
async function typed({ page }: Desk, question: string, text: string): Promise<void> {
  const card = page.locator(`[data-question="${question}"]`);
  await card.locator('input').fill(text);
  await card.locator('input').focus();
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached' });
}

it('is dispatched, declined by the first anchor, accepted by the second, and followed up after the visit', async () => {
  const navigator = await openDesk({}, 'navigator');
  const supervisor = await openDesk({ language: 'fr' }, 'supervisor');
  const gerstein = await openDesk({ language: 'fr' }, 'agency-worker', 'gerstein-centre');
  const spirited = await openDesk({ width: 390 }, 'agency-worker', 'two-spirited-people');
  await supervisor.page.goto(`${url}/dispatches`);
  await supervisor.page.locator('h1').waitFor();

  for (const agency of ['taibu-chc', 'cmha-toronto']) await sayFull(agency);

  // 911 hands the call over. Nobody is in danger; someone in crisis needs company, not the police.
  await navigator.answerLine(/Crisis Service/);
  // Whom they call for is not known yet, and nothing says that it were.
  expect(await navigator.page.locator('[role="radio"][aria-checked="true"]').count()).toBe(0);
  await navigator.startCall('1');
  const caller = navigator.page.getByTestId('inquirer');
  await caller.filter({ hasText: 'Caller: not said' }).waitFor();
  await navigator.clearSafety();
  await navigator.inState('intake');
  await navigator.answer('source', 'line-911');
  expect(await navigator.page.locator('[data-question="caller_relation"] .push-primary').count()).toBe(0);
  await navigator.answer('caller_relation', 'professional');
  await caller.filter({ hasText: 'Caller: professional' }).waitFor();
  await typed(navigator, 'address', '80 Grosvenor Street');
  await typed(navigator, 'callback', '416-555-0142');
  await navigator.answer('age16', 'looks-so');
  await navigator.answer('reason', 'crisis');
  await navigator.answer('by_phone', 'no');
  await typed(navigator, 'ward', 'Ward 25');
  await navigator.inState('consent');
  await typed(navigator, 'description', 'Red coat');
  await navigator.answer('client_aware', 'yes');
  await navigator.page.locator('.choices-in-sight button').first().focus();
  await navigator.twice('Enter');
  await navigator.inState('team');
  expect(await navigator.page.locator('.panel-now').first().innerText()).toContain('Gerstein Crisis Centre');
  // What was answered stands there once: as an answer, not as something that was decided.
  expect(await navigator.page.locator('[data-verdict="reason"]').count()).toBe(0);
  // The anchor of the ward is full: the navigator reads why another one is asked.
  const passedOver = navigator.page.getByTestId('passed-over');
  expect(await passedOver.innerText()).toMatch(/^TAIBU CHC.* was passed over: full until Jun.* 2, 8:00\sa\.m\.$/);
  await look(navigator, 'passed-over');
  await expectNoFaults(navigator);

  // The anchor of the ward reads what was agreed, in its language, and has no team.
  const offer = gerstein.page.locator('.referral-offer');
  await offer.waitFor();
  expect(await offer.innerText()).toMatch(/80 Grosvenor Street[^]*Red coat[^]*Accord donné par/);
  await expectNoFaults(gerstein);
  await passes(2);
  await offer.focus();
  await gerstein.press('d');
  await offer.locator('button:focus').waitFor();
  await gerstein.press('Enter');
  await gerstein.page.locator('.just-answered').waitFor();

  // The next one is asked by itself; the supervisor sees who is not coming, and the navigator whom to name.
  const theirs = spirited.page.locator('.referral');
  await spirited.page.locator('.referral-offer').waitFor();
  const row = supervisor.page.locator('.call-row');
  await row.locator('b').getByText('2-Spirited People').waitFor();
  expect(await row.innerText()).toMatch(/Ne vient pas\s: Gerstein Crisis Centre/);
  await expectNoFaults(supervisor);
  await navigator.page.locator('.panel-now').getByText('2-Spirited People').first().waitFor();
  expect(await passedOver.innerText()).toMatch(/TAIBU[^]*CMHA[^]* was passed over: full until/);
  await theirs.focus();
  await spirited.press('a');
  await spirited.page.locator('[data-event="depart"]').waitFor();
  await navigator.inState('accepted');
  // Nobody chose to write: the keyboard comes to the panel of the note, and a digit meant for something else is not in the note.
  await navigator.page.waitForFunction(() => document.activeElement?.matches('section:has([data-note])'), undefined, {
    timeout: 5_000,
  });

  // On their way, there, and the person is helped. Each desk follows by itself.
  await passes(4);
  await setsOut(spirited);
  await navigator.inState('en-route');
  await navigator.page.getByTestId('who-goes').filter({ hasText: 'They send: Team 2' }).waitFor();
  await row.getByText('Équipe 2').waitFor();
  // What nobody had asked yet is told now: in which language, and whether it is safe to talk.
  await navigator.press('Alt+m');
  const change = navigator.page.locator('[data-event="change-facts"] form');
  await change.getByLabel('Another language').selectOption({ label: 'Somali' });
  await change
    .getByRole('group', { name: /safe for you to talk/ })
    .getByLabel('No', { exact: true })
    .check();
  await look(navigator, 'change-facts');
  await expectNoFaults(navigator);
  await change.locator('button[type="submit"]').focus();
  await navigator.step('Enter');
  await navigator.page.locator('[data-event="change-facts"]', { hasText: 'Sent.' }).waitFor();
  expect(await change.count()).toBe(0);
  await theirs.locator('[data-changed]', { hasText: 'Somali' }).waitFor();
  const hasRead = navigator.page.locator('[data-told="facts-changed"]');
  expect(await hasRead.innerText()).toMatch(
    /^2-Spirited People.* has not read yet what changed at .*The directory has no number for them/,
  );
  await look(navigator, 'not-read-yet');
  const seen = spirited.page.locator('[data-alert="facts-changed"] .push').last();
  await seen.focus();
  const said = spirited.page.waitForResponse((answer) => answer.url().endsWith('/seen'));
  await spirited.press('Enter');
  await said;
  await navigator.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await navigator.page.locator('[data-told="facts-changed"][data-read="yes"]').waitFor();
  await look(spirited, 'facts-changed');
  // The two write to each other, each sees it come.
  await writes(navigator, 'Use the side door.');
  await spirited.page.locator('.card-messages .chip-warn').waitFor();
  await spirited.page.locator('.card-messages .push').first().focus();
  await spirited.press('Enter');
  await spirited.page.locator('.message-list').getByText('Use the side door.').waitFor();
  await navigator.page.evaluate(() => window.scrollTo(0, 0));
  await writes(spirited, 'We see it.');
  // It is said where the navigator looks, until it was on the screen.
  const wrote = navigator.page.getByTestId('new-message');
  await wrote.locator('button').focus();
  await navigator.press('Enter');
  await wrote.waitFor({ state: 'detached' });
  await navigator.page.locator('.message-list').getByText('We see it.').waitFor();
  expect(await navigator.page.locator('.message-list li').count()).toBe(2);
  await expectNoFaults(navigator);
  await isCutOff(navigator);
  await looksAgain(navigator, theirs);
  await passes(15);
  // They have read that safety is known again: until then it would come first.
  await theirs.locator('[data-news="facts"]').filter({ hasText: 'Danger or hurt No' }).first().waitFor();
  await happens(spirited, 'arrive');
  await supervisor.page.getByRole('rowheader', { name: 'Auprès de la personne' }).waitFor();
  await expectNoFaults(spirited);
  await passes(40);
  await happens(spirited, 'support');

  // May the team check in? They ask, on the scene, and the case is theirs for the time after.
  await happens(spirited, 'give-consent');
  await navigator.inState('follow-up-48h');
  // Whoever declined is told nothing of it any more.
  expect(await gerstein.page.locator('main').innerText()).not.toContain('Grosvenor');

  // The next day, signed in anew, they reach the person, who wants nothing more.
  const id = await navigator.page.evaluate(() => location.pathname.split('/').at(-1));
  await passes(20 * 60);
  const later = await openDesk({ language: 'fr', width: 390 }, 'agency-worker', 'two-spirited-people');
  await later.page.locator('[data-event="need-nothing"]').waitFor();
  await expectNoFaults(later);
  await happens(later, 'need-nothing');
  const authorization = await app.signIn('navigator');
  const { body } = await app.http.get(`/api/v1/cases/${id}`).set({ authorization }).expect(200);
  expect(body).toMatchObject({ disposition: 'supported', needs: [{ status: 'met' }] });
  expect(desks.flatMap(({ faults }) => faults)).toEqual([]);
}, 90_000);

/** 911 was called beside the team: what was said of safety reads as what nobody knows now, until it is said again. */
async function looksAgain(navigator: Desk, theirs: Locator): Promise<void> {
  const { page } = navigator;
  const id = await page.evaluate(() => location.pathname.split('/').at(-1));
  const authorization = await app.signIn('supervisor');
  const send = async (what: string, body: object) => {
    await app.http.post(`/api/v1/cases/${id}/${what}`).set({ authorization }).send(body).expect(200);
  };
  const notice = page.getByTestId('safety-in-doubt');
  const danger = page.locator('.known[data-answer="safety.danger"] .known-row');
  const note = page.locator('[data-note] textarea');
  const noted = (text: string) =>
    page.waitForFunction(
      (part) => document.querySelector<HTMLTextAreaElement>('[data-note] textarea')?.value.includes(part),
      text,
    );
  expect(await notice.count()).toBe(0);
  await noted('Safety: No one is in danger');
  expect(await page.locator('[data-team-then="beside"]').innerText()).toMatch(/is not called off: 911 comes beside/);
  await send('events', { event: 'emergency-requested' });
  await navigator.inState('emergency-with-team');
  await notice.waitFor();
  await theirs.locator('[data-doubted]').first().waitFor();
  expect(await page.locator('[data-verdict="safety.risk"] [data-doubted]').count()).toBe(4);
  // The note that was drafted goes on with it, in the panel of a call that is not over.
  await noted('Not known now: Danger or hurt · Weapon or violence · Ambulance · Suicide.');
  expect(await note.inputValue()).not.toContain('No one is in danger');
  // 911 is called first; then comes what else is to be known.
  const [dial, doubt] = [await page.locator('[data-step="dial"]').boundingBox(), await notice.boundingBox()];
  expect(dial?.y ?? 9_999).toBeLessThan(doubt?.y ?? 0);
  expect(await danger.innerText()).toMatch(/Answer at \d:\d\d\sa\.m\.: No\. Not known now\./);
  // The call is ours to look after, and the team has the client all the same.
  expect(await page.locator('.call-facts').innerText()).toMatch(/; 2-Spirited People.* has the client/);
  await look(navigator, 'safety-in-doubt');
  await expectNoFaults(navigator);
  await callsAgain(navigator, () => send('events', { event: 'target-declined', reason: 'no-answer' }));
  for (const event of ['hand-over', 'still-on-the-way']) await send('events', { event });
  await navigator.inState('en-route');
  // Nobody asks again by one key here: the answers are put right where they stand.
  await notice.getByRole('button').focus();
  await navigator.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('[data-answer="safety.danger"]') !== null);
  // What of it is open beside the team that is on its way stands above what the team does.
  await send('answers', { answers: { 'safety.suicide': null } });
  const open = page.locator('#safety-questions');
  await open.waitFor();
  const [asked, team] = [await open.boundingBox(), await page.locator('#dispatch').boundingBox()];
  expect(asked?.y ?? 9_999).toBeLessThan(team?.y ?? 0);
  await look(navigator, 'safety-open-beside');
  const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
  await send('answers', { answers: safe });
  await open.waitFor({ state: 'detached' });
  await notice.waitFor({ state: 'detached' });
  expect(await page.locator('[data-doubted]').count()).toBe(0);
  await noted('Safety: No one is in danger');
  expect(await note.inputValue()).not.toContain('Not known now');
}
/** Nobody at 911 answers: that is the headline, and calling again is what the keyboard and the first digit do. */
async function callsAgain(navigator: Desk, noAnswer: () => Promise<void>): Promise<void> {
  const { page } = navigator;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await noAnswer();
  await navigator.inState('emergency-unreached-with-team');
  const first = page.locator('.panel-risk [data-event] .push-primary');
  await first.waitFor();
  expect(await page.locator('.panel-now h2').first().innerText()).toBe('911 not reached: call again now');
  expect(await first.innerText()).toMatch(/^1\s*Call 911 again/);
  expect(await first.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.getByTestId('script').innerText()).toMatch(/not reached 911 yet.* The team knows/);
  expect(await page.getByTestId('say-dispatch').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Save the note and finish' }).getAttribute('class')).toBe(
    'push push-quiet',
  );
  await look(navigator, '911-unreached');
  await expectNoFaults(navigator);
  await navigator.twice('1');
  await navigator.inState('emergency-with-team');
}
/** The line breaks while the team drives; and what another team would mean is read before it is sent for. */
async function isCutOff(navigator: Desk): Promise<void> {
  const { page } = navigator;
  const button = (event: string) => page.locator(`[data-event="${event}"] button`).first();
  const dead = page.getByTestId('line-dead');
  expect((await dead.count()) + (await page.locator('[data-event="line-back"]').count())).toBe(0);
  await button('line-lost').focus();
  await navigator.twice('Enter');
  await dead.waitFor();
  expect((await dead.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /^The line is dead since \d:\d\d a\.m\. Call back now.*1-416-555-0142.*back on the line/,
  );
  expect(await dead.locator('a').getAttribute('href')).toBe('tel:416-555-0142');
  expect(await page.locator('.number-digits').count()).toBe(1);
  await look(navigator, 'line-dead');
  await expectNoFaults(navigator);
  await button('line-back').focus();
  await navigator.twice('Enter');
  await dead.waitFor({ state: 'detached' });
  const then = page.locator('[data-event="send-another-team"] [data-team-then="called-off"]');
  await page.setViewportSize({ width: 390, height: 844 });
  await isReadBeforeTheSecondPress(page, button('send-another-team'), then);
  expect(await then.innerText()).toMatch(/told at once not to go\. Nobody is on the way then: another team/);
  await look(navigator, 'another-team-armed');
  await page.keyboard.press('Escape');
  await then.waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 1280, height: 800 });
}
/** One tap of an agency: full until tomorrow morning. */
async function sayFull(agency: string): Promise<void> {
  const authorization = await app.signIn('agency-worker', 'ontario-211', { agency });
  const path = `/api/v1/agencies/${agency}`;
  const { body } = await app.http.get(path).set({ authorization }).expect(200);
  const full = { state: 'full', preset: 'tomorrow-morning' };
  const revision = (body as { revision: number }).revision;
  await app.http
    .put(`${path}/capacity`)
    .set({ authorization, 'if-match': `"${revision}"` })
    .send(full)
    .expect(200);
}
/** With SCREENSHOTS=<folder>, a picture of each screen is left there to look at. */
async function look(desk: Desk, name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (!to) return;
  mkdirSync(to, { recursive: true });
  const size = desk.page.viewportSize();
  for (const width of [1280, 390]) {
    await desk.page.setViewportSize({ width, height: 800 });
    await desk.screenshot(join(to, `${name}-${width}.png`));
  }
  if (size) await desk.page.setViewportSize(size);
}
/** What happened, told by its button: the second press does it. */
async function happens(desk: Desk, event: string): Promise<void> {
  const button = desk.page.locator(`[data-event="${event}"] button`).first();
  await button.focus();
  await desk.press('Enter');
  await desk.page.locator('[data-armed]').waitFor();
  await desk.press('Enter');
  await button.waitFor({ state: 'detached' });
}
/** One team was named when they said yes; as they set out, it is another. */
async function setsOut(desk: Desk): Promise<void> {
  const { page } = desk;
  const named = page.waitForResponse((answer) => answer.url().endsWith('/team'));
  await page.getByLabel('Which team goes?').selectOption({ label: 'Team 1' });
  await named;
  await page.locator('[data-event="depart"] button').first().focus();
  await desk.press('Enter');
  const form = page.locator('[data-event="depart"] form');
  await form.getByRole('radio', { name: 'Team 1', checked: true }).waitFor();
  expect(await form.getByRole('radio').count()).toBe(4);
  await form.getByRole('radio', { name: 'Team 2' }).check();
  await look(desk, 'who-sets-out');
  await expectNoFaults(desk);
  await form.locator('button[type="submit"]').focus();
  await desk.press('Enter');
  await form.waitFor({ state: 'detached' });
}
async function writes({ page }: Desk, text: string): Promise<void> {
  await page.locator('.message-write textarea').fill(text);
  await page.locator('.message-write button[type="submit"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.message-list').getByText(text).waitFor();
}
async function expectNoFaults(desk: Desk): Promise<void> {
  expect(await desk.axe()).toEqual([]);
}
