import type { Answers } from '../../../libs/eligibility/index.js';
import { counts, type Document } from '../../../libs/documents/index.js';

/** Questions for which a file came in which something was found, and nothing since: no other file, no paper by another way. */
export function refusedPapers(documents: readonly Document[], answers: Answers): readonly string[] {
  const refused = documents.filter(({ status }) => status === 'refused').map(({ question }) => question);
  return [...new Set(refused)].filter((id) => !isThere(documents, answers, id));
}

/** It is answered, or a file that speaks for the answer is here or waits to. */
export function isThere(documents: readonly Document[], answers: Answers, question: string): boolean {
  const answer = answers[question];
  if (answer && 'value' in answer && answer.value !== 'coming') return true;
  return documents.some((one) => one.question === question && (counts(one) || one.status === 'quarantined'));
}
