import type { Text } from '../eligibility/index.js';

/** What stands on the first page of the form on which people apply by themselves. */
export interface EntryTexts {
  /** Whom the program is for. */
  readonly who?: Text;
  /** Who collects what they tell us, what for, and how long it is kept. */
  readonly privacy?: Text;
}
