import { expect } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { png } from '../../libs/documents/testing/files.js';
import { readBack } from '../../libs/letters/testing/read-back.js';
import { Desk as AtTheServer } from '../faults/desk.js';
import type { Alone } from './applying.js';
import { Desk, pressOn, type Spoken } from './desk.js';
import { follow } from './new-page.js';

type Cell = string | number;
type Told = Readonly<Record<string, Cell | readonly Readonly<Record<string, Cell>>[]>>;

const wordsOf = {
  en: {
    begin: 'Start an application',
    goOn: 'Go on',
    save: 'Save and go on',
    send: 'Send my application',
    sure: 'Yes: Send my application',
    withUs: 'Your application is with us',
    looks: /Half-price bus pass[^]*likely: Eligible[^]*Recreation credit[^]*likely: Eligible/,
    decision: 'Our decision on your application',
    given: /Bus pass: yes\..*Recreation credit: yes\. You get \$350\.00 for 2026/,
  },
  fr: {
    begin: 'Commencer une demande',
    goOn: 'Continuer',
    save: 'Enregistrer et continuer',
    send: 'Envoyer ma demande',
    sure: 'Oui : Envoyer ma demande',
    withUs: 'Votre demande est entre nos mains',
    looks:
      /Laissez-passer à demi-tarif[^]*probablement\s: Admissible[^]*Crédit de loisirs[^]*probablement\s: Admissible/,
    decision: 'Notre décision au sujet de votre demande',
    given: /Laissez-passer\s: oui\..*Crédit de loisirs\s: oui\. Vous recevez 350,00\s\$ pour 2026/,
  },
} as const;

type Row = Readonly<Record<string, Cell>>;
const threeAtHome = (who: Row, partner: string, child: string): readonly Row[] => [
  { ...who, relation: 'applicant', employment: '20 000' },
  { name: partner, relation: 'partner', assistance: '9000.50' },
  { name: child, relation: 'child', age: 4 },
];

const ann: Told = {
  want: 'both',
  city: 'yes',
  dob: '1990-05-04',
  benefits: 'none',
  household: threeAtHome({ name: 'Ann', age: 36 }, 'Bo', 'Léo'),
  survey_consent: 'yes',
  first_name: 'Ann',
  last_name: 'Côté',
  home_address: '12 River Street, Thunder Bay',
  email: 'ann@example.org',
  phone: '807-555-0142',
};

/** Of two who apply in one test neither may look like the other: that would be noticed. */
const eve: Told = {
  ...ann,
  dob: '1988-02-13',
  household: threeAtHome({ name: 'Eve', age: 38 }, 'Omar', 'Zoé'),
  first_name: 'Eve',
  last_name: 'Morin',
  home_address: '9 Court Street, Thunder Bay',
  email: 'eve@example.org',
  phone: '807-555-0177',
};
const people = {
  fr: { told: ann, name: 'Ann Côté', partner: 'Bo' },
  en: { told: eve, name: 'Eve Morin', partner: 'Omar' },
};

/** What is asked on this page, whatever it is and in whatever order. */
const askedOn = (page: Page): Promise<string[]> =>
  page.locator('input[name="asked"]').evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));

async function fillOne(inputs: Locator, value: Cell): Promise<void> {
  if ((await inputs.first().getAttribute('type')) !== 'radio') return inputs.first().fill(String(value));
  for (const input of await inputs.all()) if ((await input.getAttribute('value')) === value) await input.check();
}

async function fill(page: Page, question: string, told: Told): Promise<void> {
  const value = told[question];
  const named = (name: string) => page.locator(`[name="q.${question}${name}"]`);
  if (question === 'dob') {
    const [year, month, day] = String(value).split('-').map(Number);
    await named('.d').fill(String(day));
    await named('.m').selectOption(String(month));
    return named('.y').fill(String(year));
  }
  if (typeof value !== 'object') return fillOne(named(''), value ?? '');
  for (let more = 1; more < value.length; more += 1) await follow(page.locator('button[name="row"][value^="+"]'));
  for (const [at, row] of value.entries())
    for (const [column, cell] of Object.entries(row)) await fillOne(named(`.${at}.${column}`), cell);
}

/** A citizen on a phone without script, from the first page to the last. Resolves when it is sent. */
async function applies({ page, look, pressed, test }: Alone, url: string, language: Spoken): Promise<void> {
  const words = wordsOf[language];
  await page.goto(`${url}/apply/ontario-211/affordable-access?lang=${language}`);
  await look(`affordable-entry-${language}`);
  test.clock.advance(60_000);
  await pressed(words.begin);
  await follow(page.getByRole('link', { name: words.goOn }));
  const seen: string[] = [];
  for (let asked = await askedOn(page); asked.length > 0 && !asked.includes('proof_income');) {
    for (const question of asked) await fill(page, question, people[language].told);
    if (asked.includes('household')) await look(`affordable-household-${language}`);
    await pressed(words.save);
    seen.push(...asked);
    asked = await askedOn(page);
  }
  // What for comes first, and who lives there, which takes the longest, late. Nothing is asked that an answer made needless.
  expect(seen.slice(0, 6)).toEqual(['want', 'city', 'dob', 'benefits', 'household', 'survey_consent']);
  for (const proof of ['proof_income', 'proof_address']) {
    const form = page.locator(`form[action*="question=${proof}"]`);
    await form.locator('input[type="file"]').setInputFiles({ name: 'IMG.png', mimeType: 'image/png', buffer: png });
    await follow(form.locator('button'));
  }
  expect(await page.locator('main').innerText()).toMatch(words.looks);
  await look(`affordable-ready-${language}`);
  await follow(page.getByRole('link', { name: words.send, exact: true }));
  await pressed(words.sure);
  await page.getByText(words.withUs).waitFor();
  await look(`affordable-sent-${language}`);
}

/** A reviewer finds it, claims it, looks at it and approves; the screen tells of the letters. */
async function approves(
  browser: Browser,
  url: string,
  id: string,
  { now, partner }: { now: Date; partner: string },
): Promise<void> {
  const desk = await Desk.open(browser, url, { now });
  const { page } = desk;
  await page.locator('select').first().selectOption('ontario-211');
  await page.locator('select').last().selectOption('reviewer');
  await pressOn(page.locator('button[type="submit"]'));
  const row = page.locator(`[data-row="${id}"]`);
  await row.waitFor();
  // Of each benefit by itself; what nobody decides here, such as danger, is not in the way.
  expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /Review Year The year in which it came in Half-price bus pass Eligible Recreation credit Eligible Papers All there Nothing is missing/,
  );
  await pressOn(row.getByRole('link'));
  await page.locator('[data-answer="household"]').waitFor();
  expect((await page.locator('[data-answer="household"]').innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    new RegExp(`${partner} My partner.*\\$9,000\\.50.*People at home 3 Household income \\$29,000\\.50`),
  );
  await pressOn(page.getByRole('button', { name: 'I review this one' }));
  await page.locator('[data-whose="mine"]').waitFor();
  // The day on which it came in is nobody's to change; what was said is.
  expect(await page.locator('[data-answer="received_on"] button').count()).toBe(0);
  expect(await page.locator('[data-answer="city"] button').count()).toBe(1);
  // The list fits beside the rest.
  expect(
    await page.locator('.review-rows').evaluate((rows) => rows.scrollWidth - rows.clientWidth),
  ).toBeLessThanOrEqual(0);
  await page.locator('[data-event="decide-application"] button').focus();
  await desk.twice('Enter');
  await desk.inState('issued');
  await page.locator('[data-letter]').nth(2).waitFor();
  expect(await desk.axe()).toEqual([]);
  expect(desk.faults).toEqual([]);
  await desk.close();
}

/** The letter and both cards, as whoever cannot see reads them. */
async function hasLetters({ test }: Alone, id: string, language: Spoken): Promise<void> {
  const reviewer = await AtTheServer.at(test, 'reviewer');
  const { items } = (await reviewer.get(`/cases/${id}/letters`)).body as { items: { id: string; letter: string }[] };
  expect(items.map(({ letter }) => letter).sort()).toEqual(['bus-pass', 'decision', 'recreation-card']);
  const words = wordsOf[language];
  for (const { id: letter, letter: name } of items) {
    const request = test.http.get(`/api/v1/letters/${letter}/pdf`).set('authorization', await test.signIn('reviewer'));
    const { body } = await request.responseType('blob').expect(200);
    const read = await readBack(body as Buffer);
    expect(read).toMatchObject({ marked: true, language: `${language}-CA` });
    const roles = read.pages.flatMap((one) => one.roles);
    expect(roles.slice(0, 2)).toEqual(['Document', `H1 ${read.title}`]);
    if (name !== 'decision') expect(roles.join(' ')).toMatch(new RegExp(`${people[language].name}.*2026`));
    else {
      expect(read.title).toBe(words.decision);
      expect(roles.join(' ').replaceAll(/P /g, '')).toMatch(words.given);
      expect(roles.filter((role) => role.startsWith('TH'))).toHaveLength(6);
    }
  }
}

/** Thunder Bay's own program, from the first question to the letter. */
export async function fromFormToLetter(alone: Alone, browser: Browser, language: Spoken): Promise<void> {
  const { test } = alone;
  const url = (await test.app.getUrl()).replace('[::1]', 'localhost');
  await applies(alone, url, language);
  const reviewer = await AtTheServer.at(test, 'reviewer');
  const { items } = (await reviewer.get('/reviews?limit=200')).body as { items: { id: string; program: string }[] };
  const { id } = items.findLast(({ program }) => program === 'affordable-access')!;
  await approves(browser, url, id, { now: test.clock.now(), partner: people[language].partner });
  await hasLetters(alone, id, language);
}
