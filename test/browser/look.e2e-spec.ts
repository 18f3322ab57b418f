import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk, type DeskOptions } from './desk.js';
import { startWorklists, type Worklists } from './mock-worklists.js';
import { contrast, edges, ornaments, palette, texts } from './tokens.js';

const palettes = (['light', 'dark'] as const).flatMap((scheme) =>
  (['usual', 'more'] as const).map((wanted) => [scheme, wanted, palette(scheme, wanted)] as const),
);

function tooFaint(pairs: typeof texts, least: number, colours: ReturnType<typeof palette>): string[] {
  return Object.entries(pairs).flatMap(([name, grounds]) =>
    grounds.flatMap((ground) => {
      const [one, other] = [colours[name], colours[ground]];
      const ratio = one && other ? contrast(one, other) : 0;
      return ratio < least ? [`${name} on ${ground}: ${ratio.toFixed(2)}`] : [];
    }),
  );
}

describe('the tokens', () => {
  it.each(palettes)('let every text be read and every control be seen: %s, %s contrast', (_, wanted, colours) => {
    expect(tooFaint(texts, wanted === 'more' ? 7 : 4.5, colours)).toEqual([]);
    expect(tooFaint(edges, wanted === 'more' ? 4.5 : 3, colours)).toEqual([]);
  });

  it.each(palettes)('have no colour that nobody watches: %s, %s contrast', (_, __, colours) => {
    const watched = [texts, edges].flatMap((pairs) =>
      Object.entries(pairs).flatMap(([one, others]) => [one, ...others]),
    );
    expect(Object.keys(colours).length).toBeGreaterThan(20);
    expect(Object.keys(colours).filter((name) => ![...watched, ...ornaments].includes(name))).toEqual([]);
  });

  it('are the only place with a colour, and every token that a screen names exists', () => {
    const root = 'apps/console';
    const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
    const tokens = readFileSync(join(root, 'shared/styles/tokens.css'), 'utf8');
    const known = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    const faults = sheets.flatMap((name) => {
      const text = readFileSync(join(root, name), 'utf8');
      const raw = name.endsWith('tokens.css')
        ? []
        : [...text.matchAll(/#[0-9a-f]{3,8}\b(?=[;\s,)])|\b(?:rgb|hsl)a?\(/gi)];
      const named = [...text.matchAll(/var\((--[\w-]+)/g)].filter(([, token]) => !known.has(token));
      return [...raw.map(([colour]) => `${name} ${colour}`), ...named.map(([, token]) => `${name} ${token}`)];
    });
    expect(sheets.length).toBeGreaterThan(5);
    expect(faults).toEqual([]);
  });
});

describe('light and dark', () => {
  let browser: Browser;
  let lists: Worklists;
  let desk: Desk;
  beforeAll(async () => {
    lists = await startWorklists(builtConsole());
    browser = await launchBrowser();
  }, 120_000);
  afterEach(async () => {
    const { faults } = desk;
    await desk.close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await lists?.close();
  });

  const sitDown = async (options: DeskOptions = {}) => {
    desk = await Desk.open(browser, lists.url, options);
    await desk.signIn();
  };
  const ground = () => desk.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const is = ([red, green, blue]: readonly number[]) => `rgb(${red}, ${green}, ${blue})`;
  const groundOf = (scheme: 'light' | 'dark', wanted: 'usual' | 'more' = 'usual') =>
    is(palette(scheme, wanted)['ground'] ?? []);

  it('follow the system until the person chooses, and the choice stays theirs', async () => {
    await sitDown({ dark: true });
    expect(await ground()).toBe(groundOf('dark'));
    await desk.page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).toBe(groundOf('light'));
    await desk.page.getByRole('button', { name: 'Colours: Automatic' }).focus();
    await desk.press('Enter', 'Enter');
    await desk.page.locator('html[data-theme="dark"]').waitFor();
    expect(await ground()).toBe(groundOf('dark'));
    await desk.page.reload();
    await desk.page.locator('.line-link').first().waitFor();
    expect(await ground()).toBe(groundOf('dark'));
    const keys = await desk.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('theme')));
    expect(keys.sort()).toEqual(['front-door.theme', 'front-door.theme.person-1']);
  }, 60_000);

  it('answer a wish for more contrast, and leave forced colours to the system', async () => {
    await sitDown();
    await desk.page.emulateMedia({ contrast: 'more' });
    expect(await ground()).toBe(groundOf('light', 'more'));
    await desk.page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
    expect(await ground()).toBe(groundOf('dark', 'more'));
    await desk.page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active', colorScheme: 'light' });
    const chosen = desk.page.locator('.segment[aria-pressed="true"]').first();
    const style = await chosen.evaluate((node) => getComputedStyle(node).outlineStyle);
    expect(style).toBe('solid');
    expect(await desk.axe()).toEqual([]);
  }, 60_000);
});
