import type { DraftHead, DraftRefusal, FileProblem } from '../../../libs/programs/index.js';
import { ProblemError } from '../shell/index.js';

/** Why a draft goes no further now, as an answer. */
export function draftRefused(draft: DraftHead, reason: DraftRefusal): ProblemError {
  const mistakes = reason === 'draft-has-faults' ? draft.checked?.faults : undefined;
  return new ProblemError(409, reason, { base: draft.base }, mistakes ? { mistakes } : {});
}

/** The same, by what was found in it just now. */
export function hasFaults(faults: readonly FileProblem[]): ProblemError {
  return new ProblemError(409, 'draft-has-faults', {}, { mistakes: faults });
}

export function refuseClosed(draft: DraftHead): void {
  if (draft.status !== 'open') throw draftRefused(draft, 'draft-is-closed');
}
