import type { AdvanceResult } from '../../../libs/cases/index.js';
import { notFound, refusal } from '../shell/index.js';

/** A file is kept, or goes, with its step: when that is not taken, nothing of either is. */
export function mustBeTaken(result: AdvanceResult): void {
  if (result.ok) return;
  if (result.reason === 'case-is-unknown') throw notFound();
  if (result.reason === 'revision-is-stale') throw new Error('A step without a revision was called stale.');
  throw refusal(result);
}
