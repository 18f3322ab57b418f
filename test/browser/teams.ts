import { expect } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Desk as ApiDesk, safe } from '../faults/desk.js';
import { whereDeep } from '../setup/where-deep.js';
import { Desk } from './desk.js';
import type { Place } from './timeline.js';

const toTeam = [
  { lang: 'en', ...safe },
  { source: 'line-911', caller_relation: 'self', address: '200 Town Centre Court', callback: '4165550142' },
  { reason: 'distress', age16: 'yes', by_phone: 'no' },
] as const;

/** With SCREENSHOTS=<folder>, a picture of each screen is left there to look at. */
async function look(desk: Desk, name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (!to) return;
  mkdirSync(to, { recursive: true });
  for (const width of [1280, 390]) {
    await desk.page.setViewportSize({ width, height: 800 });
    await desk.screenshot(join(to, `${name}-${width}.png`));
  }
  await desk.page.setViewportSize({ width: 1280, height: 800 });
}

/** What the navigator and a supervisor see of a team that is sent, on the real server. */
export function sendTeams(place: () => Place): void {
  // The everyday run has the dispatch of dispatch.e2e-spec.ts.
  whereDeep(
    'is asked, comes, and can be told of a change; a supervisor sends one without a yes only knowingly',
    async () => {
      const { app, browser, url } = place();
      const api = await ApiDesk.at(app);
      const open = async () =>
        String((await api.post('/cases', { program: 'tccs', channel: 'phone', language: 'en' })).body['id']);
      const desk = await Desk.open(browser, url, { now: app.clock.now() });
      const dispatch = desk.page.locator('#dispatch');
      const text = async () => (await dispatch.innerText()).replaceAll(/\s+/g, ' ');
      await desk.signIn();
      const id = await open();
      await api.walk(id, [...toTeam, { ward: 'ward-21' }, 'give-consent']);
      await desk.page.goto(`${url}/cases/${id}`);
      await desk.inState('team');
      expect(await text()).toMatch(/TAIBU CHC.* is being asked to come.*next team is asked at .*Received.*En route/);
      // Nobody is dialled, and no step of a transfer is asked for.
      expect(await desk.page.locator('.steps, .panel .number-digits').count()).toBe(0);
      expect(await desk.axe()).toEqual([]);
      await look(desk, 'team-asked');
      const [offer] = (await api.get(`/cases/${id}`)).body['offers'] as { id: string }[];
      await api.post(`/referrals/${offer?.id}/accept`, {});
      await api.walk(id, ['depart']);
      await desk.page.reload();
      await desk.inState('en-route');
      await desk.page.getByTestId('say-dispatch').waitFor();
      expect(await text()).toMatch(/TAIBU CHC.* is on its way.*A team is on its way to you: TAIBU CHC/);
      expect(await desk.axe()).toEqual([]);
      await look(desk, 'team-en-route');
      // The line breaks: there is nobody to say it to, until they are back.
      const back = desk.page.locator('[data-event="line-back"] button');
      expect(await back.count()).toBe(0);
      await desk.page.locator('[data-event="line-lost"] button').first().focus();
      await desk.twice('Enter');
      await desk.page.getByTestId('line-broke').waitFor();
      expect(await desk.page.getByTestId('say-dispatch').count()).toBe(0);
      await look(desk, 'team-line-lost');
      await back.focus();
      await desk.twice('Enter');
      await desk.page.getByTestId('say-dispatch').waitFor();
      expect(await back.count()).toBe(0);
      const change = desk.page.locator('[data-event="change-facts"]');
      await desk.press('Alt+m');
      await change.locator('form').getByRole('textbox').first().fill('In the park across the street');
      await change.locator('button[type="submit"]').focus();
      await desk.step('Enter');
      await desk.twice('Alt+r');
      await desk.inState('emergency-with-team');
      expect(await desk.page.locator('[data-step="dial"]').count()).toBe(1);
      await look(desk, 'team-and-911');

      await desk.page.goto(`${url}/teams`);
      const typed = desk.page.getByLabel(/^Ward, postal code/);
      const found = desk.page.locator('.area-found');
      await typed.fill('15');
      await found.filter({ hasText: /Ward 15.*[\s\S]*A supervisor picks/ }).waitFor();
      await typed.fill('m5v 2t6');
      await found.filter({ hasText: /M5V[\s\S]*2-Spirited People.*[\s\S]*asked first now/ }).waitFor();
      expect(await desk.axe()).toEqual([]);
      await look(desk, 'team-areas');

      const gone = await open();
      await api.walk(gone, [...toTeam, 'caller-gone']);
      const priya = await Desk.open(browser, url, { now: app.clock.now() });
      await priya.page.locator('select.input').last().selectOption('supervisor');
      await priya.page.locator('button[type="submit"]').focus();
      await priya.press('Enter');
      await priya.page.locator('.who').waitFor({ state: 'attached' });
      await priya.page.goto(`${url}/dispatches`);
      await priya.page.locator(`[data-row="${gone}"]`).waitFor();
      expect(await priya.page.locator('.work-group').first().innerText()).toBe('Nobody has it');
      await look(priya, 'team-board');
      await priya.page.locator(`[data-row="${gone}"] a`).first().focus();
      await priya.press('Enter');
      await priya.inState('supervisor-pick');
      await priya.press('1');
      const pick = priya.page.locator('[data-event="pick-team"] form');
      const send = pick.locator('button[type="submit"]');
      await pick.getByLabel(/^CMHA/).check();
      expect(await pick.innerText()).toMatch(/Where 200 Town Centre Court/);
      expect(await pick.getByText('no team is free').count()).toBe(0);
      expect(await send.isDisabled()).toBe(true);
      // Somebody is full meanwhile, and something is said at the top of the page: nobody changes places, and the button stays.
      const names = () => pick.locator('.team-choice label').allInnerTexts();
      const [order, before] = [await names(), await send.boundingBox()];
      await app.database.ownerQuery(`UPDATE services SET capacity_state = 'full' WHERE id = $1`, [
        'two-spirited-crisis-team',
      ]);
      await api.walk(gone, [{ description: 'A red coat' }]);
      await priya.page.getByTestId('elsewhere').waitFor();
      await pick.getByText('Now: Full').first().waitFor({ timeout: 30_000 });
      expect(await names()).toEqual(order);
      expect(Math.abs(((await send.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(8);
      expect(await priya.axe()).toEqual([]);
      await look(priya, 'team-pick');
      // Nobody is free any more: what else can be done stands above the list.
      const rooms = await app.database.ownerQuery<{ id: string; state: string }>(
        `SELECT id, capacity_state AS state FROM services WHERE id LIKE '%-crisis-team'`,
      );
      await app.database.ownerQuery(`UPDATE services SET capacity_state = 'full' WHERE id LIKE '%-crisis-team'`);
      await pick
        .getByText('no team is free now. You can choose “Send 911” or “Go on by phone” below')
        .waitFor({ timeout: 30_000 });
      await look(priya, 'team-none-free');
      await pick.getByLabel(/has not agreed/).check();
      await send.focus();
      await priya.step('Enter');
      await priya.inState('picked-team');
      expect(await priya.page.locator('#dispatch').innerText()).toMatch(
        /Shared without a yes: someone could be harmed/,
      );
      // The tests after this one find room again.
      for (const { id: service, state } of rooms)
        await app.database.ownerQuery(`UPDATE services SET capacity_state = $2 WHERE id = $1`, [service, state]);
      expect([...desk.faults, ...priya.faults]).toEqual([]);
      await Promise.all([desk.close(), priya.close()]);
    },
    180_000,
  );

  whereDeep(
    'is not wanted, and the line breaks: the words of that, and each thing that a supervisor may decide then',
    async () => {
      const { app, browser, url } = place();
      const api = await ApiDesk.at(app);
      const refused = async () => {
        const id = await api.openCase('tccs');
        await api.walk(id, [...toTeam, { ward: 'ward-21' }, 'give-consent']);
        return id;
      };
      const amina = await Desk.open(browser, url, { now: app.clock.now() });
      await amina.signIn();
      const priya = await Desk.open(browser, url, { now: app.clock.now() });
      await priya.page.locator('select.input').last().selectOption('supervisor');
      await priya.pressButton('Start');
      await priya.page.locator('.who').waitFor({ state: 'attached' });

      // What becomes of the team when the caller is gone, as it is read before that is said.
      const id = await refused();
      const dialog = amina.page.getByRole('alertdialog', { name: 'Is the caller gone?' });
      // The key works once what it belongs to has loaded.
      const ready = () => amina.page.locator('.key', { hasText: 'Alt+G' }).first().waitFor();
      const saysOfTheTeam = async (what: string): Promise<string> => {
        await ready();
        await amina.press('Alt+g');
        const words = await dialog.locator(`[data-team-then="${what}"]`).innerText();
        await amina.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        return words;
      };
      await api.walk(id, ['risk-raised']);
      await amina.page.goto(`${url}/cases/${id}`);
      await amina.inState('safety');
      expect(await saysOfTheTeam('still-asked')).toMatch(/^TAIBU CHC.* is still being asked: its answer counts/);
      const [offer] = (await api.get(`/cases/${id}`)).body['offers'] as { id: string }[];
      await api.post(`/referrals/${offer?.id}/accept`, {});
      await amina.page.reload();
      await amina.inState('safety');
      expect(await saysOfTheTeam('stays')).toMatch(/^TAIBU CHC.* stays with this call: the team is not called off\.$/);
      await api.walk(id, [safe, { event: 'call-off', why: 'refused' }]);
      await amina.page.reload();
      await amina.inState('safety');
      expect(await saysOfTheTeam('none')).toMatch(/^No team is on its way now\..* a supervisor decides/);
      await amina.press('Alt+g');
      await dialog.waitFor();
      await amina.step('Enter');
      await amina.inState('refused-unsure');

      // A supervisor reads it so, and may press each of them; who only takes calls may not decide.
      const decisions = ['send-911', 'search-again', 'reach-client', 'keep-refusal'];
      const shown = ({ page }: Desk) =>
        page.locator('.wait-events > [data-event]').evaluateAll((all) => all.map((one) => one.dataset['event']));
      const decides = async (of: string, decision: string, key: string) => {
        await priya.page.goto(`${url}/cases/${of}`);
        await priya.inState('refused-unsure');
        expect(await shown(priya)).toEqual(decisions);
        expect(await priya.page.locator(`[data-event="${decision}"] .key`).innerText()).toBe(key);
        await priya.twice(key);
      };
      expect(await shown(amina)).toEqual(['reach-client']);
      await priya.page.goto(`${url}/cases/${id}`);
      await priya.inState('refused-unsure');
      expect(await priya.page.locator('#dispatch h2').innerText()).toBe(
        'They said no to the team, and not sure that they are safe',
      );
      expect(await priya.axe()).toEqual([]);
      await look(priya, 'team-refused-unsure');
      await decides(id, 'search-again', '2');
      await priya.inState('supervisor-pick');
      await api.walk(id, [{ event: 'call-off', why: 'refused' }, 'caller-gone']);
      await decides(id, 'reach-client', '3');
      await priya.inState('safety');
      await api.walk(id, ['caller-gone']);
      await decides(id, 'keep-refusal', '4');
      await priya.page.locator('[data-disposition="client_declined"]').waitFor();
      const other = await refused();
      await api.walk(other, [{ event: 'call-off', why: 'refused' }, 'caller-gone']);
      await decides(other, 'send-911', '1');
      await priya.inState('emergency');
      expect([...amina.faults, ...priya.faults]).toEqual([]);
      await Promise.all([amina.close(), priya.close()]);
    },
    180_000,
  );
}
