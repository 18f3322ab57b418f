import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { deep } from '../faults/desk.js';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk } from './desk.js';
import { listen, serveFile } from './serve-file.js';

const both = (en: string, fr: string) => ({ en, fr });
const ontario = { id: 'ontario-211', name: both('Ontario 211', '211 Ontario') };
const seat = { tenant: ontario, region: null, regionName: null, agency: null, agencyName: null };
const kids = { agency: 'kids-help-phone', agencyName: both('Kids Help Phone', 'Jeunesse, J’écoute') };
const navigator = {
  ...seat,
  role: 'navigator',
  region: 'central-east',
  regionName: both('Central East', 'Centre-Est'),
};
const several = [navigator, { ...seat, role: 'agency-worker', ...kids }];
const problem = (status: number) => ({ status, type: '/problems/x', title: 'No', detail: 'No.' });

let choices: readonly object[] | null = null;
const asked: string[] = [];

/** Front Door in live mode, as far as signing in goes, and the provider's own page for signing out. */
function answer(path: string, body: string): [number, object] {
  switch (path) {
    case '/sign-in/provider':
      return [200, { title: '211 account', ask: [both('Ask Priya for access.', 'Demandez l’accès à Priya.')] }];
    case '/sign-in/choices':
      return choices ? [200, { name: 'Amina Diallo', choices }] : [410, problem(410)];
    case '/sign-in/session': {
      asked.push(body);
      const person = { id: 'p-1', name: 'Amina Diallo', role: 'navigator' };
      const where = { tenant: 'ontario-211', agency: null, region: null };
      return [200, { token: 't', person, ...where, returnTo: '/lines/good2talk', signOutAt: '/health/provider' }];
    }
    default:
      return path === '/lines' || path.startsWith('/me') ? [200, { items: [] }] : [404, problem(404)];
  }
}

let browser: Browser;
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  const folder = builtConsole();
  server = await listen((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    if (!pathname.startsWith('/api/v1')) return void serveFile(folder, pathname, response);
    if (pathname === '/api/v1/sign-in') {
      asked.push(pathname + search);
      return void response.writeHead(302, { location: '/sign-in?why=away' }).end();
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [status, content] = answer(pathname.replace('/api/v1', ''), Buffer.concat(chunks).toString());
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    });
  });
  browser = await launchBrowser();
}, 120_000);
beforeEach(() => void asked.splice(0));
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function look(desk: Desk, name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (!to) return;
  mkdirSync(to, { recursive: true });
  await desk.screenshot(join(to, `${name}.png`));
}

describe('signing in, live', () => {
  it.each(deep ? (['en', 'fr'] as const) : (['fr'] as const))(
    'says in words where to go and why one is back, for everybody (%s)',
    async (language) => {
      const desk = await Desk.open(browser, server.url, { language });
      for (const why of ['', '?why=over', '?why=refused', '?why=away', '?why=no-access', '?step=choose']) {
        choices = why === '?step=choose' ? several : null;
        await desk.page.goto(`${server.url}/sign-in${why}`);
        await desk.page.locator('.push-primary, .push-plain').first().waitFor();
        const region = language === 'en' ? 'Navigator · Central East · Ontario 211' : '· Centre-Est · 211 Ontario';
        expect(await desk.page.getByText(region).count()).toBe(why === '?step=choose' ? 1 : 0);
        await look(desk, `live-${language}-${why.replace(/\W+/g, '-')}`);
        expect(await desk.axe()).toEqual([]);
      }
      await desk.page.goto(`${server.url}/sign-in?why=no-access`);
      await desk.page.getByText(language === 'en' ? 'Ask Priya for access.' : 'Demandez l’accès à Priya.').waitFor();
      expect(desk.faults).toEqual([]);
      await desk.close();
    },
    60_000,
  );

  it('keeps the page that was asked for, by keyboard, and opens it for the one seat there is', async () => {
    const desk = await Desk.open(browser, server.url);
    await desk.page.goto(`${server.url}/lines/good2talk`);
    await desk.page.getByRole('link', { name: 'Sign in with 211 account' }).focus();
    await desk.press('Enter');
    await desk.page.getByText('211 account does not answer just now.').waitFor();
    expect(asked).toEqual(['/api/v1/sign-in?return=%2Flines%2Fgood2talk']);
    choices = [navigator];
    await desk.page.goto(`${server.url}/sign-in?step=choose`);
    await desk.page.waitForURL('**/lines/good2talk');
    expect(asked.at(-1)).toBe('{"choice":0}');
    await desk.pressButton('Sign out');
    await desk.page.waitForURL('**/health/provider');
    await desk.close();
  }, 60_000);

  it('asks who may be several things, and says what to do when it took too long', async () => {
    const desk = await Desk.open(browser, server.url);
    choices = several;
    await desk.page.goto(`${server.url}/sign-in?step=choose`);
    await desk.pressButton(/Agency worker.*Kids Help Phone/);
    await desk.page.locator('.who').waitFor({ state: 'attached' });
    expect(asked).toEqual(['{"choice":1}']);
    await desk.page.evaluate(() => sessionStorage.clear());
    choices = null;
    await desk.page.goto(`${server.url}/sign-in?step=choose`);
    await desk.page.getByText('took too long').waitFor();
    expect(await desk.page.getByRole('link', { name: 'Sign in with 211 account' }).count()).toBe(1);
    await desk.close();
  }, 60_000);
});
