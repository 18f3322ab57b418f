import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { letterToHtml } from '../../libs/letters/index.js';
import { documentOf } from '../../libs/letters/testing/letter.js';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { whereDeep } from '../setup/where-deep.js';
import { householdOnline, openDoor } from '../setup/open-door.js';
import { appliesAlone, tellsTheHousehold } from './applying.js';
import { tellsWithScript } from './applying-with-script.js';
import { launchBrowser, lookOften } from './browser.js';
import { builtConsole } from './built-console.js';
import { fromFormToLetter } from './from-form-to-letter.js';
import { follow } from './new-page.js';

/** A phone, and no script: a crew on the street, and whoever applies by themself. */
describe('pages without script', () => {
  let browser: Browser;
  let test: TestApp;
  let page: Page;
  let judge: Page;
  let navigator: Desk;
  const wrongs: string[] = [];
  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestApp({ consoleFolder: builtConsole() }), launchBrowser()]);
    navigator = await Desk.at(test);
    await openDoor(test, 'household', householdOnline);
    const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: 'fr-CA' } as const;
    page = await (await browser.newContext(phone)).newPage();
    judge = await (await browser.newContext({ viewport: phone.viewport })).newPage();
    lookOften(page);
    // That a page says 410 is no fault.
    page.on('console', (message) => !message.text().includes('status of 4') && wrongs.push(message.text()));
    page.on('request', (request) => {
      if (!['document', 'other'].includes(request.resourceType())) wrongs.push(request.url());
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await test?.stop();
  });

  async function look(name: string, shown = page): Promise<void> {
    const shots = process.env['SHOTS'];
    for (const width of shots ? [1280, 390] : []) {
      await shown.setViewportSize({ width, height: 844 });
      await shown.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    }
    // axe is a script: it looks at the same page where scripts run.
    await judge.setContent(await shown.content());
    if (!(await judge.evaluate(() => 'axe' in window))) await judge.evaluate(axe.source);
    const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
    const { violations } = (await judge.evaluate(
      (given) => (window as unknown as { axe: { run(of: Document, by: object): unknown } }).axe.run(document, given),
      options,
    )) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
    // 400 % zoom of 1280: nothing is cut off, and no finger hits two.
    await shown.setViewportSize({ width: 320, height: 200 });
    expect(await shown.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await shown.setViewportSize({ width: 390, height: 844 });
    const small = await shown
      .locator('button, summary, .choice, header a')
      .evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML),
      );
    expect([name, small]).toEqual([name, []]);
  }
  const pressed = async (name: string) => {
    await follow(page.getByRole('button', { name, exact: true }));
  };

  it('on a phone without script, in both languages: takes the client, and tells what happens until it is done', async () => {
    const opened = await navigator.post('/cases', { program: 'tccs', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
    const { body } = await navigator.walk(id, [
      { ...safe, 'safety.safe_to_talk': 'yes' },
      { source: 'line-911', caller_relation: 'bystander', reason: 'distress', age16: 'looks-so', by_phone: 'no' },
      {
        address: '100 Queen St W, Toronto',
        ward: 'ward-10',
        lang: 'en',
        client_aware: 'yes',
        callback: '416-555-0142',
      },
      { whereabouts: 'North entrance, by the fountain', description: 'Red coat', culture_pref: 'prefer-not' },
      { event: 'give-consent', by: 'third-party' },
    ]);
    const [offer] = body['offers'] as { id: string }[];
    const { url } = (await navigator.post(`/referrals/${offer!.id}/links`, {})).body;
    const here = await test.app.getUrl();
    await page.goto(String(url).replace(/^https?:\/\/[^/]+/, here.replace('[::1]', 'localhost')));
    await look('offer-fr');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr-CA');
    await follow(page.getByRole('link', { name: 'English' }));
    expect(await page.content()).not.toContain('Queen St');

    // Nobody can say no without a reason; the page says what is missing, in its title, too.
    await page.getByText('No, we cannot take them').click();
    await pressed('Say no');
    expect(await page.title()).toBe('Error: No, we cannot take them');
    await look('decline-en');
    // A team has no waiting list, and was asked because they are eligible.
    expect(
      await page.locator('input[name="reason"]').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
    ).toEqual(['full', 'outside-area', 'unsafe', 'language', 'other']);
    await follow(page.getByRole('link', { name: 'Back: nothing is sent' }));
    await pressed('Show what you may know');
    await page.getByText('100 Queen St W').waitFor();
    expect(await page.getByText('Not asked, or not said:').innerText()).not.toMatch(/Where|Number/);
    await look('brief-en');
    await pressed('Yes, we take them');
    await page.getByText('North entrance').waitFor();
    expect(await page.title()).toContain('With you: ');
    await page.reload();
    await page.getByText('North entrance').waitFor();
    await follow(page.getByRole('link', { name: 'Français' }));
    await look('taken-fr');
    // Danger is in sight without scrolling, and what may be said wrongly by one tap asks once more.
    const danger = await page.getByRole('button', { name: 'Risque immédiat' }).boundingBox();
    expect(danger!.y + danger!.height).toBeLessThan(844);
    expect(await page.locator('button').count()).toBe(1);
    await follow(page.getByRole('link', { name: 'Autre chose est arrivé' }));
    await follow(page.getByRole('link', { name: 'L’équipe est sur place' }));
    await page.getByRole('button', { name: 'Oui : L’équipe est sur place' }).waitFor();
    await look('sure-fr');
    expect((await navigator.get(`/cases/${id}`)).body['state']).not.toBe('on-scene');
    await follow(page.getByRole('link', { name: 'Retour : rien n’est envoyé' }));
    await follow(page.getByRole('link', { name: 'L’équipe est en route' }));
    // Who has more than one team says which.
    await page.getByLabel('Équipe 2').check();
    await look('who-sets-out-fr');
    // Meanwhile they have moved: that is read first, and nothing is sent before.
    test.clock.advance(60_000);
    await navigator.walk(id, [{ address: '220 Yonge St, Toronto' }]);
    await pressed('Oui : L’équipe est en route');
    await page.getByText('Quelque chose a changé').waitFor();
    await page.getByText('220 Yonge St').waitFor();
    await look('changed-fr');
    expect(await page.getByLabel('Équipe 2').isChecked()).toBe(true);
    await pressed('Oui : L’équipe est en route');
    await page.getByText('North entrance').waitFor();
    const { state, offers } = (await navigator.get(`/cases/${id}`)).body;
    expect([state, offers]).toMatchObject(['en-route', [{ team: { name: { fr: 'Équipe 2' } } }]]);

    // 911 beside the team: the page stays theirs while we look after that.
    const before = page.url();
    await pressed('Risque immédiat : le 911 avec l’équipe');
    await page.waitForURL((url) => url.href !== before);
    await page.getByRole('link', { name: 'L’équipe est sur place' }).waitFor();
    await page.goto(before);
    await page.getByRole('heading', { name: 'Ce lien a déjà servi' }).waitFor();
    await look('used-fr');
    expect(wrongs).toEqual([]);
  }, 60_000);

  it('lets people apply by themselves, in both languages: nothing is fetched, nothing is lost, and Enter saves', async () => {
    await appliesAlone({ test, page, look, pressed });
    await tellsTheHousehold({ test, page, look, pressed });
    expect(wrongs).toEqual([]);
  }, 60_000);

  it('lets people apply to Thunder Bay’s own program, whom a reviewer approves: the letter and the cards are there', async () => {
    await fromFormToLetter({ test, page, look, pressed }, browser, 'fr');
    expect(wrongs).toEqual([]);
  }, 60_000);

  whereDeep(
    'does the same in English',
    async () => {
      await fromFormToLetter({ test, page, look, pressed }, browser, 'en');
      expect(wrongs).toEqual([]);
    },
    60_000,
  );

  it('saves by its script what people type, line by line, and through ten minutes without a connection', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-CA' });
    const own = await context.newPage();
    const refused: string[] = [];
    // Under the policy of the page, which allows the one file and no code made at run time.
    own.on('console', (message) => message.text().includes('Content Security') && refused.push(message.text()));
    own.on('pageerror', (error) => refused.push(String(error)));
    await tellsWithScript({ test, page: own, look });
    await context.close();
    expect(refused).toEqual([]);
  }, 60_000);

  it('reads a letter of ours as well, however long a name is', async () => {
    const text = `> {{answer.name}}\n> 12, rue de l’Église\n\nBonjour **{{answer.name}}**,\n\n## La suite\n\n- Venez\n- Signez\n\n1. Un
2. Deux\n\n| Quoi | Combien |\n|---|---|\n| {{answer.name}} | 44,50 $ |`;
    const name = `Zoë ${'Wolfeschlegelstein'.repeat(6)} <b>مرحبا</b>`;
    // Not under the policy of the page before.
    await page.goto('about:blank');
    await page.setContent(letterToHtml(documentOf(text, { 'answer.name': name })));
    expect(await page.getByRole('heading').allTextContents()).toEqual(['Votre demande : la décision', 'La suite']);
    expect(await page.getByRole('rowheader').textContent()).toBe(name);
    await look('letter');
  });
});
