import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { deep } from '../faults/desk.js';
import { lookOften } from './browser.js';
import { learnToLook, type PageWithAxe, type Violation } from './look-closely.js';

export type Spoken = 'en' | 'fr';
export interface DeskOptions {
  /** Language of the screens. */
  readonly language?: Spoken;
  readonly dark?: boolean;
  readonly width?: number;
  /** What keeps the console for a page without a connection; off elsewhere, it only costs time. */
  readonly serviceWorker?: boolean;
  /** The time that the screens show, when the server's is not now. */
  readonly now?: Date;
}

function describe({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`;
}

/** What was looked at and found good, by its setting, in all pages of a test file. */
const seen = new Map<string, Set<number>>();
const knownIn = (setting: string) => seen.get(setting) ?? seen.set(setting, new Set()).get(setting)!;

/** These hands press nothing before it is there: they need not wait until a person would have seen it. */
function seeAtOnce(): void {
  const atOnce = () => document.documentElement.style.setProperty('--time-to-see', '0');
  if (document.documentElement) atOnce();
  else document.addEventListener('readystatechange', atOnce, { once: true });
}
/** As a person sees: for tests of what a key does that comes too soon. */
export const seeAsPeopleDo = (page: Page): Promise<void> =>
  page.evaluate(() => void document.documentElement.style.removeProperty('--time-to-see'));

/** As a person does: a key on what has the keyboard, once they can have seen the screen that it stands on. */
export async function pressOn(thing: Locator, key = 'Enter'): Promise<void> {
  await thing.focus();
  await thing.page().locator('html:not([data-deaf])').waitFor({ state: 'attached' });
  await thing.press(key);
}

/** A navigator's desk: one page of the browser, driven by the keyboard as a navigator would. */
export class Desk {
  readonly faults: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      // The browser says so of each refusal (4xx) by itself; what breaks the security policy is said here too.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.faults.push(message.text());
      }
    });
  }

  static async open(browser: Browser, url: string, options: DeskOptions = {}): Promise<Desk> {
    const { language = 'en', dark = false, width = 1280, now, serviceWorker = false } = options;
    const context = await browser.newContext({
      locale: `${language}-CA`,
      timezoneId: 'America/Toronto',
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height: width < 600 ? 844 : 800 },
      reducedMotion: 'reduce',
      serviceWorkers: serviceWorker ? 'allow' : 'block',
    });
    context.setDefaultTimeout(10_000);
    await context.addInitScript(seeAtOnce);
    const desk = new Desk(await context.newPage(), url);
    lookOften(desk.page);
    if (now) await desk.page.clock.setFixedTime(now);
    await desk.page.goto(url);
    return desk;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** As a navigator does: who looks first, where the screen is new. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.locator('html:not([data-deaf])').waitFor({ state: 'attached' });
      await this.page.keyboard.press(key);
    }
  }

  /** Demo sign-in as a navigator, which is chosen already. */
  async signIn(): Promise<void> {
    await this.page.locator('select').first().selectOption('ontario-211');
    await this.page.getByRole('button', { name: /^(Start|Commencer)$/ }).focus();
    await this.press('Enter');
    await this.page.locator('.line-link').first().waitFor();
  }

  /** Back to the lines without loading the page again, ready for the next call; whatever was left open, it gets there. */
  async home(): Promise<void> {
    const lines = this.page.locator('.line-link').first();
    try {
      await this.page.getByRole('link', { name: 'Front Door' }).focus({ timeout: 1_000 });
      await this.press('Enter');
      await lines.waitFor({ timeout: 2_000 });
    } catch {
      await this.page.goto(this.url);
      await lines.waitFor();
    }
  }

  async answerLine(title: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name: title }).first().focus();
    await this.press('Enter');
    await this.page.locator('.panel-script').waitFor();
  }

  /** The caller chooses a language; the first question is there. */
  async startCall(digit: '1' | '2'): Promise<void> {
    await this.press(digit);
    await this.page.locator('[data-question]').first().waitFor();
  }

  /** Answers a question by the digit that stands beside the choice, once the digits belong to that question. */
  async answer(question: string, choice: string): Promise<void> {
    const card = this.page.locator(`[data-question="${question}"]`);
    await card.waitFor();
    if (!(await card.getAttribute('class'))?.includes('question-active')) await card.focus();
    const digit = await card.locator(`[data-choice="${choice}"] kbd`).innerText();
    await this.press(digit);
    await card.waitFor({ state: 'detached' });
  }

  /** Answers everything that the safety gate asks with "no". */
  async clearSafety(): Promise<void> {
    await this.inState('safety');
    for (const question of ['danger', 'weapon', 'medical']) await this.answer(`safety.${question}`, 'no');
    await this.answer('safety.suicide', 'none');
  }

  /** Presses keys and waits for the change of the case that they cause. */
  async step(...keys: string[]): Promise<void> {
    const before = await this.page.locator('[data-revision]').getAttribute('data-revision');
    await this.press(...keys);
    await this.page.locator(`[data-revision]:not([data-revision="${before}"])`).waitFor();
  }

  /** What ends a try or a call is done by the second press. */
  async twice(key: string): Promise<void> {
    await this.press(key);
    await this.page.locator('[data-armed]').waitFor();
    await this.step(key);
  }

  async inState(state: string): Promise<void> {
    await this.page.locator(`[data-state="${state}"]`).waitFor();
  }

  async state(): Promise<string | null> {
    return this.page.locator('[data-state]').getAttribute('data-state');
  }

  /** Presses a button by its name, from the keyboard. */
  async pressButton(name: string | RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name }).first();
    await button.focus();
    await this.press('Enter');
  }

  /** As `twice`, of a button by its name. */
  async pressButtonTwice(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().focus();
    await this.twice('Enter');
  }

  /**
   * WCAG 2.2 AA and good practice, on what is to be seen now: dark and light, and at 200 and 400 % zoom. The broken rules with
   * their places.
   */
  async axe(): Promise<string[]> {
    // axe comes into the page once, and stays until the page is loaded again.
    if (!(await this.page.evaluate(() => 'axe' in window))) {
      await this.page.evaluate(axe.source);
      await this.page.evaluate(learnToLook);
    }
    const found: string[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      found.push(...(await this.colours(colorScheme)));
    }
    const others = await this.page.evaluate(() => (window as unknown as PageWithAxe).closely.rules());
    return [...found, ...others.map((one) => `light ${describe(one)}`), ...(await this.zoomFaults())];
  }

  private async colours(setting: string): Promise<string[]> {
    const known = knownIn(setting);
    const { violations, places } = await this.page.evaluate(
      ([name, before]) => (window as unknown as PageWithAxe).closely.colours(name, before),
      [setting, [...known]] as const,
    );
    for (const place of places) known.add(place);
    return violations.map((one) => `${setting} ${describe(one)}`);
  }

  /** As axe(), for people who ask for more contrast, and where the system's own colours are forced: colours alone. */
  async axeContrast(): Promise<string[]> {
    const found: string[] = [];
    for (const media of [{ contrast: 'more' }, { forcedColors: 'active' }] as const) {
      await this.page.emulateMedia(media);
      found.push(...(await this.colours(JSON.stringify(media))));
      await this.page.emulateMedia({ contrast: 'no-preference', forcedColors: 'none' });
    }
    return found;
  }

  /** At 400 % zoom, where it is deep at 200 % too, a window of 1280 by 800 is so small: what is too wide, too close, or lost. */
  private async zoomFaults(): Promise<string[]> {
    const before = this.page.viewportSize() ?? { width: 1280, height: 800 };
    const controls = () => this.page.evaluate(() => (window as unknown as PageWithAxe).closely.controls());
    const all = await controls();
    const found: string[] = [];
    for (const zoom of deep ? [2, 4] : [4]) {
      await this.page.setViewportSize({ width: 1280 / zoom, height: 800 / zoom });
      const setting = `${zoom * 100} %`;
      const known = knownIn(setting);
      const {
        wide,
        controls: left,
        violations,
        places,
      } = await this.page.evaluate(([name, good]) => (window as unknown as PageWithAxe).closely.narrow(name, good), [
        setting,
        [...known],
      ] as const);
      for (const place of places) known.add(place);
      const missing = all.filter((name) => !left.includes(name));
      // What is called otherwise meanwhile, such as "Alerts" with their number, is not lost: it is not called so in full width, either.
      await this.page.setViewportSize(before);
      const still = missing.length > 0 ? await controls() : [];
      const faults = [
        ...(wide > 0 ? [`${wide} too wide`] : []),
        ...missing.filter((name) => still.includes(name)).map((name) => `${name} is lost`),
        ...violations.map(describe),
      ];
      found.push(...faults.map((fault) => `${setting}: ${fault}`));
    }
    return found;
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, fullPage: true, animations: 'disabled' });
  }
}
