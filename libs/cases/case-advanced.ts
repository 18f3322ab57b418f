import type { CaseRecord } from './case-record.js';

/** A step was committed. Published after the commit, to whoever watches in this process. */
export class CaseAdvanced {
  constructor(
    readonly tenant: string,
    readonly record: CaseRecord,
  ) {}
}
