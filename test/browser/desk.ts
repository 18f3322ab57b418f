import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

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

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string | undefined }[];
}
function describeViolation({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).join(' | ')}`;
}

/**
 * In the page: what is too faint in this setting of colours. What colours a text is said by the elements around it and their
 * classes and states, whatever the text and its language: each such place is looked at once.
 */
async function brokenColours([setting, known]: readonly [string, readonly string[]]) {
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const stateOf = ({ name, value }: Attr) =>
    /^(class|style|open|disabled|data-theme|aria-(current|pressed|expanded|disabled))$/.test(name) ||
    /^(true)?$/.test(value)
      ? `[${name}=${value}]`
      : '';
  const paths = new Map<Element, string>();
  const pathOf = (one: Element): string => {
    const path = paths.get(one) ?? (one.parentElement ? pathOf(one.parentElement) : setting);
    const own = paths.has(one) ? '' : ` ${one.tagName}${[...one.attributes].map(stateOf).join('')}`;
    paths.set(one, path + own);
    return path + own;
  };
  const speaks = (one: Element) =>
    /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName) || [...one.childNodes].some((node) => node.nodeType === 3);
  const seen = new Set(known);
  const news = new Map<string, Element>();
  for (const one of document.body.querySelectorAll('*'))
    if (speaks(one) && one.checkVisibility() && !seen.has(pathOf(one))) news.set(pathOf(one), one);
  if (news.size === 0) return { violations: [], looked: [] };
  const rules = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] };
  const options = { runOnly: rules, resultTypes: ['violations' as const] };
  const violations = (await run([...news.values()] as unknown as Node[], options)).violations as Violation[];
  return { violations, looked: violations.length > 0 ? [] : [...news.keys()] };
}

/** In the page: everything else that axe knows. */
async function brokenRules(): Promise<readonly Violation[]> {
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const rules = { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } };
  return (await run(document, { rules, resultTypes: ['violations'] })).violations as Violation[];
}

/** In the page: what else depends on how wide it is. */
async function brokenWhenNarrow(): Promise<readonly Violation[]> {
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const rules = { type: 'rule' as const, values: ['target-size', 'scrollable-region-focusable'] };
  return (await run(document, { runOnly: rules, resultTypes: ['violations'] })).violations as Violation[];
}

/** Where texts of every setting of colours were looked at and found good, in all pages of a test file. */
const seen = new Set<string>();

/** In the page: everything that can be operated, by its name. What is beside the screen or without a size can't. */
function controls(): string[] {
  return [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
    .filter((one) => {
      const { width, height, right, left } = one.getBoundingClientRect();
      return one.checkVisibility() && width > 0 && height > 0 && left < innerWidth && right > 0;
    })
    .map((one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.id}${one.textContent}`.trim());
}

/** In the page: what is folded away where the window is narrow is one press away, so it is not lost; then folded again. */
function unfold(): void {
  for (const each of document.querySelectorAll<HTMLElement>('[data-unfolds]')) if (each.checkVisibility()) each.click();
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
    const desk = new Desk(await context.newPage(), url);
    if (now) await desk.page.clock.setFixedTime(now);
    await desk.page.goto(url);
    return desk;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
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
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    const found: string[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      found.push(...(await this.colours(colorScheme)));
    }
    const others = await this.page.evaluate(brokenRules);
    return [...found, ...others.map((one) => `light ${describeViolation(one)}`), ...(await this.zoomFaults())];
  }

  private async colours(setting: string): Promise<string[]> {
    const known = [...seen].filter((path) => path.startsWith(`${setting} `));
    const { violations, looked } = await this.page.evaluate(brokenColours, [setting, known] as const);
    for (const path of looked) seen.add(path);
    return violations.map((one) => `${setting} ${describeViolation(one)}`);
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

  /** At 200 and 400 % zoom a window of 1280 by 800 is so small: what is too wide, too close, too faint or lost then. */
  private async zoomFaults(): Promise<string[]> {
    const before = this.page.viewportSize() ?? { width: 1280, height: 800 };
    const all = await this.page.evaluate(controls);
    const found: string[] = [];
    for (const zoom of [2, 4]) {
      await this.page.setViewportSize({ width: 1280 / zoom, height: 800 / zoom });
      await this.page.evaluate(unfold);
      const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const left = await this.page.evaluate(controls);
      const broken = await this.page.evaluate(brokenWhenNarrow);
      const faults = [
        ...(wide > 0 ? [`${wide} too wide`] : []),
        ...all.filter((name) => !left.includes(name)).map((name) => `${name} is lost`),
        ...broken.map(describeViolation),
        ...(await this.colours('light')),
      ];
      await this.page.evaluate(unfold);
      found.push(...faults.map((fault) => `${zoom * 100} %: ${fault}`));
    }
    await this.page.setViewportSize(before);
    return found;
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, fullPage: true, animations: 'disabled' });
  }
}
