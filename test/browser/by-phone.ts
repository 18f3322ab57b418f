import { expect } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { Desk as AtTheServer, safe } from '../faults/desk.js';
import type { TestApp } from '../setup/app.js';
import { Desk, pressOn, type Spoken } from './desk.js';

const home = [{ name: 'Ida', relation: 'applicant', age: 36, employment: 2_000_000 }];
const ida = { first_name: 'Ida', last_name: 'Beck', home_address: '5 Oak Avenue, P7B 2B2', phone: '807-555-0188' };
const papers = { proof_income: 'on-file', proof_address: 'on-file' };
const eligible = [
  { want: 'both' },
  { city: 'yes', dob: '1990-05-04', benefits: 'none' },
  { household: home },
  { survey_consent: 'yes' },
] as const;

/** As whoever is on the phone looks at it, at both widths; to be looked at by people where `SCREENSHOTS` names a folder. */
async function look(desk: Desk, name: string): Promise<void> {
  expect([name, await desk.axe()]).toEqual([name, []]);
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const width of [1280, 390]) {
    await desk.page.setViewportSize({ width, height: 800 });
    await desk.screenshot(`${folder}/by-phone-${name}-${width}.png`);
  }
  await desk.page.setViewportSize({ width: 1280, height: 800 });
}

export interface ByPhone {
  readonly app: TestApp;
  readonly browser: Browser;
  readonly url: string;
}

/** Days have passed since anybody signed in. */
const signedInAs = async ({ app }: ByPhone, role = 'navigator') => {
  const server = await app.app.getUrl();
  return new AtTheServer(server, await AtTheServer.tokenAt(server, { role }));
};

async function sitDown({ app, browser, url }: ByPhone, role = 'navigator', language: Spoken = 'en'): Promise<Desk> {
  const desk = await Desk.open(browser, url, { now: app.clock.now(), language });
  await desk.page.locator('select').first().selectOption('ontario-211');
  await desk.page.locator('select').last().selectOption(role);
  await pressOn(desk.page.locator('button[type="submit"]'));
  await desk.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-in'));
  return desk;
}

/** An application that was approved, in the autumn; and one on paper that looks like the same household. */
async function approved(where: ByPhone): Promise<{ readonly id: string; readonly paper: string }> {
  const { clock } = where.app;
  clock.set(`${clock.now().getUTCFullYear()}-10-05T15:00:00Z`);
  const [amina, josee] = [await signedInAs(where), await signedInAs(where, 'reviewer')];
  const id = await amina.openCase('affordable-access');
  await amina.walk(id, [safe, ...eligible, ida, papers, 'send-application']);
  const wish = { program: 'affordable-access', channel: 'mail', language: 'en', line: 'affordable-access' };
  const paper = String((await amina.post('/cases', wish)).body['id']);
  await amina.walk(paper, [...eligible, { ...ida, phone: '807-555-0189' }, papers, 'send-application']);
  const { body } = await josee.walk(id, ['take-over', 'decide-application']);
  expect(body['state']).toBe('issued');
  return { id, paper };
}

const panel = (page: Page, title: string) => page.locator('.panel', { has: page.getByText(title, { exact: true }) });

/** Notes for colleagues, and another application that looks like this one's, beside a call. */
export async function besideTheCall(where: ByPhone): Promise<string> {
  const { id, paper } = await approved(where);
  const { url } = where;
  const desk = await sitDown(where);
  await desk.page.goto(`${url}/cases/${id}`);
  await desk.inState('issued');
  const field = desk.page.getByLabel('Write a note');
  await field.fill('Calls back on Friday about the pool.');
  await pressOn(panel(desk.page, 'Notes for colleagues').getByRole('button', { name: 'Save the note' }));
  await desk.page.getByText('Amina Diallo (Navigator)').waitFor();
  expect(await field.inputValue()).toBe('');
  await desk.page.locator(`[data-duplicate="${paper}"]`).waitFor();
  // Who is on the phone knows of it; those who decide say whether it is one.
  expect(await desk.page.getByRole('button', { name: /^The same household/ }).count()).toBe(0);
  await look(desk, 'beside');
  expect(desk.faults).toEqual([]);
  await desk.close();
  const ours = await sitDown(where, 'supervisor');
  await ours.page.goto(`${url}/cases/${id}`);
  await pressOn(ours.page.getByRole('button', { name: /^The same household/ }));
  await ours.page.locator(`[data-duplicate="${paper}"][data-said="true"]`).waitFor();
  await ours.page.getByText('Calls back on Friday about the pool.').waitFor();
  expect([await ours.axe(), ours.faults]).toEqual([[], []]);
  await ours.close();
  const notes = (await (await signedInAs(where)).get(`/cases/${id}/notes`)).body['items'];
  expect(notes).toMatchObject([{ text: 'Calls back on Friday about the pool.', name: 'Amina Diallo' }]);
  return id;
}

/** A fax of the end of October is entered in November: it counts from when it came in. */
export async function cameOnPaper(where: ByPhone): Promise<void> {
  const { app, url } = where;
  const desk = await sitDown(where);
  const { page } = desk;
  await page.goto(`${url}/lines/affordable-access`);
  const paper = page.getByTestId('on-paper');
  await pressOn(paper.locator('summary'));
  await paper.getByLabel('How did it come in?').selectOption('fax');
  await paper.getByLabel('When did it come in?').fill('2030-01-01T09:00');
  const enter = paper.getByRole('button', { name: 'Enter the application' });
  await pressOn(enter);
  await paper.getByText(/Write a moment that is over/).waitFor();
  const year = app.clock.now().getUTCFullYear();
  await paper.getByLabel('When did it come in?').fill(`${year}-10-30T09:05`);
  await look(desk, 'paper');
  await pressOn(enter);
  await desk.inState('paper');
  await look(desk, 'paper-entered');
  expect(desk.faults).toEqual([]);
  const amina = await signedInAs(where);
  const id = page.url().split('/').at(-1)!;
  const { body } = await amina.walk(id, [{ want: 'both' }]);
  const day = (body['answers'] as { question: string; value: unknown }[]).find((one) => one.question === 'received_on');
  expect([day?.value, body['clocks']]).toMatchObject([`${year}-10-30`, { received: `${year}-10-30T13:05:00.000Z` }]);
  await desk.close();
  if (!process.env['SCREENSHOTS']) return;
  const french = await sitDown(where, 'navigator', 'fr');
  await french.page.goto(`${url}/lines/affordable-access`);
  await pressOn(french.page.getByTestId('on-paper').locator('summary'));
  await look(french, 'fr-paper');
  await french.close();
}

/** In November somebody calls to apply again: one press leads there, and what they said last time is confirmed by one key. */
export async function appliesAgain(where: ByPhone, id: string): Promise<void> {
  const { app, url } = where;
  app.clock.set(`${app.clock.now().getUTCFullYear()}-11-02T15:00:00Z`);
  const desk = await sitDown(where);
  const { page } = desk;
  await page.goto(`${url}/cases/${id}`);
  await desk.inState('issued');
  await page.locator('[data-event="renew"] button').waitFor();
  expect(await page.locator('.wait-events [data-event="renew"]').count()).toBe(0);
  await page.getByText(/Ask before you press it/).waitFor();
  await look(desk, 'renew');
  await page.locator('[data-event="renew"] button').focus();
  await desk.twice('Enter');
  await desk.inState('safety');
  const next = page.url().split('/').at(-1)!;
  expect(next).not.toBe(id);
  const amina = await signedInAs(where);
  await amina.walk(next, [safe]);
  await page.reload();
  await desk.inState('prescreen');
  const card = (question: string) => page.locator(`[data-question="${question}"]`);
  await card('want').getByText('Last time: Both').waitFor();
  await look(desk, 'earlier');
  await card('want').focus();
  await desk.press('Alt+t');
  await card('want').waitFor({ state: 'detached' });
  // All of a household is confirmed by one press, too; and its lines stand there, to be changed.
  await card('household')
    .getByText(/Last time: .*Ida/)
    .waitFor();
  expect(
    await page
      .locator('.rows-row')
      .first()
      .getByLabel(/[Nn]ame/)
      .first()
      .inputValue(),
  ).toBe('Ida');
  await card('household').scrollIntoViewIfNeeded();
  await look(desk, 'earlier-household');
  await pressOn(card('household').getByRole('button', { name: /^Still so: / }));
  await card('household').waitFor({ state: 'detached' });
  const { body } = await amina.get(`/cases/${next}`);
  const said = (body['answers'] as { question: string; value: unknown }[]).map(({ question, value }) => [
    question,
    value,
  ]);
  expect(Object.fromEntries(said)).toMatchObject({ want: 'both', household: home, household_income: 2_000_000 });
  expect(Object.fromEntries(said)).not.toHaveProperty('city');
  await finishesOnTheWeb(where, desk);
  // The application before leads on.
  await page.goto(`${url}/cases/${id}`);
  await page.getByRole('link', { name: String(body['number']) }).waitFor();
  expect(desk.faults).toEqual([]);
  await desk.close();
  if (process.env['SCREENSHOTS']) await inFrench(where, id, next);
}

/** The caller is told a number and a code, goes on with them on another device, and the navigator sees it come. */
async function finishesOnTheWeb({ browser, url }: ByPhone, desk: Desk): Promise<void> {
  const { page } = desk;
  const give = page.getByRole('button', { name: 'Give a number and a code' });
  await pressOn(give);
  await page.getByTestId('code-given').waitFor();
  await look(desk, 'code');
  const [number, code] = await page.locator('.online-key').allInnerTexts();
  const address = await page.locator('.online-address').innerText();
  expect(await page.locator('.online-keys .hint').first().innerText()).toMatch(/Spelled:\s+(\d|[A-Z][a-z-]+) /);
  const alone = await (await browser.newContext()).newPage();
  await alone.goto(`${url}/${address.split('/').slice(1).join('/')}?lang=en`);
  await alone.locator('input[name="number"]').fill(number!);
  await alone.locator('input[name="code"]').fill(code!);
  await alone.locator('main form button').first().click();
  await alone.locator('input[name="q.city"][value="yes"]').check();
  await alone.getByRole('button', { name: 'Save and go on' }).click();
  await page.locator('[data-question="city"]').waitFor({ state: 'detached' });
  await alone.context().close();
  await pressOn(page.getByRole('button', { name: 'They have written it down' }));
  expect(await page.content()).not.toContain(code);
}

async function inFrench(where: ByPhone, id: string, next: string): Promise<void> {
  const desk = await sitDown(where, 'navigator', 'fr');
  for (const [name, at] of [
    ['fr-before', id],
    ['fr-next', next],
  ] as const) {
    await desk.page.goto(`${where.url}/cases/${at}`);
    await desk.page.getByText('Avant et après cette demande').first().waitFor();
    await look(desk, name);
  }
  await desk.close();
}
