import type { CaseView, QuestionView } from '../shared/views';

/** Questions of a safety fragment, by the prefix that its include gives them. */
export const isSafety = (question: Pick<QuestionView, 'id'>): boolean => question.id.startsWith('safety.');

/**
 * What is not known yet about anybody's safety, and has to be: it stays in sight until it is. What may be left out (is it
 * safe to talk?) does not keep it open, unless help needs it to find the place.
 */
export const openSafety = (view: Pick<CaseView, 'questions'>): readonly QuestionView[] =>
  view.questions.filter((one) => isSafety(one) && (!one.optional || one.why.purposes.includes('rescue')));
