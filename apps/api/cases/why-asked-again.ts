import type { Answers, Text } from '../../../libs/eligibility/index.js';
import type { CaseState, Program, Question, RunnableProgram } from '../../../libs/workflow/index.js';
import { valueText } from './words.js';

const shortOf = ({ short, ask }: Question): Text => short ?? ask;

/**
 * Why a question is asked once more: it was answered, and then another answer contradicted that (`asksAgain`). Null for every other
 * question. Whether it was answered before is known by a decision that had settled on it.
 */
export function whyAskedAgain(
  { program, decisions }: Pick<RunnableProgram, 'program' | 'decisions'>,
  { settled }: Pick<CaseState, 'settled'>,
  question: Question,
  answers: Answers,
): Text | null {
  const wasDecided = Object.entries(decisions).some(
    ([id, { reads }]) => settled[id] !== undefined && reads.includes(question.id),
  );
  const by = wasDecided ? contradicting(program, question.id, answers) : undefined;
  if (!by) return null;
  const [asked, other] = [shortOf(question), shortOf(by.question)];
  const [before, then] = [valueText(program, question.id, by.before), valueText(program, by.question.id, by.said)];
  return {
    en: `First the answer to “${asked.en}” was “${before.en}”, and then to “${other.en}” it was “${then.en}”. Please ask once more.`,
    fr: `La réponse à « ${asked.fr} » était d’abord « ${before.fr} », puis la réponse à « ${other.fr} » a été « ${then.fr} ». Redemandez-le.`,
  };
}

function contradicting({ questions }: Program, id: string, answers: Answers) {
  for (const question of Object.values(questions)) {
    const answer = answers[question.id];
    const said = answer && 'value' in answer ? String(answer.value) : null;
    const [before] = (said !== null && question.asksAgain?.[said]?.[id]) || [];
    if (said !== null && before !== undefined) return { question, said, before };
  }
  return undefined;
}
