import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Desk as AtTheServer } from '../faults/desk.js';
import type { TestApp } from '../setup/app.js';
import { dispatch } from '../setup/dispatched.js';
import { Desk, type DeskOptions } from './desk.js';

interface Place {
  readonly app: TestApp;
  readonly browser: Browser;
  readonly url: string;
}

/** With SCREENSHOTS=<folder>, a picture of each screen is left there to look at. */
async function look(desk: Desk, name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (!to) return;
  mkdirSync(to, { recursive: true });
  await desk.screenshot(join(to, `${name}.png`));
}

/** The screen by which an agency says what it can take, on the real server and by keyboard. */
export function sayCapacity(place: () => Place): void {
  const desks: Desk[] = [];
  let desk: Desk;
  const sit = async (options: DeskOptions = {}) => {
    const { app, browser, url } = place();
    const opened = await Desk.open(browser, url, { now: app.clock.now(), ...options });
    desks.push(opened);
    const { page } = opened;
    await page.locator('select').nth(1).selectOption('agency-worker');
    await page.locator('select').nth(2).selectOption('gerstein-centre');
    await page.locator('button[type="submit"]').focus();
    await opened.press('Enter');
    await page.waitForURL('**/inbox');
    await page.goto(`${url}/capacity`);
    await page.locator('.team').nth(2).waitFor();
    return opened;
  };
  const now = () => desk.page.locator('.capacity-now').innerText();
  const says = (text: string) => desk.page.locator('.capacity-now', { hasText: text }).waitFor();
  const team = (index: number) => desk.page.locator('.team').nth(index);
  const press = async (button: string, within = desk.page.locator('main')) => {
    await within.getByRole('button', { name: button, exact: true }).first().focus();
    await desk.press('Enter');
  };

  beforeAll(async () => {
    desk = await sit();
  }, 60_000);
  afterAll(async () => {
    const faults = desks.flatMap((one) => one.faults);
    for (const one of desks) await one.close();
    expect(faults).toEqual([]);
  });

  describe('capacity', () => {
    it('is said with one tap, told in plain words, and taken back with another', async () => {
      expect(await now()).toMatch(/^Open\s+You take new clients now\.$/);
      await look(desk, 'capacity-1280');
      await press('Full until tomorrow morning (Jun 2, 8:00 a.m.)');
      await says('You are full until Jun 2, 8:00 a.m.');
      await press('Open again');
      await says('You take new clients now.');
      // A team works by the hour; another time is on the clock where the agency is.
      expect(await desk.page.getByRole('button', { name: /Friday|Monday/ }).count()).toBe(0);
      await press('Another time');
      await desk.page.getByLabel('Full until when?').fill('2026-06-01T23:30');
      await look(desk, 'capacity-own-time-1280');
      await press('Full until then');
      await says('You are full until 11:30 p.m.');
      await press('Open again');
      await says('You take new clients now.');
    }, 30_000);

    it('is heard in the agency’s other windows', async () => {
      const other = await sit({ language: 'fr', width: 390 });
      await press('Full until we say otherwise');
      await says('until you say otherwise');
      await other.page.locator('.capacity-now', { hasText: 'jusqu’à nouvel avis' }).waitFor();
      await look(other, 'capacity-390-fr');
      await press('Open again');
      await other.page.locator('.capacity-now', { hasText: 'Vous acceptez de nouvelles personnes' }).waitFor();
      await other.page.getByRole('button', { name: 'Modifier' }).first().focus();
      await other.press('Enter');
      await other.page.getByLabel('Jour et nuit, tous les jours').uncheck();
      expect(await other.axe()).toEqual([]);
    }, 30_000);

    it('follows the teams: full when each is out of service', async () => {
      for (const index of [0, 1, 2]) {
        await press('Out of service', team(index));
        await press('For 1 hour', team(index));
        await team(index).getByText('Until 4:00 a.m.').waitFor();
      }
      await says('No team is free.');
      await look(desk, 'capacity-out');
      for (const index of [0, 1, 2]) await press('In service again', team(index));
      await says('You take new clients now.');
    }, 30_000);

    it('shows whom a team is with, once the inbox has said which one goes, and has it back', async () => {
      const { app, url } = place();
      const { number, offer } = await dispatch(await AtTheServer.at(app), 'ward-10');
      const bearer = await app.signIn('agency-worker', 'ontario-211', { agency: 'gerstein-centre' });
      await app.http.post(`/api/v1/referrals/${offer.id}/accept`).set('authorization', bearer).expect(200);
      await desk.page.goto(`${url}/inbox`);
      const choice = desk.page.getByLabel('Which team goes?');
      await choice.selectOption('gerstein-team-2');
      await desk.page.waitForResponse((answer) => answer.url().endsWith('/teams'));
      await look(desk, 'inbox-team');
      await desk.page.goto(`${url}/capacity`);
      await team(1).getByText(`With ${number}, since`).waitFor();
      await look(desk, 'capacity-busy');
      await team(1).getByRole('button', { name: 'Is back' }).focus();
      await desk.press('Enter');
      await desk.page.locator('[data-armed]').waitFor();
      await desk.press('Enter');
      await team(1).getByText('Can go at any time').waitFor();
    }, 30_000);

    it('has its shifts changed in a table of times, by keyboard alone', async () => {
      await press('Change', team(0));
      const form = team(0).locator('form');
      await form.getByLabel('Day and night, every day').focus();
      await desk.press('Space');
      await press('Add a shift: Monday', form);
      await form.getByLabel('Monday, from').focus();
      await desk.page.keyboard.type('1000PM');
      await form.getByLabel('Monday, to').focus();
      await desk.page.keyboard.type('0600AM');
      await press('All days like Monday', form);
      await press('Remove Sunday 22:00-06:00', form);
      await look(desk, 'capacity-change');
      await press('Save', form);
      await team(0).locator('.week').waitFor();
      const week = (await team(0).locator('.week').innerText()).replaceAll(/\s+/g, ' ');
      expect(week).toMatch(/^Mon 22:00–06:00 .*Sat 22:00–06:00 Sun Off$/);
      await desk.page.setViewportSize({ width: 390, height: 844 });
      await look(desk, 'capacity-week-390');
    }, 30_000);
  });
}
