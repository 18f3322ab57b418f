import type { AnswerView, CaseRecord, FactRef, LoadedCase } from '../../../libs/cases/index.js';
import type { Answers } from '../../../libs/eligibility/index.js';
import { type Question, type RunnableProgram, computedAnswer, localDate } from '../../../libs/workflow/index.js';
import { showRowsOf } from './show-rows.js';
import { answerText, named } from './words.js';

/** In the order in which they were given; those of one moment in the program's order. */
export function showAnswers(
  run: RunnableProgram,
  { record, answers, facts }: Pick<LoadedCase, 'record' | 'answers' | 'facts'>,
): AnswerView[] {
  const shown = Object.values(run.program.questions).flatMap((question): AnswerView[] => {
    const answer = answers[question.id];
    if (!answer) return [];
    const { id, type, choices, min, max } = question;
    const declined = 'declined' in answer;
    return [
      {
        question: id,
        type,
        ...named(question),
        answers: choices,
        min: min ?? null,
        max: max ?? null,
        value: declined ? null : answer.value,
        declined,
        label: answerText(run.program, id, answer),
        at: facts[id]?.at ?? '',
        doubtedSaidAt: saidInDoubt(record, id, facts[id]),
        from: followsFrom(run, question, answers, facts[id]?.at ?? ''),
        rows: showRowsOf(run.program, question),
      },
    ];
  });
  return shown.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** When it was said, of an answer that nobody knows any more. */
export const saidInDoubt = ({ state }: Pick<CaseRecord, 'state'>, question: string, fact?: FactRef): string | null =>
  state.doubted?.[question] === undefined ? null : (fact?.at ?? null);

/** Null when it was said, or has to be: what it would come from is not known or does not serve. */
export function followsFrom(run: RunnableProgram, question: Question, answers: Answers, at: string): string | null {
  // Told by the case itself, such as the day on which it came in.
  if (question.computed && question.computed.from === undefined) return question.id;
  const from = question.computed?.from ?? null;
  return from !== null && computedAnswer(question, answers, localDate(at, run.zone)) !== null ? from : null;
}
