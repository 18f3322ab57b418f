import type { Make } from '../../../libs/eligibility/index.js';

/**
 * Makes a function of text, on the server alone. The text is written by libs/eligibility and by nobody else: of a table it
 * holds numbers, and words as JSON writes them; names of questions are values, never code (issue 4, "Safe by construction";
 * its fuzz tests try hostile names). Nothing that came over the network is ever passed here.
 */
export const makeFunction: Make = (parameters, body) =>
  new Function(...parameters, body) as (...values: readonly unknown[]) => unknown;
