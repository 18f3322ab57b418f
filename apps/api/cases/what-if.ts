import type { VerdictView } from '../../../libs/cases/index.js';
import type { Answers, Verdict } from '../../../libs/eligibility/index.js';
import type { RunnableProgram } from '../../../libs/workflow/index.js';
import { showByTime } from './show-by-time.js';

type Found = Omit<VerdictView, 'title' | 'labels' | 'sentence'>;

/** A verdict with what would decide otherwise: other answers, or a day. */
export const withWhatIf = (
  run: RunnableProgram,
  id: string,
  verdict: Verdict,
  answers: Answers,
  today: string,
): Found => ({
  ...verdict,
  byTime: showByTime(run, id, answers, today),
});

/** For whoever is told neither. It is not looked for: a copy of the whole verdict would. */
export const withoutWhatIf = ({ status, outcome, possible, missing, declined, because, method }: Verdict): Found => ({
  ...{ status, outcome, possible, missing, declined, because, method },
  ...{ flips: [], byTime: null },
});
