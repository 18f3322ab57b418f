import { expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Desk } from './desk.js';

/** In the page: from each digit until the frame in which another question is the active one, and the browser's own measure. */
function watch(): void {
  const page = window as never as { measured?: { next: number[]; paint: number[] } };
  const watched = page.measured !== undefined;
  const measured = { next: [] as number[], paint: [] as number[] };
  page.measured = measured;
  if (watched) return;
  const active = () => document.querySelector('.question-active')?.getAttribute('data-question');
  let pressed: { at: number; question: string | null | undefined } | null = null;
  document.addEventListener('keydown', (event) => (pressed = { at: event.timeStamp, question: active() }), true);
  new MutationObserver(() => {
    const since = pressed;
    if (!since || !active() || active() === since.question) return;
    pressed = null;
    // The frame after the next one begins when the next one is painted.
    requestAnimationFrame(() => requestAnimationFrame(() => page.measured?.next.push(performance.now() - since.at)));
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') page.measured?.paint.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** One call on a page: how long each key took to the next question, in milliseconds. */
async function measureCall(desk: Desk): Promise<{ readonly next: number; readonly paint: number }> {
  await desk.answerLine(/Good2Talk/);
  await desk.startCall('1');
  await desk.step('F9');
  await desk.page.evaluate(watch);
  for (const question of ['safety.danger', 'safety.medical']) {
    await desk.answer(question, 'no');
    await desk.page.locator('.question-active').waitFor();
  }
  const measured = () => (window as never as { measured: { next: number[]; paint: number[] } }).measured;
  await desk.page.waitForFunction(
    () => (window as never as { measured: { next: number[] } }).measured.next.length === 2,
  );
  const { next, paint } = await desk.page.evaluate(measured);
  // Keys that were painted within 16 ms are not listed.
  return { next: middle(next), paint: middle([...paint, 16]) };
}

/** On the stand-in of the test file that names it. */
export function measureKeys(place: () => { readonly browser: Browser; readonly url: string }): void {
  it('paints the next question within 100 ms of the key', async () => {
    const { browser, url } = place();
    const desk = await Desk.open(browser, url);
    await desk.signIn();
    const best = { next: Infinity, paint: Infinity };
    // Other tests may have the machine at the same time: the best of some calls is what the screen can do.
    for (let call = 0; call < 8 && Math.max(best.next, best.paint) > 100; call++) {
      if (call > 0) await desk.home();
      const { next, paint } = await measureCall(desk);
      best.next = Math.min(best.next, next);
      best.paint = Math.min(best.paint, paint);
    }
    expect(best.next).toBeLessThanOrEqual(100);
    expect(best.paint).toBeLessThanOrEqual(100);
    await desk.close();
  }, 120_000);
}
