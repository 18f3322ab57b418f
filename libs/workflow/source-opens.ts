import type { ById } from './source.js';

/** Another case for the same person. */
export interface OpensCaseSource {
  readonly program: string;
  readonly confirm?: readonly string[];
  readonly consent: string;
  readonly says?: ById<string | number | boolean>;
}
export interface OpensProgramSource {
  readonly program: string;
  readonly carry?: readonly string[];
  readonly confirm?: readonly string[];
  readonly declined?: boolean;
}
