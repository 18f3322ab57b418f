import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

export type Spoken = 'en' | 'fr';
export interface DeskOptions {
  /** Language of the screens. */
  readonly language?: Spoken;
  readonly dark?: boolean;
  readonly width?: number;
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

/** A navigator's desk: one page of the browser, driven by the keyboard as a navigator would. */
export class Desk {
  readonly faults: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      // The browser says so of each refusal (4xx) by itself; what breaks the security policy is said here too.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.faults.push(message.text());
      }
    });
  }

  static async open(browser: Browser, url: string, options: DeskOptions = {}): Promise<Desk> {
    const { language = 'en', dark = false, width = 1280, now } = options;
    const context = await browser.newContext({
      locale: `${language}-CA`,
      timezoneId: 'America/Toronto',
      colorScheme: dark ? 'dark' : 'light',
      viewport: { width, height: width < 600 ? 844 : 800 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(10_000);
    const desk = new Desk(await context.newPage());
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

  /** WCAG 2.2 AA and good practice, on what is to be seen now, dark and light: the broken rules with their places. */
  async axe(): Promise<string[]> {
    const found: string[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await this.page.emulateMedia({ colorScheme });
      // What is dark or light changes colours alone.
      const rules = colorScheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : null;
      const violations = await this.violations(rules);
      found.push(...violations.map((one) => `${colorScheme} ${describeViolation(one)}`));
    }
    return found;
  }

  /** Every rule of axe, or these. axe comes into the page once, and stays until the page is loaded again. */
  private async violations(rules: readonly string[] | null): Promise<readonly Violation[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    return this.page.evaluate(async (only) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      const options = only ? { runOnly: { type: 'rule' as const, values: [...only] } } : {};
      return (await run(document, { ...options, resultTypes: ['violations'] })).violations as Violation[];
    }, rules);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, fullPage: true, animations: 'disabled' });
  }
}
