import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Pitches of the tones that were to be heard. */
    tones: number[];
  }
}
/** In place of the loudspeaker. */
export const listenForTones = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.tones = [];
    const connect = <Next>(next: Next): Next => next;
    const gain = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
    function oscillator() {
      const frequency = { value: 0 };
      return { frequency, connect, start: () => window.tones.push(frequency.value), stop: () => undefined };
    }
    const createGain = () => ({ gain, connect });
    const context = { currentTime: 0, destination: {}, resume: () => Promise.resolve(), createGain };
    window.AudioContext = function () {
      return { ...context, createOscillator: oscillator };
    } as unknown as typeof AudioContext;
  });
