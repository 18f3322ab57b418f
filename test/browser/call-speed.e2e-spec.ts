import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.js';
import { builtConsole } from './built-console.js';
import { Desk } from './desk.js';
import { startMock, type Mock } from './mock-server.js';

let browser: Browser;
let mock: Mock;

beforeAll(async () => {
  mock = await startMock(builtConsole());
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await mock?.close();
});

/** In the page: from each digit until the frame in which another question is the active one, and the browser's own measure. */
function watch(): void {
  const measured = { next: [] as number[], paint: [] as number[] };
  Object.assign(window, { measured });
  const active = () => document.querySelector('.question-active')?.getAttribute('data-question');
  let pressed: { at: number; question: string | null | undefined } | null = null;
  document.addEventListener('keydown', (event) => (pressed = { at: event.timeStamp, question: active() }), true);
  new MutationObserver(() => {
    const since = pressed;
    if (!since || !active() || active() === since.question) return;
    pressed = null;
    // The frame after the next one begins when the next one is painted.
    requestAnimationFrame(() => requestAnimationFrame(() => measured.next.push(performance.now() - since.at)));
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') measured.paint.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe('the call screen', () => {
  it('paints the next question within 100 ms of the key', async () => {
    const next: number[][] = [];
    const paint: number[][] = [];
    for (let call = 0; call < 3; call++) {
      const desk = await Desk.open(browser, mock.url);
      await desk.signIn();
      await desk.answerLine(/Good2Talk/);
      await desk.startCall('1');
      await desk.step('F9');
      await desk.page.evaluate(watch);
      for (const [question, choice] of [
        ['safety.danger', 'no'],
        ['safety.medical', 'no'],
      ] as const) {
        await desk.answer(question, choice);
        await desk.page.locator('.question-active').waitFor();
      }
      await desk.page.waitForFunction(
        () => (window as never as { measured: { next: number[] } }).measured.next.length === 2,
      );
      const found = await desk.page.evaluate(
        () => (window as never as { measured: { next: number[]; paint: number[] } }).measured,
      );
      next.push(found.next);
      paint.push(found.paint);
      await desk.close();
    }
    expect(next.map((keys) => keys.length)).toEqual([2, 2, 2]);
    // Other tests may have the machine at the same time: the best of three calls is what the screen can do.
    expect(Math.min(...next.map(middle))).toBeLessThanOrEqual(100);
    // Keys that were painted within 16 ms are not listed.
    expect(Math.min(...paint.map((keys) => middle([...keys, 16])))).toBeLessThanOrEqual(100);
  }, 120_000);
});
