import type { Decision } from './decision.js';
import { orderMissing, type PastAnswers } from './next-question.js';
import type { Answer, Answers } from './types.js';

export interface QuestionsNeeded {
  /** Questions that would have been asked, in this order, until nothing was left that could change the outcome. */
  readonly asked: readonly string[];
  /** How many the decision reads: what asking everything would have taken. */
  readonly all: number;
}
export interface AskingOrder {
  readonly past?: PastAnswers;
  /** `expected` (`orderMissing`) when left out, or `written`: the order of the columns. */
  readonly order?: 'expected' | 'written';
}

/**
 * How many questions a decision would have asked of one person, all of whose answers are known. A question that has no answer
 * here is passed over, so of a person whom not everything was asked only what is known is counted. Pure; many people may be
 * counted, for what to ask after the same answers is worked out once.
 */
export function questionsNeeded(decision: Decision, answers: Answers, asking: AskingOrder = {}): QuestionsNeeded {
  const asked: string[] = [];
  const known: Record<string, Answer> = {};
  for (;;) {
    const next = order(decision, known, asking).find((question) => Object.hasOwn(answers, question));
    if (next === undefined) return { asked, all: decision.reads.length };
    asked.push(next);
    // Defined, not assigned: a question may be called `__proto__`.
    Object.defineProperty(known, next, { value: answers[next], enumerable: true, configurable: true, writable: true });
  }
}

function order(decision: Decision, known: Answers, asking: AskingOrder): readonly string[] {
  const missing =
    asking.order === 'written' ? decision.decide(known).missing : orderMissing(decision, known, asking.past);
  // An answer that is none of its question's counts as not asked: it is not asked twice.
  return missing.filter((question) => !Object.hasOwn(known, question));
}
