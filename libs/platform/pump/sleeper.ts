import type { WakeUp } from './pump-loop.js';

/** Wakes up by time alone, or when told. */
export class Sleeper implements WakeUp {
  private end: (() => void) | null = null;

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  wake(): void {
    this.end?.();
  }
}
