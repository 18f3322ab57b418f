import { it } from '@jest/globals';
import { deep } from '../faults/desk.js';

/** A test of the deep run alone: the everyday run has others of its kind. */
export function whereDeep(name: string, run: () => Promise<void>, milliseconds?: number): void {
  if (deep) it(name, run, milliseconds);
}
