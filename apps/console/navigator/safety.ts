import type { CaseView, QuestionView } from '../shared/views';

/** Questions of a safety fragment, by the prefix that its include gives them. */
export const isSafety = (question: QuestionView): boolean => question.id.startsWith('safety.');

/** What is not known yet about anybody's safety: it stays in sight until it is. */
export const openSafety = (view: CaseView): readonly QuestionView[] => view.questions.filter(isSafety);
