import type { Answer } from '../../../libs/eligibility/index.js';
import { questionsReadBy, type Program } from '../../../libs/workflow/index.js';
import { IMMINENT } from '../floor/show-floor.js';
import { answerText, named, outcomeText } from '../cases/words.js';
import type { DispatchDto } from './dispatch.dto.js';

/** By the names of the safety gate, which every program includes: that somebody is safe, and the answers that say so. */
const CLEAR = 'clear';
const SAFE: ReadonlySet<unknown> = new Set(['no', 'none']);

/** The questions of the decision by which a program says that a life is in danger: whoever sends a team reads these first. */
export function safetyQuestions(program: Program): readonly string[] {
  const decision = safetyDecision(program);
  return decision === undefined ? [] : questionsReadBy(program.decisions[decision]!);
}

/** How safe they are, in the program's words: null where all are safe, or nobody knows. And what was said that is no "no". */
export function safetyOf(
  program: Program,
  settled: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, Answer>>,
): Pick<DispatchDto, 'safety' | 'dangers'> {
  const decision = safetyDecision(program);
  const outcome = decision === undefined ? undefined : settled[decision];
  return {
    safety: outcome === undefined || outcome === CLEAR ? null : outcomeText(program, decision!, outcome),
    dangers: safetyQuestions(program).flatMap((id) => {
      const [question, answer] = [program.questions[id], answers[id]];
      if (!question || !answer || isSafe(answer)) return [];
      return [{ question: id, short: named(question).short, label: answerText(program, id, answer) }];
    }),
  };
}

const isSafe = (answer: Answer): boolean => 'value' in answer && SAFE.has(answer.value);

const safetyDecision = (program: Program): string | undefined =>
  Object.keys(program.decisions).find((id) => Object.hasOwn(program.decisions[id]!.labels, IMMINENT));

/** The numbers by which somebody may be called. */
export const numbersOf = (program: Program): readonly string[] =>
  Object.values(program.questions)
    .filter(({ type, purposes }) => type === 'phone' && purposes.includes('contact'))
    .map(({ id }) => id);
